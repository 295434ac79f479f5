#pragma once
// What the tests of shaders/textures.glsl share: expressions evaluated on the CPU's Vulkan device,
// and small textures.
#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "tests/support/run_compute.h"

namespace progpretrain::inputs {

using Rgb = std::array<float, 3>;

struct Setting {
  std::vector<uint32_t> texels;
  std::vector<float> buffers;
  std::string globals;       ///< GLSL before the expressions
  bool has_buffers = false;  ///< define PP_BUFFERS; pass 0 wrote buffer 0 in this frame
  bool has_quads = false;    ///< define PP_QUADS
  uint32_t size_px = 8;
  float time_s = 0;
};

/// Values of vec4 expressions (r, g, b within [0, 1]); p is the position of the pixel. Expression i
/// is drawn in row i from the bottom and read at column `column`. At most setting.size_px
/// expressions.
std::vector<Rgb> evaluate(const std::vector<std::string>& expressions, const Setting& setting,
                          uint32_t column = 0);

/// The whole picture of one expression.
testing::Frame draw(const std::string& expression, const Setting& setting);

/// rgba8.
constexpr uint32_t texel(uint32_t r, uint32_t g, uint32_t b, uint32_t a = 255) {
  return r | g << 8 | b << 16 | a << 24;
}

/// A texture of 4 x 4 texels with 3 levels: r = 16 * column + 16, g = 16 * row + 16, b = 200; level
/// 1 has the means, and b = 100; level 2 one texel (1, 2, 3). It starts at kFirst, after texels
/// that nobody may read.
inline constexpr uint32_t kFirst = 7;
std::vector<uint32_t> small_texture();

/// Constructor of its sampler.
std::string small_sampler(const std::string& flags);

inline void check_near(const Rgb& value, const Rgb& expected, float tolerance = 1e-5f) {
  for (int c = 0; c < 3; ++c) {
    CAPTURE(c);
    CHECK(std::abs(value[c] - expected[c]) <= tolerance);
  }
}

/// 0..255 to 0..1.
inline Rgb of_bytes(float r, float g, float b) {
  return {r / 255.0f, g / 255.0f, b / 255.0f};
}

}  // namespace progpretrain::inputs
