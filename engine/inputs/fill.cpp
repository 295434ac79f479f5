#include "engine/base/check.h"
#include "engine/inputs/paint.h"
#include "engine/inputs/stand_in.h"

namespace progpretrain::inputs {
namespace {

// Mean of four texels, channel by channel, rounded.
uint32_t mean(uint32_t a, uint32_t b, uint32_t c, uint32_t d) {
  constexpr uint32_t kMask = 0x00ff00ffu, kHalf = 0x00020002u;
  const uint32_t low = (a & kMask) + (b & kMask) + (c & kMask) + (d & kMask) + kHalf;
  const uint32_t high =
      ((a >> 8) & kMask) + ((b >> 8) & kMask) + ((c >> 8) & kMask) + ((d >> 8) & kMask) + kHalf;
  return ((low >> 2) & kMask) | (((high >> 2) & kMask) << 8);
}

// One picture, face or slice of the next level.
void halve(const uint32_t* from, uint32_t* to, uint32_t width, uint32_t height) {
  for (uint32_t y = 0; y + 1 < height; y += 2) {
    const uint32_t* row = from + size_t{y} * width;
    for (uint32_t x = 0; x + 1 < width; x += 2)
      *to++ = mean(row[x], row[x + 1], row[x + width], row[x + width + 1]);
  }
}

void fill_levels(const StandIn& s, std::span<uint32_t> texels) {
  uint32_t* level = texels.data() + s.first_texel;
  for (uint32_t l = 0; l + 1 < s.num_levels; ++l) {
    const uint32_t shift = s.num_missing_levels() + l;
    const uint32_t width = s.width >> shift, height = s.height >> shift;
    uint32_t* next = level + s.num_level_texels(l);
    if (s.kind == StandIn::Kind::volume) {
      // Slices halved in x and y first, then averaged in pairs.
      const size_t area = size_t{width / 2} * (height / 2);
      std::vector<uint32_t> pair(2 * area);
      for (uint32_t z = 0; z < (s.depth >> shift); z += 2) {
        halve(level + size_t{z} * width * height, pair.data(), width, height);
        halve(level + size_t{z + 1} * width * height, pair.data() + area, width, height);
        for (size_t i = 0; i < area; ++i)
          next[z / 2 * area + i] = mean(pair[i], pair[i], pair[area + i], pair[area + i]);
      }
    } else {
      const uint32_t num_faces = s.kind == StandIn::Kind::cubemap ? 6 : 1;
      for (uint32_t face = 0; face < num_faces; ++face)
        halve(level + size_t{face} * width * height, next + size_t{face} * width * height / 4,
              width, height);
    }
    level = next;
  }
}

}  // namespace

SharedFields::SharedFields()
    : soft(make_noise(11, kFieldSize, 4, 0.45f)),
      rough(make_noise(12, kFieldSize, 4, 0.82f)),
      fine(make_noise(13, kFieldSize, 64, 0.8f)),
      stones(make_cells(14, kFieldSize, 12)),
      grains(make_cells(15, kFieldSize, 40)) {}

void fill_texels(std::span<uint32_t> texels) {
  PP_CHECK(texels.size() == num_texels(), texels.size(), " texels instead of ", num_texels());
  const SharedFields fields;
  for (const StandIn& s : stand_ins()) {
    const auto finest = texels.subspan(s.first_texel, s.num_level_texels(0));
    const int size = static_cast<int>(s.width >> s.num_missing_levels());
    const bool known = paint_noise(s.name, size, finest) || paint_font(s.name, size, finest) ||
                       paint_surface(s.name, size, fields, finest) ||
                       paint_photograph(s.name, size, fields, finest) ||
                       paint_cube_map(s.name, size, fields, finest);
    PP_CHECK(known, "nobody paints ", s.name);
    fill_levels(s, texels);
  }
}

}  // namespace progpretrain::inputs
