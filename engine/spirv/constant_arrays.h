#pragma once
// Constant arrays that are indexed at run time become variables of the module, filled once where
// the program begins. glslang makes a local variable of such an array at every place that indexes
// it, and drivers inline these places: a table of noise, looked up at eight corners in six octaves,
// is then written 48 times for every pixel, and lavapipe's compiler takes more than half a minute.
#include <cstdint>
#include <vector>

#include "engine/spirv/module.h"

namespace progpretrain::spirv {

/// The module in which local variables that hold one constant array and are only read are one
/// Private variable for each constant, with the constant as its initialiser. Precondition: no local
/// array is read before it was written (dialect/zero_init.h gives each a value where it is
/// declared): where one is stored once, on some ways only, it would hold the constant on all.
std::vector<uint32_t> share_constant_arrays(const ParsedModule& module);

}  // namespace progpretrain::spirv
