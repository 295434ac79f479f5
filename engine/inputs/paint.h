#pragma once
// What all stand-ins are painted with: colours, the shared fields, and the painters.
#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

#include "engine/inputs/cells.h"
#include "engine/inputs/noise_field.h"

namespace progpretrain::inputs {

struct Colour {
  float r, g, b;
};
constexpr Colour operator+(Colour a, Colour b) {
  return {a.r + b.r, a.g + b.g, a.b + b.b};
}
constexpr Colour operator*(Colour a, float f) {
  return {a.r * f, a.g * f, a.b * f};
}
constexpr Colour mix(Colour a, Colour b, float f) {
  return a * (1 - f) + b * f;
}
constexpr float mix(float a, float b, float f) {
  return a + (b - a) * f;
}

constexpr float smooth_step(float low, float high, float v) {
  const float t = std::clamp((v - low) / (high - low), 0.0f, 1.0f);
  return t * t * (3 - 2 * t);
}

/// Straight lines through evenly spaced stops; t is clamped to [0, 1].
template <size_t N>
constexpr Colour ramp(const Colour (&stops)[N], float t) {
  const float at = std::clamp(t, 0.0f, 1.0f) * static_cast<float>(N - 1);
  const size_t i = std::min(static_cast<size_t>(at), N - 2);
  return mix(stops[i], stops[i + 1], at - static_cast<float>(i));
}

constexpr uint32_t byte_of(float v) {
  return static_cast<uint32_t>(std::clamp(v, 0.0f, 1.0f) * 255.0f + 0.5f);
}
/// rgba8 with alpha 1.
constexpr uint32_t pack(Colour c) {
  return byte_of(c.r) | byte_of(c.g) << 8 | byte_of(c.b) << 16 | 0xff000000u;
}
/// A texel of a medium with one channel.
constexpr uint32_t pack_grey(uint32_t byte) {
  return byte | 0xff000000u;
}

/// Fields that several stand-ins share, 512 x 512.
struct SharedFields {
  Field soft, rough, fine;
  Cells stones, grains;
  SharedFields();
};
inline constexpr int kFieldSize = 512;

/// Calls texel_at(x, y) -> rgba8 for every texel of a picture size x size, with positions of the
/// shared fields (pictures of another size are scaled).
template <class TexelAt>
void paint(std::span<uint32_t> texels, int size, const TexelAt& texel_at) {
  const int scale = kFieldSize / size;
  size_t i = 0;
  for (int y = 0; y < size; ++y)
    for (int x = 0; x < size; ++x) texels[i++] = texel_at(x * scale, y * scale);
}

// Painters of finest levels. Every one knows its stand-ins by name and returns false for others.
/// Noise, blue noise, the ordered-dither matrix, volumes of noise. `size`: width of the picture.
bool paint_noise(std::string_view name, int size, std::span<uint32_t> texels);
/// The font and the sprites.
bool paint_font(std::string_view name, int size, std::span<uint32_t> texels);
/// Materials: lichen, organic, pebbles, tiles, metal, wood, and the abstract pictures.
bool paint_surface(std::string_view name, int size, const SharedFields& fields,
                   std::span<uint32_t> texels);
/// Scenes: city, stars, portrait, landscape.
bool paint_photograph(std::string_view name, int size, const SharedFields& fields,
                      std::span<uint32_t> texels);
/// Six faces of size x size.
bool paint_cube_map(std::string_view name, int size, const SharedFields& fields,
                    std::span<uint32_t> texels);

}  // namespace progpretrain::inputs
