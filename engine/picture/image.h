#pragma once
// A picture in memory as people look at it, and its conversion from and to the planar layout that
// batches have.
#include <cstdint>
#include <span>
#include <vector>

namespace progpretrain::picture {

/// u8 RGB, interleaved, row 0 = top, no padding: pixels.size() == 3 * width * height.
struct Image {
  int width = 0, height = 0;
  std::vector<uint8_t> pixels;

  Image() = default;
  /// A black picture.
  Image(int width_px, int height_px);

  uint8_t* at(int x, int y) { return &pixels[3 * (static_cast<size_t>(y) * width + x)]; }
  const uint8_t* at(int x, int y) const {
    return &pixels[3 * (static_cast<size_t>(y) * width + x)];
  }
  bool empty() const { return pixels.empty(); }
  bool operator==(const Image&) const = default;
};

/// From u8 [3,H,W], row 0 = top. planar.size() must be 3 * height * width.
Image from_planar(std::span<const uint8_t> planar, int height, int width);

/// To u8 [3,H,W], row 0 = top. planar.size() must be 3 * height * width.
void to_planar(const Image& image, std::span<uint8_t> planar);

/// Every pixel becomes zoom x zoom pixels; zoom >= 1.
Image enlarge(const Image& image, int zoom);

/// Copies `source` into `target` with its upper left corner at (x, y); what lies outside is cut.
void paste(Image& target, const Image& source, int x, int y);

}  // namespace progpretrain::picture
