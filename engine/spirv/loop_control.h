#pragma once
// Which instructions decide how often loops run, or which element of an array is meant: those whose
// constants are not to be touched.
#include <unordered_set>

#include "engine/spirv/module.h"

namespace progpretrain::spirv {

/// Indices of the instructions that feed, through values and through what is stored to variables
/// that a loop's condition reads (parameters of functions: in every caller), a branch that ends a
/// loop; and those that feed an index.
std::unordered_set<size_t> controlling_instructions(const ParsedModule& module);

}  // namespace progpretrain::spirv
