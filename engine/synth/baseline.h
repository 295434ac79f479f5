#pragma once
// Programs of a baseline (programs/baselines): one text whose constant kSeed stands for a class.
#include <cstdint>
#include <string>

namespace progpretrain::synth {

/// Constants of a baseline's programs are whole numbers below this one.
inline constexpr uint32_t kNumBaselineConstants = 1u << 24;

/// The constant of program `index` of `seed`: the first kNumBaselineConstants indices of a seed
/// have different ones.
uint32_t baseline_constant(uint64_t seed, uint64_t index);

/// `source`, in which kSeed is 0.0 in its declaration and in its @param line, with `constant` in
/// both places. Throws UsageError naming the line that is not there.
std::string with_constant(std::string source, uint32_t constant);

}  // namespace progpretrain::synth
