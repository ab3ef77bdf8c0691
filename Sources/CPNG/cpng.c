#include "cpng.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>

uint8_t *cpng_encode(const uint8_t *pixels, int width, int height, size_t *length) {
  if (width <= 0 || height <= 0) return NULL;
  png_image image;
  memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  image.width = (png_uint_32)width;
  image.height = (png_uint_32)height;
  image.format = PNG_FORMAT_RGB;
  // An upper bound first: asking for the exact size would compress twice.
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  uint8_t *file = malloc(size);
  if (file == NULL) return NULL;
  if (!png_image_write_to_memory(&image, file, &size, 0, pixels, 0, NULL)) {
    png_image_free(&image);
    free(file);
    return NULL;
  }
  *length = size;
  return file;
}

uint8_t *cpng_decode(const uint8_t *file, size_t length, int *width, int *height) {
  png_image image;
  memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_memory(&image, file, length)) return NULL;
  image.format = PNG_FORMAT_RGB;
  uint8_t *pixels = malloc(PNG_IMAGE_SIZE(image));
  if (pixels == NULL || !png_image_finish_read(&image, NULL, pixels, 0, NULL)) {
    png_image_free(&image);
    free(pixels);
    return NULL;
  }
  *width = (int)image.width;
  *height = (int)image.height;
  return pixels;
}

void cpng_free(uint8_t *memory) { free(memory); }
