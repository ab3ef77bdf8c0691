#include "csimdjson.h"

#include <cstring>
#include <new>
#include <simdjson.h>
#include <type_traits>

namespace dom = simdjson::dom;

struct csimdjson_parser {
  dom::parser parser;
  size_t deepest;
};

extern "C" const size_t csimdjson_padding = simdjson::SIMDJSON_PADDING;

namespace {

/// simdjson's handles are two words; they cross the border as such.
template <class Handle> csimdjson_value packed(const Handle &handle) {
  static_assert(sizeof(Handle) == sizeof(csimdjson_value), "a handle of simdjson is two words");
  static_assert(std::is_trivially_copyable<Handle>::value, "a handle of simdjson owns nothing");
  csimdjson_value value;
  std::memcpy(&value, &handle, sizeof value);
  return value;
}

template <class Handle> Handle unpacked(csimdjson_value value) {
  Handle handle;
  std::memcpy(static_cast<void *>(&handle), &value, sizeof value);
  return handle;
}

dom::element element(csimdjson_value value) { return unpacked<dom::element>(value); }

} // namespace

csimdjson_parser *csimdjson_new(size_t deepest) {
  auto *parser = new (std::nothrow) csimdjson_parser;
  if (parser != nullptr) parser->deepest = deepest;
  return parser;
}

void csimdjson_free(csimdjson_parser *parser) { delete parser; }

csimdjson_outcome csimdjson_parse(csimdjson_parser *parser, const uint8_t *text, size_t length,
                                  csimdjson_value *root) {
  // Capacity grows by half more than is asked, as objects of a list differ little in size.
  if (parser->parser.capacity() < length || parser->parser.max_depth() != parser->deepest) {
    const size_t capacity = length < 4096 ? 4096 : length + length / 2;
    if (parser->parser.allocate(capacity, parser->deepest) != simdjson::SUCCESS)
      return CSIMDJSON_TOO_LARGE;
  }
  dom::element found;
  switch (parser->parser.parse(text, length, false).get(found)) {
  case simdjson::SUCCESS: break;
  case simdjson::DEPTH_ERROR: return CSIMDJSON_TOO_DEEP;
  case simdjson::UTF8_ERROR: return CSIMDJSON_NOT_UTF8;
  case simdjson::NUMBER_ERROR: return CSIMDJSON_NUMBER;
  case simdjson::CAPACITY:
  case simdjson::MEMALLOC: return CSIMDJSON_TOO_LARGE;
  default: return CSIMDJSON_MALFORMED;
  }
  *root = packed(found);
  return CSIMDJSON_FINE;
}

csimdjson_kind csimdjson_kind_of(csimdjson_value value) {
  switch (element(value).type()) {
  case dom::element_type::OBJECT: return CSIMDJSON_OBJECT;
  case dom::element_type::ARRAY: return CSIMDJSON_ARRAY;
  case dom::element_type::STRING: return CSIMDJSON_STRING;
  case dom::element_type::INT64: return CSIMDJSON_INTEGER;
  case dom::element_type::UINT64: return CSIMDJSON_UNSIGNED;
  case dom::element_type::DOUBLE: return CSIMDJSON_REAL;
  case dom::element_type::BOOL: return CSIMDJSON_BOOL;
  default: return CSIMDJSON_NULL;
  }
}

const char *csimdjson_string(csimdjson_value value, size_t *length) {
  std::string_view text;
  if (element(value).get(text) != simdjson::SUCCESS) return nullptr;
  *length = text.size();
  return text.data();
}

int64_t csimdjson_integer(csimdjson_value value) {
  int64_t number = 0;
  (void)element(value).get(number);
  return number;
}

uint64_t csimdjson_unsigned(csimdjson_value value) {
  uint64_t number = 0;
  (void)element(value).get(number);
  return number;
}

double csimdjson_real(csimdjson_value value) {
  double number = 0;
  (void)element(value).get(number);
  return number;
}

bool csimdjson_bool(csimdjson_value value) {
  bool flag = false;
  (void)element(value).get(flag);
  return flag;
}

int csimdjson_member(csimdjson_value value, const char *key, size_t length,
                     csimdjson_value *member) {
  dom::object object;
  if (element(value).get(object) != simdjson::SUCCESS) return 0;
  int count = 0;
  for (auto field = object.begin(); field != object.end(); ++field) {
    if (field.key_length() != length || std::memcmp(field.key_c_str(), key, length) != 0) continue;
    *member = packed(field.value());
    if (++count == 2) break;
  }
  return count;
}

