#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// JSON by simdjson's DOM (https://simdjson.org, doc/dom.md), as functions of memory.
//
// A dump is cut into its objects and these are parsed one after another by one parser, whose memory
// is that of the largest of them. C++ stays behind this header.

#ifdef __cplusplus
extern "C" {
#endif

/// A parser and the value that it parsed last.
typedef struct csimdjson_parser csimdjson_parser;

/// A value of the text that a parser parsed last; it means nothing once that parser parses again.
typedef struct {
  uint64_t words[2];
} csimdjson_value;

typedef enum {
  CSIMDJSON_OBJECT,
  CSIMDJSON_ARRAY,
  CSIMDJSON_STRING,
  CSIMDJSON_INTEGER,
  CSIMDJSON_UNSIGNED,
  CSIMDJSON_REAL,
  CSIMDJSON_BOOL,
  CSIMDJSON_NULL,
} csimdjson_kind;

typedef enum {
  CSIMDJSON_FINE,
  /// The text ends a value too early, or has what JSON does not know.
  CSIMDJSON_MALFORMED,
  CSIMDJSON_TOO_DEEP,
  CSIMDJSON_NOT_UTF8,
  /// A number that neither 64 bits nor a double hold.
  CSIMDJSON_NUMBER,
  /// More than 4 GB, or no memory.
  CSIMDJSON_TOO_LARGE,
} csimdjson_outcome;

/// How many bytes behind a text must be readable; what they hold is of no account.
extern const size_t csimdjson_padding;

/// A parser that refuses what is nested deeper; null if there is no memory.
csimdjson_parser *csimdjson_new(size_t deepest);

/// Gives a parser back, and with it the values of its last text.
void csimdjson_free(csimdjson_parser *parser);

/// Parses one whole value with nothing but white space around it.
csimdjson_outcome csimdjson_parse(csimdjson_parser *parser, const uint8_t *text, size_t length,
                                  csimdjson_value *root);

csimdjson_kind csimdjson_kind_of(csimdjson_value value);

/// The UTF-8 of a string, its escapes resolved; it lives as long as the value.
const char *csimdjson_string(csimdjson_value value, size_t *length);
int64_t csimdjson_integer(csimdjson_value value);
uint64_t csimdjson_unsigned(csimdjson_value value);
double csimdjson_real(csimdjson_value value);
bool csimdjson_bool(csimdjson_value value);

/// How often an object has a key, 2 for any more; the last of its values, which is Go's choice too.
int csimdjson_member(csimdjson_value object, const char *key, size_t length,
                     csimdjson_value *member);

/// A way through the members of an object or the elements of an array.
typedef struct {
  csimdjson_value at, end;
  bool has_keys;
} csimdjson_cursor;

/// The beginning of an object or an array.
csimdjson_cursor csimdjson_begin(csimdjson_value container);

/// The next member or element, false at the end; an element has no key.
bool csimdjson_next(csimdjson_cursor *cursor, const char **key, size_t *length,
                    csimdjson_value *value);

/// Where in a value a walk over its bytes stands.
typedef struct {
  size_t depth;
  bool in_string, escaped;
} csimdjson_cut;

/// Walks from the first byte of an object, array or string to behind its last one.
///
/// Returns the offset behind it, or `to` with `*done` false, for the walk to be taken up again when
/// there is more. Only brackets and quotes are looked at: the parser says whether it is JSON.
size_t csimdjson_walk(csimdjson_cut *cut, const uint8_t *text, size_t from, size_t to, bool *done);

/// How many line feeds there are.
size_t csimdjson_lines(const uint8_t *text, size_t length);

/// The offset of the first such byte, `length` if there is none.
size_t csimdjson_find(const uint8_t *text, size_t length, uint8_t byte);

#ifdef __cplusplus
}
#endif
