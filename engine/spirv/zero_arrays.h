#pragma once
// Zeroes large arrays by a loop. Drivers turn a null initialiser and a store of a null array into
// one store per element, and compile such code in more than quadratic time (lavapipe: 0.4 s for 256
// floats, minutes for 4,096).
#include <cstdint>
#include <vector>

#include "engine/spirv/module.h"

namespace progpretrain::spirv {

/// The words of the module in which every null initialiser of a variable, and every store of zeros
/// to a whole variable, of more than 32 array elements is a call of a function that loops. Run
/// after repair(), which writes such initialisers.
std::vector<uint32_t> zero_arrays(const ParsedModule& module);

}  // namespace progpretrain::spirv
