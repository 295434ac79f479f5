#include <cmath>

#include "engine/inputs/paint.h"

namespace progpretrain::inputs {
namespace {

// A sky with clouds; `height` 0 = horizon, 1 = above.
Colour sky(const SharedFields& f, int x, int y, float height) {
  const Colour air =
      mix(Colour{0.86f, 0.80f, 0.72f}, {0.27f, 0.47f, 0.76f}, smooth_step(0.0f, 0.9f, height));
  const float cloud =
      smooth_step(0.50f, 0.72f, 0.75f * f.rough.at(x, 2 * y) + 0.25f * f.soft.at(x + 90, 2 * y));
  return mix(air, {0.95f, 0.94f, 0.93f}, 0.85f * cloud);
}

// Houses of three depths before the sky, over water that mirrors them: seamless in both directions.
uint32_t city(const SharedFields& f, int x, int y) {
  constexpr int kShore = 256;
  const bool is_water = y < kShore;
  const float ripple = is_water ? 14 * (f.fine.at(x, 4 * y) - 0.5f) : 0.0f;
  const int column = (x + static_cast<int>(ripple)) & 511;
  const int up = is_water ? kShore - 1 - y : y - kShore;
  Colour c = sky(f, column, up, static_cast<float>(up) / 256.0f);
  for (int depth = 0; depth < 3; ++depth) {
    const int width = 64 >> (depth == 1 ? 1 : 0), house = ((column + depth * 21) & 511) / width;
    const uint32_t hash = hash_of(900 + depth, house, 0);
    const int height =
        150 - 48 * depth + static_cast<int>(hash % 70) - 20 * static_cast<int>(hash % 3 == 0);
    const int inside = ((column + depth * 21) & 511) % width;
    if (up >= height || inside < static_cast<int>(hash >> 8) % 6) continue;
    const float own = unit_of(hash_of(hash));
    const Colour wall = mix(Colour{0.42f, 0.34f, 0.30f}, {0.72f, 0.66f, 0.60f}, own) *
                        (0.5f + 0.18f * static_cast<float>(depth)) *
                        (0.85f + 0.3f * f.rough.at(x, y)) * (inside > width / 2 ? 0.75f : 1.1f);
    const int wx = inside % 9, wy = up % 12;
    const bool is_window = wx >= 3 && wx < 7 && wy >= 3 && wy < 9 && up > 8 && up < height - 6;
    const uint32_t lit = hash_of(hash, inside / 9, up / 12);
    const Colour pane = lit % 5 == 0 ? Colour{0.98f, 0.85f, 0.50f}
                                     : Colour{0.12f, 0.15f, 0.20f} * (0.7f + unit_of(lit));
    c = mix(mix(c, wall, 0.75f + 0.12f * static_cast<float>(depth)), pane, is_window ? 0.9f : 0.0f);
  }
  if (is_water) c = mix(c * (0.55f + 0.5f * f.fine.at(x + 70, 4 * y)), {0.14f, 0.24f, 0.30f}, 0.3f);
  return pack(c);
}

uint32_t nebula(const SharedFields& f, int x, int y) {
  const float a = f.rough.at(x, y), b = f.soft.at(x + 133, y + 47), cloud = a * a * 1.5f;
  Colour c =
      Colour{0.05f, 0.05f, 0.12f} +
      mix(Colour{0.12f, 0.28f, 0.62f}, {0.72f, 0.28f, 0.45f}, smooth_step(0.3f, 0.7f, b)) * cloud;
  // Stars: bright centres of a few cells, of their own size and colour.
  const uint32_t id = f.grains.id_at(x, y);
  const float size = 0.05f + 0.20f * unit_of(hash_of(id)) * unit_of(hash_of(id + 3));
  const float light = 1 - std::clamp(f.grains.nearest.at(x, y) / size, 0.0f, 1.0f);
  c = c + mix(Colour{1.0f, 0.75f, 0.5f}, {0.7f, 0.85f, 1.0f}, unit_of(hash_of(id + 9))) *
              (1.6f * light * light);
  const uint32_t dust = hash_of(31, x, y);
  if (dust % 97 == 0) c = c + Colour{0.8f, 0.85f, 0.9f} * unit_of(hash_of(dust));
  return pack(c);
}

float ellipse(float x, float y, float cx, float cy, float rx, float ry) {
  const float dx = (x - cx) / rx, dy = (y - cy) / ry;
  return dx * dx + dy * dy;
}

// A person before a room out of focus.
uint32_t portrait(const SharedFields& f, int px, int py) {
  const float x = static_cast<float>(px) / 512.0f, y = static_cast<float>(py) / 512.0f,
              grain = f.fine.at(px, py);
  const float blur = f.soft.at(px, py);
  Colour c = mix(Colour{0.20f, 0.28f, 0.32f}, {0.82f, 0.72f, 0.55f},
                 smooth_step(0.25f, 0.75f, 0.6f * blur + 0.4f * x));
  if (x > 0.66f && x < 0.90f && y > 0.48f && y < 0.90f)
    c = mix(c, {0.93f, 0.95f, 0.98f}, 0.8f);  // a window
  const float light = 1.15f - 0.7f * (x - 0.3f);
  const float neck =
      smooth_step(0.10f, 0.09f, x > 0.49f ? x - 0.49f : 0.49f - x) * smooth_step(0.45f, 0.40f, y);
  const Colour skin = Colour{0.88f, 0.64f, 0.52f} * light * (0.92f + 0.16f * grain);
  c = mix(c, skin * 0.8f, neck);
  const float stripes = (py / 12) % 2 == 0 ? 1.0f : 0.72f;
  c = mix(c, Colour{0.24f, 0.34f, 0.58f} * (stripes * light * (0.8f + 0.4f * f.rough.at(px, py))),
          smooth_step(1.03f, 0.97f, ellipse(x, y, 0.49f, 0.0f, 0.40f, 0.31f)));
  c = mix(c, Colour{0.17f, 0.10f, 0.07f} * (0.6f + 0.9f * f.rough.at(6 * px, py)),
          smooth_step(1.05f, 0.95f, ellipse(x, y, 0.49f, 0.62f, 0.205f, 0.255f)));
  c = mix(c, skin, smooth_step(1.04f, 0.96f, ellipse(x, y, 0.49f, 0.555f, 0.155f, 0.215f)));
  for (const float side : {-1.0f, 1.0f}) {
    const float ex = 0.49f + side * 0.062f;
    c = mix(c, {0.96f, 0.95f, 0.93f},
            smooth_step(1.2f, 0.8f, ellipse(x, y, ex, 0.585f, 0.030f, 0.016f)));
    c = mix(c, {0.10f, 0.12f, 0.16f},
            smooth_step(1.2f, 0.8f, ellipse(x, y, ex, 0.585f, 0.014f, 0.014f)));
    c = mix(c, {0.16f, 0.10f, 0.08f},
            smooth_step(1.2f, 0.8f, ellipse(x, y, ex, 0.625f, 0.040f, 0.010f)));
  }
  c = mix(c, skin * 0.72f, smooth_step(1.3f, 0.7f, ellipse(x, y, 0.505f, 0.525f, 0.018f, 0.035f)));
  c = mix(c, {0.68f, 0.28f, 0.27f},
          smooth_step(1.2f, 0.8f, ellipse(x, y, 0.49f, 0.445f, 0.052f, 0.017f)));
  return pack(c);
}

// Hills behind hills, a low sun, a lake and a tree.
uint32_t landscape(const SharedFields& f, int px, int py) {
  const float x = static_cast<float>(px) / 512.0f, y = static_cast<float>(py) / 512.0f;
  Colour c = sky(f, px, py, (y - 0.4f) * 1.6f);
  const float sun = ellipse(x, y, 0.27f, 0.74f, 0.06f, 0.06f);
  c = mix(c, {1.0f, 0.95f, 0.80f}, smooth_step(1.3f, 0.8f, sun)) +
      Colour{0.30f, 0.20f, 0.08f} * (1 / (1 + 0.4f * sun));
  for (int hill = 0; hill < 4; ++hill) {
    const float depth = static_cast<float>(hill) / 3.0f;
    const float ridge = 0.60f - 0.13f * static_cast<float>(hill) +
                        0.34f * (f.soft.at(px + 170 * hill, 60 * hill) - 0.5f);
    const Colour ground = mix(Colour{0.46f, 0.56f, 0.66f}, {0.22f, 0.30f, 0.09f}, depth) *
                          (0.6f + 0.8f * f.rough.at(px * (1 + hill), py * 2));
    c = mix(c, ground, smooth_step(-0.004f, 0.004f, ridge - y));
  }
  if (y < 0.16f)
    c = mix(Colour{0.30f, 0.44f, 0.56f}, {0.85f, 0.82f, 0.72f},
            smooth_step(0.45f, 0.7f, f.rough.at(px, 6 * py)));
  const float trunk = x > 0.752f && x < 0.776f && y > 0.14f && y < 0.5f ? 1.0f : 0.0f;
  c = mix(c, {0.15f, 0.10f, 0.07f}, trunk);
  const float crown =
      ellipse(x, y, 0.765f, 0.56f, 0.15f, 0.18f) + 0.9f * (f.rough.at(px, py) - 0.5f);
  c = mix(c, Colour{0.16f, 0.28f, 0.08f} * (0.4f + 1.3f * f.rough.at(px * 3, py * 3)),
          smooth_step(1.02f, 0.96f, crown));
  return pack(c);
}

}  // namespace

bool paint_photograph(std::string_view name, int size, const SharedFields& fields,
                      std::span<uint32_t> texels) {
  using TexelAt = uint32_t (*)(const SharedFields&, int, int);
  static constexpr struct {
    std::string_view name;
    TexelAt texel_at;
  } kPhotographs[] = {
      {"city", city}, {"stars", nebula}, {"portrait", portrait}, {"landscape", landscape}};
  for (const auto& photograph : kPhotographs) {
    if (photograph.name != name) continue;
    paint(texels, size, [&](int x, int y) { return photograph.texel_at(fields, x, y); });
    return true;
  }
  return false;
}

}  // namespace progpretrain::inputs