csimdjson_cursor csimdjson_begin(csimdjson_value value) {
  csimdjson_cursor cursor = {};
  dom::object object;
  dom::array array;
  if (element(value).get(object) == simdjson::SUCCESS) {
    cursor.at = packed(object.begin());
    cursor.end = packed(object.end());
    cursor.has_keys = true;
  } else if (element(value).get(array) == simdjson::SUCCESS) {
    cursor.at = packed(array.begin());
    cursor.end = packed(array.end());
  }
  return cursor;
}

bool csimdjson_next(csimdjson_cursor *cursor, const char **key, size_t *length,
                    csimdjson_value *value) {
  if (std::memcmp(&cursor->at, &cursor->end, sizeof cursor->at) == 0) return false;
  if (cursor->has_keys) {
    auto field = unpacked<dom::object::iterator>(cursor->at);
    *key = field.key_c_str();
    *length = field.key_length();
    *value = packed(field.value());
    cursor->at = packed(++field);
  } else {
    auto item = unpacked<dom::array::iterator>(cursor->at);
    *value = packed(*item);
    cursor->at = packed(++item);
  }
  return true;
}

namespace {

typedef uint8_t block __attribute__((vector_size(16)));

block loaded(const uint8_t *text) {
  block bytes;
  std::memcpy(&bytes, text, sizeof bytes);
  return bytes;
}

/// The first byte of sixteen that a comparison marked; 16 if none is. Little-endian machines only,
/// as are all that Swift runs on.
unsigned first_marked(block marks) {
  static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "bytes are counted from the low end");
  uint64_t halves[2];
  std::memcpy(halves, &marks, sizeof halves);
  if (halves[0] != 0) return static_cast<unsigned>(__builtin_ctzll(halves[0])) / 8;
  if (halves[1] != 0) return 8 + static_cast<unsigned>(__builtin_ctzll(halves[1])) / 8;
  return 16;
}

/// The next quote or backslash, else `to`.
size_t string_mark(const uint8_t *text, size_t at, size_t to) {
  for (; at + 16 <= to; at += 16) {
    const block bytes = loaded(text + at);
    const unsigned found = first_marked((block)(bytes == '"') | (block)(bytes == '\\'));
    if (found < 16) return at + found;
  }
  while (at < to && text[at] != '"' && text[at] != '\\') at++;
  return at;
}

/// The next quote or bracket, else `to`. `[` and `{`, `]` and `}` differ in one bit.
size_t structure_mark(const uint8_t *text, size_t at, size_t to) {
  for (; at + 16 <= to; at += 16) {
    const block bytes = loaded(text + at);
    const block folded = bytes | 0x20;
    const unsigned found = first_marked((block)(bytes == '"') | (block)(folded == '{') |
                                        (block)(folded == '}'));
    if (found < 16) return at + found;
  }
  while (at < to && text[at] != '"' && (text[at] | 0x20) != '{' && (text[at] | 0x20) != '}') at++;
  return at;
}

} // namespace

size_t csimdjson_walk(csimdjson_cut *cut, const uint8_t *text, size_t from, size_t to,
                      bool *done) {
  *done = false;
  size_t at = from;
  while (at < to) {
    if (cut->escaped) {
      cut->escaped = false;
      at++;
      continue;
    }
    at = cut->in_string ? string_mark(text, at, to) : structure_mark(text, at, to);
    if (at == to) return to;
    const uint8_t mark = text[at++];
    if (mark == '\\') {
      // Only within a string: outside one no backslash is looked for.
      cut->escaped = true;
    } else if (mark == '"') {
      cut->in_string = !cut->in_string;
    } else if ((mark | 0x20) == '{') {
      cut->depth++;
      continue;
    } else if (cut->depth > 0) {
      cut->depth--;
    }
    if (cut->depth == 0 && !cut->in_string) {
      *done = true;
      return at;
    }
  }
  return to;
}

size_t csimdjson_lines(const uint8_t *text, size_t length) {
  size_t lines = 0;
  for (size_t at = 0; at < length; at++) lines += text[at] == '\n';
  return lines;
}

size_t csimdjson_find(const uint8_t *text, size_t length, uint8_t byte) {
  const void *found = length == 0 ? nullptr : std::memchr(text, byte, length);
  return found == nullptr ? length : static_cast<size_t>(static_cast<const uint8_t *>(found) - text);
}
