#ifndef CZLIB_H
#define CZLIB_H

#include <stddef.h>
#include <stdint.h>

/// The state of one stream that is being inflated by zlib.
typedef struct czlib_inflater czlib_inflater;

/// How far a call came.
typedef enum czlib_outcome {
  /// More input or more room is needed.
  CZLIB_GOES_ON = 0,
  /// The stream, its checksum included, ended; unused input follows it.
  CZLIB_ENDED = 1,
  /// What was given is no such stream; see `czlib_problem`.
  CZLIB_DAMAGED = 2,
} czlib_outcome;

/// An inflater of gzip members (RFC 1952) or, if `is_raw`, of bare deflate data (RFC 1951); NULL
/// without memory.
czlib_inflater *czlib_new(int is_raw);
void czlib_free(czlib_inflater *inflater);
/// Makes it ready for the next stream of the same kind.
void czlib_reset(czlib_inflater *inflater);

/// Inflates; the two lengths go in as what there is and come out as what was used and made.
czlib_outcome czlib_inflate(czlib_inflater *inflater, const uint8_t *input, size_t *input_length,
                            uint8_t *output, size_t *output_length);
/// What zlib says is wrong with a damaged stream; lives as long as the inflater, never NULL.
const char *czlib_problem(const czlib_inflater *inflater);

/// The CRC-32 of bytes that follow those whose CRC-32 is `sum`, which begins as 0.
uint32_t czlib_crc32(uint32_t sum, const uint8_t *bytes, size_t length);

#endif
