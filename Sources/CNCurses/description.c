#include "shim.h"

// A file of its own, for term.h makes macros of words such as `lines` and `columns`.
#include <term.h>

bool cncurses_description_open(const char *name, int descriptor) {
  int status = 0;
  return setupterm(name, descriptor, &status) == OK;
}

int cncurses_description_number(const char *name) { return tigetnum(name); }

void cncurses_description_close(void) { del_curterm(cur_term); }
