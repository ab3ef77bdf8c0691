#pragma once

// Signals as bytes in a pipe, so that the loop that waits for keys can wait for them too.
//
// Handlers must be C: a Swift closure handed to sigaction may touch the runtime. Not signalfd:
// the mask it needs is inherited by child processes, which then cannot be interrupted.

/// Begins to catch window changes, job control and the signals that end a program.
///
/// Returns the descriptor that can be read while signals wait; -1 if there is none left. A signal
/// that was ignored when the program started, as under nohup, stays ignored.
int cncurses_signals_catch(void);

/// Gives all signals back to whoever had them before.
void cncurses_signals_release(void);

/// The number of the next signal that arrived; 0 if none is waiting.
int cncurses_signals_next(void);

/// Stops the process as Ctrl-Z would have, and returns when it continues.
void cncurses_signals_stop(void);

/// Ends the process by a signal, so that its parent sees the true status.
_Noreturn void cncurses_signals_die(int signal);
