#pragma once

#include <stdbool.h>
#include <stddef.h>

// What gives the terminal back when no Swift code can: a trap, an abort, exit() from anywhere.

/// Notes the modes of a terminal as those to go back to; to be called before curses changes them.
void cncurses_guard_remember(int input);

/// From now on a crash or exit() sends `reset` to `output` and brings the noted modes back.
///
/// A crash then goes on to whatever handled it before, the Swift backtracer or the default.
void cncurses_guard_arm(int output, const void *reset, size_t length);

/// Leaves crashes alone again: the terminal has been restored in the ordinary way.
void cncurses_guard_disarm(void);

/// Restores the terminal now, once; safe in signal handlers.
void cncurses_guard_restore(void);

/// Keeps what is written to standard error off the screen while it is a terminal.
///
/// "Fatal error: …" is written before the trap, so it would be lost with the alternate screen.
void cncurses_stderr_hold(void);

/// Lets standard error through again, what was held first; safe in signal handlers.
void cncurses_stderr_release(void);
