#include "shim.h"

#include <langinfo.h>
#include <locale.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <wchar.h>

void cncurses_put(int row, int column, uint32_t scalar, uint32_t attributes, int pair) {
  wchar_t text[2] = {(wchar_t)scalar, 0};
  cchar_t cell;
  // The short pair argument ends at 32767; with `opts` the int it points to counts instead.
  if (setcchar(&cell, text, attributes, 0, &pair) == ERR) return;
  // Unlike add_wch, add_wchnstr neither wraps nor scrolls at the lower right corner.
  mvadd_wchnstr(row, column, &cell, 1);
}

uint32_t cncurses_read(int row, int column, uint32_t *attributes, int *pair) {
  cchar_t cell;
  wchar_t text[CCHARW_MAX + 1] = {0};
  attr_t found = 0;
  short narrow = 0;
  if (mvin_wch(row, column, &cell) == ERR) return 0;
  if (getcchar(&cell, text, &found, &narrow, pair) == ERR) return 0;
  *attributes = found & ~(attr_t)A_COLOR;
  return (uint32_t)text[0];
}

bool cncurses_set_character_set(const char *name) {
  // Only LC_CTYPE: how numbers are written is none of the screen's business.
  return setlocale(LC_CTYPE, name ? name : "") != NULL;
}

const char *cncurses_character_set(void) { return nl_langinfo(CODESET); }

int cncurses_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

const char *cncurses_capability(const char *name) {
  char *text = tigetstr(name);
  return text == (char *)-1 ? NULL : text;
}

bool cncurses_device_size(int descriptor, int *rows, int *columns) {
  struct winsize size;
  // A serial line knows no size and answers 0x0.
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0)
    return false;
  *rows = size.ws_row;
  *columns = size.ws_col;
  return true;
}

bool cncurses_device_is_utf8(int descriptor) {
  struct termios modes;
  return tcgetattr(descriptor, &modes) == 0 && (modes.c_iflag & IUTF8) != 0;
}
