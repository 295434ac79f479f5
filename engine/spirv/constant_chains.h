#pragma once
// Collects the constants of products and of sums as Mesa's GLSL compiler does: a constant factor
// that meets a product with a constant factor inside goes in, where both become one constant, and
// what stood beside the inner one takes its place, ((a * c1) * b) * c3 -> ((c3 * c1) * b) * a. Sums
// likewise. This changes the last bit of a hash, and with it the picture.
// Expressions are followed through locals that are written once and read once, and through
// variables that hold one constant only. Run before the vectors are split.
#include <cstdint>
#include <vector>

#include "engine/spirv/module.h"

namespace progpretrain::spirv {

/// The words of the module in which the constants of every chain are one.
std::vector<uint32_t> collect_constants(const ParsedModule& module);

}  // namespace progpretrain::spirv
