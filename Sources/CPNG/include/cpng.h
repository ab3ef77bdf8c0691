#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// PNG files by libpng's simplified interface (libpng manual, section X), as functions of memory.
//
// libpng's own types stay out of sight: png.h needs setjmp.h, and its structures hold pointers.

/// Writes eight bits a channel, red, green and blue, row by row, as a PNG file in memory.
///
/// Returns memory for `cpng_free` and its length; null if there is no memory or a side is too long.
uint8_t *cpng_encode(const uint8_t *pixels, int width, int height, size_t *length);

/// Reads a PNG file in memory as eight bits a channel of red, green and blue, row by row.
///
/// Returns memory for `cpng_free` and the sides; null for what is no PNG file.
uint8_t *cpng_decode(const uint8_t *file, size_t length, int *width, int *height);

/// Gives back what one of the above returned.
void cpng_free(uint8_t *memory);
