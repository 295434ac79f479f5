#include <algorithm>
#include <numeric>
#include <vector>

#include "engine/inputs/paint.h"

namespace progpretrain::inputs {
namespace {

// Programs that interpolate a third dimension inside one lookup rely on the channels of the
// original: red is green moved by (37, 17), blue and alpha likewise follow by (96, 100) and (59,
// 83), counted with row 0 at the top.
void fill_rgba(uint32_t seed, int size, std::span<uint32_t> texels) {
  const int mask = size - 1;
  const auto random = [&](int x, int y) { return hash_of(seed, x & mask, y & mask) >> 24; };
  size_t i = 0;
  for (int y = 0; y < size; ++y)
    for (int x = 0; x < size; ++x)
      texels[i++] = random(x + 37, y - 17) | random(x, y) << 8 | random(x + 96, y - 100) << 16 |
                    random(x + 59, y - 83) << 24;
}

void fill_grey(uint32_t seed, std::span<uint32_t> texels) {
  for (size_t i = 0; i < texels.size(); ++i)
    texels[i] = pack_grey(hash_of(seed + static_cast<uint32_t>(i)) >> 24);
}

void fill_rgba_volume(uint32_t seed, std::span<uint32_t> texels) {
  for (size_t i = 0; i < texels.size(); ++i) texels[i] = hash_of(seed + static_cast<uint32_t>(i));
}

// Bayer, "An optimum method for two-level rendition of continuous-tone pictures", 1973: bits of x ^
// y and y, interleaved from the lowest bit on. Levels k = 0..63 as (4 k + 2) / 255.
void fill_bayer(std::span<uint32_t> texels) {
  for (uint32_t y = 0; y < 8; ++y)
    for (uint32_t x = 0; x < 8; ++x) {
      uint32_t level = 0;
      for (uint32_t bit = 0; bit < 3; ++bit)
        level |= ((((x ^ y) >> bit) & 1) << (5 - 2 * bit)) | (((y >> bit) & 1) << (4 - 2 * bit));
      texels[y * 8 + x] = pack_grey(4 * level + 2);
    }
}

constexpr int kBlueTile = 64;

// White noise of which low frequencies are taken away and whose values are spread evenly over the
// ranks, in turns. (After "void and cluster" in spirit, at a hundredth of its price.)
std::vector<uint8_t> blue_tile(uint32_t seed) {
  constexpr int kSize = kBlueTile, kArea = kSize * kSize, kMask = kSize - 1, kTurns = 6;
  std::vector<float> values(kArea);
  for (int i = 0; i < kArea; ++i) values[i] = unit_of(hash_of(seed + static_cast<uint32_t>(i)));
  std::vector<int> order(kArea);
  std::vector<float> rows(kArea), blurred(kArea);
  for (int turn = 0; turn < kTurns; ++turn) {
    // (1 4 6 4 1) / 16 in both directions.
    for (int y = 0; y < kSize; ++y)
      for (int x = 0; x < kSize; ++x) {
        const auto v = [&](int dx) { return values[y * kSize + ((x + dx) & kMask)]; };
        rows[y * kSize + x] = 0.375f * v(0) + 0.25f * (v(-1) + v(1)) + 0.0625f * (v(-2) + v(2));
      }
    for (int y = 0; y < kSize; ++y)
      for (int x = 0; x < kSize; ++x) {
        const auto v = [&](int dy) { return rows[((y + dy) & kMask) * kSize + x]; };
        blurred[y * kSize + x] = 0.375f * v(0) + 0.25f * (v(-1) + v(1)) + 0.0625f * (v(-2) + v(2));
      }
    for (int i = 0; i < kArea; ++i) values[i] -= blurred[i];
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(),
              [&](int a, int b) { return values[a] != values[b] ? values[a] < values[b] : a < b; });
    for (int rank = 0; rank < kArea; ++rank) values[order[rank]] = static_cast<float>(rank) / kArea;
  }
  std::vector<uint8_t> bytes(kArea);
  for (int rank = 0; rank < kArea; ++rank)
    bytes[order[rank]] = static_cast<uint8_t>(rank * 256 / kArea);
  return bytes;
}

void fill_blue(uint32_t seed, int size, std::span<uint32_t> texels) {
  const auto r = blue_tile(seed), g = blue_tile(seed + 7919), b = blue_tile(seed + 15838),
             a = blue_tile(seed + 23757);
  for (int y = 0; y < size; ++y)
    for (int x = 0; x < size; ++x) {
      const size_t i = static_cast<size_t>((y % kBlueTile) * kBlueTile + x % kBlueTile);
      texels[static_cast<size_t>(y) * size + x] =
          r[i] | uint32_t{g[i]} << 8 | uint32_t{b[i]} << 16 | uint32_t{a[i]} << 24;
    }
}

}  // namespace

bool paint_noise(std::string_view name, int size, std::span<uint32_t> texels) {
  if (name == "noise_rgba_256")
    fill_rgba(101, size, texels);
  else if (name == "noise_rgba_64")
    fill_rgba(102, size, texels);
  else if (name == "noise_grey_256")
    fill_grey(0x10300000u, texels);
  else if (name == "noise_grey_64")
    fill_grey(0x10400000u, texels);
  else if (name == "volume_grey")
    fill_grey(0x10500000u, texels);
  else if (name == "volume_rgba")
    fill_rgba_volume(0x10600000u, texels);
  else if (name == "blue_noise")
    fill_blue(0x10700000u, size, texels);
  else if (name == "bayer")
    fill_bayer(texels);
  else
    return false;
  return true;
}

}  // namespace progpretrain::inputs
