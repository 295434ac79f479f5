#pragma once
// Products of feature vectors, fast, with additions in a fixed order: the same on every machine
// whose compiler does not contract them.
#include <array>
#include <cstddef>

namespace progpretrain::synth {

inline constexpr size_t kDotLanes = 16;

/// `width` is a multiple of kDotLanes. In lanes, which compilers turn into vectors; the order of
/// the additions is fixed.
inline float dot(const float* a, const float* b, size_t width) {
  std::array<float, kDotLanes> sums{};
  for (size_t d = 0; d < width; d += kDotLanes)
    for (size_t lane = 0; lane < kDotLanes; ++lane) sums[lane] += a[d + lane] * b[d + lane];
  for (size_t half = kDotLanes / 2; half > 0; half /= 2)
    for (size_t lane = 0; lane < half; ++lane) sums[lane] += sums[lane + half];
  return sums[0];
}

}  // namespace progpretrain::synth
