#include <cmath>
#include <vector>

#include "engine/base/glyphs.h"
#include "engine/inputs/paint.h"

namespace progpretrain::inputs {
namespace {

// Strokes of a glyph in units of its bitmap's pixels: neighbouring pixels are joined, corners only
// where no side joins them.
struct Stroke {
  float x, y, dx, dy;
};

std::vector<Stroke> strokes_of(char glyph) {
  std::vector<Stroke> strokes;
  const auto has = [&](int x, int y) { return base::glyph_has(glyph, x, y); };
  for (int y = 0; y < base::kGlyphHeight; ++y)
    for (int x = 0; x < base::kGlyphWidth; ++x) {
      if (!has(x, y)) continue;
      const auto add = [&](int dx, int dy) {
        strokes.push_back({static_cast<float>(x), static_cast<float>(y), static_cast<float>(dx),
                           static_cast<float>(dy)});
      };
      add(0, 0);
      if (has(x + 1, y)) add(1, 0);
      if (has(x, y + 1)) add(0, 1);
      if (has(x + 1, y + 1) && !has(x + 1, y) && !has(x, y + 1)) add(1, 1);
      if (has(x - 1, y + 1) && !has(x - 1, y) && !has(x, y + 1)) add(-1, 1);
    }
  return strokes;
}

float squared_distance(const Stroke& s, float x, float y) {
  const float px = x - s.x, py = y - s.y, length = s.dx * s.dx + s.dy * s.dy;
  const float along = length > 0 ? std::clamp((px * s.dx + py * s.dy) / length, 0.0f, 1.0f) : 0.0f;
  const float ex = px - along * s.dx, ey = py - along * s.dy;
  return ex * ex + ey * ey;
}

constexpr int kCellsPerEdge = 16;
constexpr float kPixel = 0.095f;   // a glyph's pixel, as a share of the cell
constexpr float kRadius = 0.048f;  // half the width of a stroke
constexpr float kFar = 0.5f;

// Distance to the outline, as a share of the cell: negative inside.
float outline_distance(const std::vector<Stroke>& strokes, float u, float v) {
  const float x = (u - 0.5f) / kPixel + 2.0f, y = (v - 0.5f) / kPixel + 3.0f;
  float best = 1e6f;
  for (const Stroke& s : strokes) best = std::min(best, squared_distance(s, x, y));
  return std::min(std::sqrt(best) * kPixel - kRadius, kFar);
}

// r: coverage; g, b: direction of the distance's gradient; a: distance, 127 / 255 on the outline.
void fill_font(int size, std::span<uint32_t> texels) {
  const int cell = size / kCellsPerEdge;
  std::vector<float> distances(static_cast<size_t>(cell) * cell);
  for (int code = 0; code < kCellsPerEdge * kCellsPerEdge; ++code) {
    const auto strokes = code < 128 ? strokes_of(static_cast<char>(code)) : std::vector<Stroke>();
    const auto at = [&](int x, int y) -> float& {
      return distances[static_cast<size_t>(std::clamp(y, 0, cell - 1)) * cell +
                       std::clamp(x, 0, cell - 1)];
    };
    for (int y = 0; y < cell; ++y)  // rows from the top of the glyph
      for (int x = 0; x < cell; ++x)
        at(x, y) = outline_distance(strokes, (static_cast<float>(x) + 0.5f) / cell,
                                    (static_cast<float>(y) + 0.5f) / cell);
    for (int y = 0; y < cell; ++y)
      for (int x = 0; x < cell; ++x) {
        const float d = at(x, y), gx = at(x + 1, y) - at(x - 1, y),
                    gy = at(x, y - 1) - at(x, y + 1);
        const float length = std::sqrt(gx * gx + gy * gy) + 1e-6f;
        const uint32_t texel = byte_of(0.5f - d * cell) | byte_of(0.5f + 0.5f * gx / length) << 8 |
                               byte_of(0.5f + 0.5f * gy / length) << 16 |
                               byte_of(127.0f / 255.0f + d) << 24;
        const int row = size - 1 - (code / kCellsPerEdge * cell + y),
                  column = code % kCellsPerEdge * cell + x;
        texels[static_cast<size_t>(row) * size + column] = texel;
      }
  }
}

// Six pictures of a running animal, 40 px apart, each 32 px high, 1 = body, 2 = dark, 3 = belly;
// empty texels have alpha 0.
constexpr int kSpriteWidth = 40, kSpriteHeight = 32;

bool in_ellipse(float x, float y, float cx, float cy, float rx, float ry) {
  const float dx = (x - cx) / rx, dy = (y - cy) / ry;
  return dx * dx + dy * dy <= 1;
}

// Of the six steps: how far the front legs are swung out, in px. The back legs swing the other way.
constexpr float kSwing[] = {-5, -3, 2, 5, 3, -2};

uint32_t sprite_texel(int step, float x, float y) {
  constexpr uint32_t kBody = 0xff3c8ce6u, kDark = 0xff1e2846u, kBelly = 0xffc8e6ffu;
  const float bob = step % 3 == 0 ? 1.0f : 0.0f, swing = kSwing[step];
  y -= bob;
  if (in_ellipse(x, y, 32.0f, 22.5f, 1.2f, 1.4f)) return kDark;  // eye
  if (in_ellipse(x, y, 30.5f, 21.5f, 5.5f, 5.0f)) return kBody;  // head
  if (in_ellipse(x, y, 28.0f, 26.5f, 1.6f, 3.2f) || in_ellipse(x, y, 33.0f, 26.5f, 1.6f, 3.2f))
    return kDark;  // ears
  if (in_ellipse(x, y, 19.0f, 14.0f, 9.0f, 2.6f)) return kBelly;
  if (in_ellipse(x, y, 19.0f, 16.5f, 11.5f, 5.5f)) return kBody;
  const auto leg = [&](float top, float out) {
    const float along = std::clamp((12.5f - y) / 9.0f, 0.0f, 1.0f);
    const float dx = x - (top + out * along);
    return y >= 3 && y <= 13 && dx * dx < 2.6f;
  };
  if (leg(11, swing) || leg(15, -swing) || leg(24, -swing) || leg(27, swing)) return kDark;
  const float tail = 19.0f + 0.35f * (8.0f - x) + (swing > 0 ? 1.5f : -0.5f);
  if (x > 1 && x < 9.5f && (y - tail) * (y - tail) < 2.2f) return kDark;
  return 0;
}

void fill_sprites(int width, std::span<uint32_t> texels) {
  for (int y = 0; y < kSpriteHeight; ++y)
    for (int x = 0; x < width; ++x) {
      const int step = x / kSpriteWidth;
      texels[static_cast<size_t>(y) * width + x] =
          step < 6 ? sprite_texel(step, static_cast<float>(x % kSpriteWidth) + 0.5f,
                                  static_cast<float>(y) + 0.5f)
                   : 0;
    }
}

}  // namespace

bool paint_font(std::string_view name, int size, std::span<uint32_t> texels) {
  if (name == "font")
    fill_font(size, texels);
  else if (name == "sprites")
    fill_sprites(size, texels);
  else
    return false;
  return true;
}

}  // namespace progpretrain::inputs
