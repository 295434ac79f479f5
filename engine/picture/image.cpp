#include "engine/picture/image.h"

#include <algorithm>

#include "engine/base/check.h"

namespace progpretrain::picture {

Image::Image(int width_px, int height_px) : width(width_px), height(height_px) {
  PP_CHECK(width_px >= 0 && height_px >= 0, width_px, "x", height_px);
  pixels.resize(size_t{3} * width_px * height_px);
}

Image from_planar(std::span<const uint8_t> planar, int height, int width) {
  Image image(width, height);
  PP_CHECK_EQ(planar.size(), image.pixels.size());
  const size_t plane = planar.size() / 3;
  for (size_t i = 0; i < plane; ++i)
    for (size_t c = 0; c < 3; ++c) image.pixels[3 * i + c] = planar[c * plane + i];
  return image;
}

void to_planar(const Image& image, std::span<uint8_t> planar) {
  PP_CHECK_EQ(planar.size(), image.pixels.size());
  const size_t plane = planar.size() / 3;
  for (size_t i = 0; i < plane; ++i)
    for (size_t c = 0; c < 3; ++c) planar[c * plane + i] = image.pixels[3 * i + c];
}

Image enlarge(const Image& image, int zoom) {
  PP_CHECK(zoom >= 1, zoom);
  Image result(image.width * zoom, image.height * zoom);
  for (int y = 0; y < result.height; ++y)
    for (int x = 0; x < result.width; ++x)
      std::copy_n(image.at(x / zoom, y / zoom), 3, result.at(x, y));
  return result;
}

void paste(Image& target, const Image& source, int x, int y) {
  const int left = std::max(x, 0), right = std::min(x + source.width, target.width);
  if (left >= right) return;
  for (int row = std::max(y, 0); row < std::min(y + source.height, target.height); ++row)
    std::copy_n(source.at(left - x, row - y), size_t{3} * (right - left), target.at(left, row));
}

}  // namespace progpretrain::picture
