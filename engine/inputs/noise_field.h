#pragma once
// Seamless fields of noise, from which most stand-ins are painted: a lattice of random numbers is
// enlarged twofold again and again (quadratic B-spline), and new random numbers are added each
// time. That gives all octaves of a 1/f spectrum for 4/3 of the cost of one.
#include <cstddef>
#include <cstdint>
#include <vector>

namespace progpretrain::inputs {

/// A good mixing of 32 bits.
constexpr uint32_t hash_of(uint32_t v) {
  v ^= v >> 16;
  v *= 0x7feb352du;
  v ^= v >> 15;
  v *= 0x846ca68bu;
  return v ^ (v >> 16);
}

/// Hash of a lattice point.
constexpr uint32_t hash_of(uint32_t seed, int x, int y) {
  return hash_of(hash_of(seed) + static_cast<uint32_t>(x) * 0x9e3779b1u +
                 static_cast<uint32_t>(y) * 0x85ebca77u);
}

/// In [0, 1).
constexpr float unit_of(uint32_t hash) {
  return static_cast<float>(hash >> 8) * (1.0f / 16777216.0f);
}

/// size x size values, repeated without end; size is a power of two.
class Field {
 public:
  explicit Field(int size);
  int size() const { return mask_ + 1; }
  float at(int x, int y) const { return values_[index(x, y)]; }
  float& at(int x, int y) { return values_[index(x, y)]; }
  /// Between the values, bilinear. x, y > -4 * size.
  float sample(float x, float y) const;
  std::vector<float>& values() { return values_; }

 private:
  size_t index(int x, int y) const {
    return static_cast<size_t>(y & mask_) * static_cast<size_t>(mask_ + 1) +
           static_cast<size_t>(x & mask_);
  }
  int mask_;
  std::vector<float> values_;
};

/// Noise with mean 0.5 and standard deviation 0.19, within [0, 1]. `first_cells`: lattice cells per
/// edge of the coarsest octave; `gain`: amplitude of an octave against the one before.
Field make_noise(uint32_t seed, int size, int first_cells, float gain);

}  // namespace progpretrain::inputs
