#pragma once
// Philox4x32-10, a counter-based random generator: draw k is a pure function of (seed, k, stage),
// in any order, on any machine. J. K. Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3",
// SC 2011.
#include <array>
#include <cstdint>

namespace progpretrain::base {

/// One block: four random words for a counter and a key.
std::array<uint32_t, 4> philox4x32(std::array<uint32_t, 4> counter, std::array<uint32_t, 2> key);

/// The numbers of one (seed, k, stage), in order. Streams of different k or stage are independent.
/// Every draw that shapes a training image comes from here; `stage` keeps consumers apart (see the
/// constants of the callers).
class Philox {
 public:
  Philox(uint64_t seed, uint64_t k, uint32_t stage) : seed_(seed), k_(k), stage_(stage) {}

  uint32_t next_u32();
  /// Uniform in [0, 1), 24 bits: the same float on every machine.
  float uniform();
  /// Uniform in [low, high); low when the interval is empty.
  float uniform(float low, float high);
  /// Uniform in 0 .. n-1, without bias; n > 0.
  uint32_t below(uint32_t n);
  bool coin(float probability) { return uniform() < probability; }
  /// Standard normal (Box-Muller).
  float normal();

 private:
  uint64_t seed_, k_;
  uint32_t stage_, block_ = 0, used_ = 4;
  std::array<uint32_t, 4> words_{};
};

}  // namespace progpretrain::base
