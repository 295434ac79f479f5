#pragma once
// Gives integer arithmetic a definite result where SPIR-V leaves it undefined and a CPU device may
// trap:
//   x / 0 and x % 0        all bits set (-1), the rule of Direct3D that common hardware follows
//   INT_MIN / -1           INT_MIN, two's complement
//   x % y                  of the bits as unsigned numbers where x or y is negative, as in Mesa's OpenGL
//   shifts                 by the amount modulo the width
// Operations whose right side is a harmless constant are left as they are.
#include <cstdint>
#include <vector>

#include "engine/spirv/module.h"

namespace progpretrain::spirv {

/// The words of the safe module.
std::vector<uint32_t> make_arithmetic_safe(const ParsedModule& module);

}  // namespace progpretrain::spirv
