#include "engine/inputs/paint.h"

namespace progpretrain::inputs {
namespace {

// Light from the upper left on a height field: about 1.
float relief(const Field& f, int x, int y, float strength) {
  return 1 + strength * (f.at(x + 2, y - 2) - f.at(x - 2, y + 2));
}

// A field seen through water: positions moved by another field, up to `reach` px.
float warped(const Field& f, const Field& by, int x, int y, float reach) {
  return f.sample(static_cast<float>(x) + reach * (by.at(x + 97, y + 331) - 0.5f),
                  static_cast<float>(y) + reach * (by.at(x + 403, y + 61) - 0.5f));
}

float contrast(float v, float factor) {
  return 0.5f + (v - 0.5f) * factor;
}

uint32_t abstract_1(const SharedFields& f, int x, int y) {
  static constexpr Colour kStops[] = {{0.06f, 0.10f, 0.25f},
                                      {0.10f, 0.42f, 0.52f},
                                      {0.55f, 0.60f, 0.45f},
                                      {0.90f, 0.55f, 0.18f},
                                      {0.97f, 0.90f, 0.74f}};
  const float t = warped(f.rough, f.soft, x, y, 260);
  return pack(ramp(kStops, contrast(t, 1.7f)) * relief(f.rough, x, y, 1.2f));
}

uint32_t abstract_2(const SharedFields& f, int x, int y) {
  static constexpr Colour kColours[] = {{0.72f, 0.18f, 0.12f}, {0.90f, 0.70f, 0.24f},
                                        {0.16f, 0.30f, 0.55f}, {0.85f, 0.82f, 0.74f},
                                        {0.20f, 0.44f, 0.30f}, {0.10f, 0.09f, 0.14f}};
  const int wx = x + static_cast<int>(90 * (f.soft.at(x, y) - 0.5f));
  const int wy = y + static_cast<int>(90 * (f.soft.at(x + 200, y + 77) - 0.5f));
  const Colour patch = kColours[f.stones.id_at(wx, wy) % 6];
  const float brush = 0.75f + 0.5f * f.rough.at(5 * wx, wy);
  return pack(patch *
              (brush * (0.55f + 0.45f * smooth_step(0.0f, 0.10f, f.stones.edge.at(wx, wy)))));
}

uint32_t abstract_3(const SharedFields& f, int x, int y) {
  static constexpr Colour kStops[] = {
      {0.07f, 0.03f, 0.16f}, {0.36f, 0.09f, 0.40f}, {0.85f, 0.30f, 0.42f}, {1.0f, 0.80f, 0.55f}};
  const float v = warped(f.soft, f.soft, x, y, 200);
  const float ridge = 1 - std::clamp((v > 0.5f ? v - 0.5f : 0.5f - v) * 4.5f, 0.0f, 1.0f);
  return pack(ramp(kStops, 0.15f + 0.4f * f.rough.at(x + 31, y + 9) + 0.6f * ridge * ridge));
}

uint32_t lichen(const SharedFields& f, int x, int y) {
  const float grain = f.fine.at(x, y), rough = f.rough.at(x, y);
  const Colour rock = mix(Colour{0.24f, 0.23f, 0.22f}, {0.62f, 0.58f, 0.53f},
                          contrast(0.6f * rough + 0.4f * grain, 1.6f));
  const float pale =
      smooth_step(0.50f, 0.56f, warped(f.soft, f.rough, x, y, 70) + 0.3f * (grain - 0.5f));
  const float orange = smooth_step(
      0.60f, 0.65f, warped(f.soft, f.rough, x + 256, y + 130, 60) + 0.3f * (grain - 0.5f));
  Colour c = mix(rock, Colour{0.66f, 0.70f, 0.52f} * (0.6f + 0.7f * grain), 0.85f * pale);
  c = mix(c, Colour{0.86f, 0.52f, 0.12f} * (0.6f + 0.7f * grain), 0.9f * orange);
  return pack(c * relief(f.rough, x, y, 1.6f));
}

uint32_t leaves(const SharedFields& f, int x, int y) {
  static constexpr Colour kStops[] = {
      {0.03f, 0.11f, 0.03f}, {0.16f, 0.36f, 0.08f}, {0.45f, 0.62f, 0.16f}, {0.80f, 0.86f, 0.42f}};
  const int wx = x + static_cast<int>(60 * (f.soft.at(x, y) - 0.5f)),
            wy = y + static_cast<int>(60 * (f.soft.at(x + 99, y + 50) - 0.5f));
  const float edge = f.stones.edge.at(wx, wy), near = f.stones.nearest.at(wx, wy);
  const float own = unit_of(f.stones.id_at(wx, wy));
  const float veins = 1 - smooth_step(0.0f, 0.10f, f.grains.edge.at(wx, wy));
  const float t =
      0.28f + 0.4f * own - 0.25f * near + 0.35f * (f.rough.at(x, y) - 0.5f) + 0.14f * veins;
  return pack(ramp(kStops, t + 0.15f) * (0.35f + 0.75f * smooth_step(0.0f, 0.16f, edge)) *
              relief(f.stones.nearest, wx, wy, -1.2f));
}

uint32_t fibres(const SharedFields& f, int x, int y) {
  static constexpr Colour kStops[] = {
      {0.16f, 0.10f, 0.05f}, {0.46f, 0.34f, 0.18f}, {0.74f, 0.62f, 0.38f}, {0.95f, 0.90f, 0.72f}};
  const float bend = 50 * (f.soft.at(x, y) - 0.5f);
  const float across = static_cast<float>(6 * x) + 6 * bend, along = static_cast<float>(y);
  const float a = f.soft.sample(across, along),
              b = f.soft.sample(static_cast<float>(x) + 90, static_cast<float>(5 * y) + 4 * bend);
  const float over = mix(b, a, smooth_step(0.47f, 0.53f, f.soft.at(x + 300, y + 40)));
  return pack(ramp(kStops, contrast(0.75f * over + 0.25f * f.fine.at(x, y), 1.9f)));
}

uint32_t bark(const SharedFields& f, int x, int y) {
  const int wx = 2 * x + static_cast<int>(80 * (f.soft.at(x, y + 230) - 0.5f)),
            wy = y + static_cast<int>(50 * (f.soft.at(x, y) - 0.5f));
  const float edge = f.stones.edge.at(wx, wy), plate = smooth_step(0.02f, 0.30f, edge);
  const Colour c = mix(Colour{0.14f, 0.08f, 0.06f}, {0.78f, 0.58f, 0.44f},
                       plate * (0.45f + 0.9f * f.rough.at(x, 2 * y) * 0.8f));
  return pack(c * relief(f.rough, x, y, 1.5f) * (0.85f + 0.3f * unit_of(f.stones.id_at(wx, wy))));
}

uint32_t moss(const SharedFields& f, int x, int y) {
  static constexpr Colour kStops[] = {
      {0.20f, 0.06f, 0.10f}, {0.62f, 0.22f, 0.28f}, {0.90f, 0.58f, 0.50f}, {1.0f, 0.90f, 0.80f}};
  const int wx = x + static_cast<int>(60 * (f.soft.at(x, y) - 0.5f)),
            wy = y + static_cast<int>(60 * (f.soft.at(x + 71, y + 13) - 0.5f));
  const float dome = 1 - f.grains.nearest.at(wx, wy);
  const float t = 0.45f * dome + 0.35f * contrast(f.rough.at(x, y), 1.4f) +
                  0.2f * unit_of(f.grains.id_at(wx, wy));
  return pack(ramp(kStops, t - 0.02f) *
              (0.55f + 0.45f * smooth_step(0.0f, 0.22f, f.grains.edge.at(wx, wy))));
}

uint32_t pebbles(const SharedFields& f, int x, int y) {
  const int wx = x + static_cast<int>(18 * (f.rough.at(x, y) - 0.5f)),
            wy = y + static_cast<int>(18 * (f.rough.at(x + 71, y + 13) - 0.5f));
  const float near = f.stones.nearest.at(wx, wy), own = unit_of(f.stones.id_at(wx, wy));
  const float small = 1 - f.grains.nearest.at(x, y);
  const float stone = (1 - 0.8f * near * near) *
                      smooth_step(0.02f, 0.30f, f.stones.edge.at(wx, wy)) * (0.6f + 0.4f * own);
  return pack_grey(
      byte_of(std::max(0.92f * stone, 0.34f * small) + 0.14f * (f.rough.at(x, y) - 0.5f)));
}

uint32_t rock_tiles(const SharedFields& f, int x, int y) {
  const int rx = x + static_cast<int>(9 * (f.rough.at(x, y) - 0.5f)),
            ry = y + static_cast<int>(9 * (f.rough.at(x + 50, y + 90) - 0.5f));
  const int row = (ry & 511) / 64, in_row = (rx + (row % 2) * 64) & 511, column = in_row / 128;
  const int from_edge =
      std::min({in_row % 128, 127 - in_row % 128, (ry & 511) % 64, 63 - (ry & 511) % 64});
  const float groove = smooth_step(1.0f, 7.0f, static_cast<float>(from_edge));
  const float own = unit_of(hash_of(77, column, row));
  const Colour stone = mix(Colour{0.40f, 0.36f, 0.31f}, {0.80f, 0.72f, 0.58f},
                           0.55f * own + 0.7f * (f.rough.at(x, y) - 0.2f));
  return pack(mix(Colour{0.16f, 0.15f, 0.14f}, stone * relief(f.rough, x, y, 1.8f), groove) *
              (0.85f + 0.3f * f.fine.at(x, y)));
}

uint32_t rusty_metal(const SharedFields& f, int x, int y) {
  static constexpr Colour kRust[] = {
      {0.22f, 0.09f, 0.05f}, {0.52f, 0.24f, 0.09f}, {0.82f, 0.46f, 0.17f}};
  const float grain = f.fine.at(x, y),
              rust = smooth_step(0.46f, 0.58f,
                                 0.65f * f.rough.at(x, y) + 0.35f * f.soft.at(x + 40, y + 200) +
                                     0.12f * (grain - 0.5f));
  const Colour metal = Colour{0.58f, 0.62f, 0.66f} * (0.55f + 0.75f * f.soft.at(x, 8 * y));
  const float pit = 1 - 0.6f * (1 - smooth_step(0.10f, 0.24f, f.grains.nearest.at(x, y))) *
                            (f.grains.id_at(x, y) % 4 == 0 ? 1.0f : 0.0f);
  return pack(mix(metal,
                  ramp(kRust, contrast(0.5f * grain + 0.5f * f.rough.at(x + 9, y), 1.8f)) *
                      relief(f.rough, x, y, 1.6f),
                  rust) *
              pit);
}

uint32_t wood(const SharedFields& f, int x, int y) {
  static constexpr Colour kStops[] = {
      {0.30f, 0.16f, 0.07f}, {0.56f, 0.34f, 0.16f}, {0.76f, 0.54f, 0.30f}, {0.88f, 0.70f, 0.45f}};
  const int board = (x & 511) / 128, in_board = x & 127, shift = board * 149;
  const float bend = f.soft.at(x + shift, y + 3 * shift);
  const float growth =
      (f.soft.sample(static_cast<float>(4 * x + shift), static_cast<float>(y + shift)) +
       0.5f * bend) *
      6.0f;
  const float phase = growth - static_cast<float>(static_cast<int>(growth));
  const float ring = phase < 0.75f ? phase / 0.75f : (1 - phase) / 0.25f;
  const float pores = f.rough.at(8 * x, y + shift);
  const float seam =
      smooth_step(0.0f, 3.0f, static_cast<float>(std::min(in_board, 127 - in_board)));
  return pack(ramp(kStops, 0.72f - 0.55f * ring * ring + 0.5f * (pores - 0.5f) +
                               0.3f * (unit_of(hash_of(5, board, 0)) - 0.5f)) *
              (0.35f + 0.65f * seam));
}

}  // namespace

bool paint_surface(std::string_view name, int size, const SharedFields& fields,
                   std::span<uint32_t> texels) {
  using TexelAt = uint32_t (*)(const SharedFields&, int, int);
  static constexpr struct {
    std::string_view name;
    TexelAt texel_at;
  } kSurfaces[] = {
      {"abstract_1", abstract_1}, {"abstract_2", abstract_2},   {"abstract_3", abstract_3},
      {"lichen", lichen},         {"organic_1", leaves},        {"organic_2", fibres},
      {"organic_3", bark},        {"organic_4", moss},          {"pebbles", pebbles},
      {"rock_tiles", rock_tiles}, {"rusty_metal", rusty_metal}, {"wood", wood}};
  for (const auto& surface : kSurfaces) {
    if (surface.name != name) continue;
    paint(texels, size, [&](int x, int y) { return surface.texel_at(fields, x, y); });
    return true;
  }
  return false;
}

}  // namespace progpretrain::inputs
