#include "czlib.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

struct czlib_inflater {
  z_stream stream;
};

czlib_inflater *czlib_new(int is_raw) {
  czlib_inflater *inflater = calloc(1, sizeof *inflater);
  if (inflater == NULL) return NULL;
  // zlib.h at inflateInit2: 16 more for gzip alone, a negative number for raw deflate.
  if (inflateInit2(&inflater->stream, is_raw ? -MAX_WBITS : MAX_WBITS + 16) != Z_OK) {
    free(inflater);
    return NULL;
  }
  return inflater;
}

void czlib_free(czlib_inflater *inflater) {
  inflateEnd(&inflater->stream);
  free(inflater);
}

void czlib_reset(czlib_inflater *inflater) { inflateReset(&inflater->stream); }

static uInt part(size_t length) { return length > INT_MAX ? INT_MAX : (uInt)length; }

czlib_outcome czlib_inflate(czlib_inflater *inflater, const uint8_t *input, size_t *input_length,
                            uint8_t *output, size_t *output_length) {
  z_stream *stream = &inflater->stream;
  const uInt given = part(*input_length), room = part(*output_length);
  stream->next_in = (z_const Bytef *)input;
  stream->avail_in = given;
  stream->next_out = output;
  stream->avail_out = room;
  const int outcome = inflate(stream, Z_NO_FLUSH);
  *input_length = given - stream->avail_in;
  *output_length = room - stream->avail_out;
  switch (outcome) {
  case Z_OK:
  case Z_BUF_ERROR: return CZLIB_GOES_ON;
  case Z_STREAM_END: return CZLIB_ENDED;
  default: return CZLIB_DAMAGED;
  }
}

const char *czlib_problem(const czlib_inflater *inflater) {
  return inflater->stream.msg == NULL ? "no such data" : inflater->stream.msg;
}

uint32_t czlib_crc32(uint32_t sum, const uint8_t *bytes, size_t length) {
  while (length > 0) {
    const uInt count = part(length);
    sum = (uint32_t)crc32(sum, bytes, count);
    bytes += count;
    length -= count;
  }
  return sum;
}
