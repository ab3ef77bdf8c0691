#pragma once

// The capabilities of a description that `cncurses_description_open` loaded, one by one.
//
// Their names come from arrays that term.h declares in ways that Swift cannot import.

/// The name of a standard capability, in the order of compiled descriptions; null after the last.
const char *cncurses_flag_name(int index);
const char *cncurses_number_name(int index);
const char *cncurses_string_name(int index);

/// Whether the terminal has something: below 1 if not, or if it is no flag.
int cncurses_description_flag(const char *name);
