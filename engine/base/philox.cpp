#include "engine/base/philox.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace progpretrain::base {
namespace {

struct Product {
  uint32_t high, low;
};

Product multiply(uint32_t a, uint32_t b) {
  const uint64_t product = uint64_t{a} * b;
  return {static_cast<uint32_t>(product >> 32), static_cast<uint32_t>(product)};
}

}  // namespace

std::array<uint32_t, 4> philox4x32(std::array<uint32_t, 4> counter, std::array<uint32_t, 2> key) {
  constexpr uint32_t kMultiplier0 = 0xD2511F53, kMultiplier1 = 0xCD9E8D57;
  constexpr uint32_t kWeyl0 = 0x9E3779B9, kWeyl1 = 0xBB67AE85;
  for (int round = 0; round < 10; ++round) {
    const Product a = multiply(kMultiplier0, counter[0]);
    const Product b = multiply(kMultiplier1, counter[2]);
    counter = {b.high ^ counter[1] ^ key[0], b.low, a.high ^ counter[3] ^ key[1], a.low};
    key[0] += kWeyl0;
    key[1] += kWeyl1;
  }
  return counter;
}

uint32_t Philox::next_u32() {
  if (used_ == 4) {
    words_ =
        philox4x32({block_++, stage_, static_cast<uint32_t>(k_), static_cast<uint32_t>(k_ >> 32)},
                   {static_cast<uint32_t>(seed_), static_cast<uint32_t>(seed_ >> 32)});
    used_ = 0;
  }
  return words_[used_++];
}

float Philox::uniform() {
  return static_cast<float>(next_u32() >> 8) * 0x1p-24f;
}

float Philox::uniform(float low, float high) {
  // In double the product is exact for floats of like size, so that fused and separate
  // multiply-adds agree. Rounding to float may still reach `high`.
  const auto value = static_cast<float>(low + (double{high} - low) * uniform());
  return value < high ? value : std::max(low, std::nextafter(high, low));
}

uint32_t Philox::below(uint32_t n) {
  // Lemire 2019, "Fast random integer generation in an interval": rejects the few words that would
  // bias.
  uint64_t product = uint64_t{next_u32()} * n;
  if (static_cast<uint32_t>(product) < n) {
    const uint32_t threshold = (0u - n) % n;
    while (static_cast<uint32_t>(product) < threshold) product = uint64_t{next_u32()} * n;
  }
  return static_cast<uint32_t>(product >> 32);
}

float Philox::normal() {
  const double u = (next_u32() + 0.5) * 0x1p-32;
  const double v = next_u32() * 0x1p-32;
  return static_cast<float>(std::sqrt(-2.0 * std::log(u)) * std::cos(2.0 * std::numbers::pi * v));
}

}  // namespace progpretrain::base
