#include "description.h"
#include "shim.h"

// A file of its own, for term.h makes macros of words such as `lines` and `columns`.
#include <term.h>

// What was in force before, such as the description of a screen that is open.
static TERMINAL *before;

bool cncurses_description_open(const char *name, int descriptor) {
  int status = 0;
  before = cur_term;
  if (setupterm(name, descriptor, &status) == OK) return true;
  set_curterm(before);
  return false;
}

int cncurses_description_number(const char *name) { return tigetnum(name); }

void cncurses_description_close(void) { del_curterm(set_curterm(before)); }

const char *cncurses_flag_name(int index) { return boolnames[index]; }
const char *cncurses_number_name(int index) { return numnames[index]; }
const char *cncurses_string_name(int index) { return strnames[index]; }

int cncurses_description_flag(const char *name) { return tigetflag(name); }
