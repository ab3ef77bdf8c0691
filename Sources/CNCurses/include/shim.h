#pragma once

// Wide ncurses as Swift can see it.
//
// Most of curses.h imports as it is. What does not is here as a function: macros with casts
// (A_BOLD), globals (stdscr, COLORS), and what glibc declares only for _GNU_SOURCE (wcwidth).

#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE_EXTENDED 1
#include <curses.h>
#include <stdbool.h>
#include <stdint.h>

static inline WINDOW *cncurses_standard_window(void) { return stdscr; }
static inline WINDOW *cncurses_physical_window(void) { return curscr; }
static inline int cncurses_rows(void) { return LINES; }
static inline int cncurses_columns(void) { return COLS; }
static inline int cncurses_colors(void) { return COLORS; }
static inline int cncurses_color_pairs(void) { return COLOR_PAIRS; }

static inline uint32_t cncurses_bold(void) { return WA_BOLD; }
static inline uint32_t cncurses_dim(void) { return WA_DIM; }
static inline uint32_t cncurses_underline(void) { return WA_UNDERLINE; }
static inline uint32_t cncurses_reverse(void) { return WA_REVERSE; }

/// Puts one character with its attributes and any pair made by init_extended_pair.
void cncurses_put(int row, int column, uint32_t scalar, uint32_t attributes, int pair);

/// The character at a place of the virtual screen, and its pair and attributes; for tests.
uint32_t cncurses_read(int row, int column, uint32_t *attributes, int *pair);

/// Takes the character set from the environment, or from `name` if that is not null.
bool cncurses_set_character_set(const char *name);

/// The name of the character set in force, such as "UTF-8" or "ANSI_X3.4-1968".
const char *cncurses_character_set(void);

/// Columns that libc gives a character in the character set in force; -1 if it has none.
int cncurses_width(uint32_t scalar);

/// A string capability of the terminal; null if it has none.
const char *cncurses_capability(const char *name);

/// Loads the description of a terminal without taking it over, for the functions around this.
bool cncurses_description_open(const char *name, int descriptor);

/// A number of the description, such as "colors"; negative if it has none.
int cncurses_description_number(const char *name);

/// Gives back what was loaded last; string capabilities are gone with it.
void cncurses_description_close(void);

/// The size that the terminal device itself reports; false if it reports none.
bool cncurses_device_size(int descriptor, int *rows, int *columns);

/// Whether the device is set to edit lines in UTF-8, as terminals that speak it set it.
bool cncurses_device_is_utf8(int descriptor);
