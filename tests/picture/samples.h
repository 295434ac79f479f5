#pragma once
// Pictures for tests, and a JPEG writer, which the product itself does not need.
#include <jpeglib.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "engine/base/philox.h"
#include "engine/picture/image.h"

namespace progpretrain::testing {

inline picture::Image noise_image(int width, int height, uint64_t seed) {
  picture::Image image(width, height);
  base::Philox random(seed, 0, 0);
  for (uint8_t& value : image.pixels) value = static_cast<uint8_t>(random.below(256));
  return image;
}

inline picture::Image flat_image(int width, int height, uint8_t r, uint8_t g, uint8_t b) {
  picture::Image image(width, height);
  for (size_t i = 0; i < image.pixels.size(); i += 3) {
    image.pixels[i] = r;
    image.pixels[i + 1] = g;
    image.pixels[i + 2] = b;
  }
  return image;
}

/// A baseline JPEG at quality 95.
inline std::string encode_jpeg(const picture::Image& image) {
  jpeg_compress_struct codec;
  jpeg_error_mgr errors;
  codec.err = jpeg_std_error(&errors);
  jpeg_create_compress(&codec);
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&codec, &bytes, &size);
  codec.image_width = static_cast<JDIMENSION>(image.width);
  codec.image_height = static_cast<JDIMENSION>(image.height);
  codec.input_components = 3;
  codec.in_color_space = JCS_RGB;
  jpeg_set_defaults(&codec);
  jpeg_set_quality(&codec, 95, TRUE);
  jpeg_start_compress(&codec, TRUE);
  while (codec.next_scanline < codec.image_height) {
    JSAMPROW row = const_cast<JSAMPROW>(image.at(0, static_cast<int>(codec.next_scanline)));
    jpeg_write_scanlines(&codec, &row, 1);
  }
  jpeg_finish_compress(&codec);
  std::string result(reinterpret_cast<char*>(bytes), size);
  std::free(bytes);
  jpeg_destroy_compress(&codec);
  return result;
}

}  // namespace progpretrain::testing
