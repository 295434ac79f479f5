#pragma once
// Keeps divisors that turn out to be zero from Mesa's code generator for CPUs: to it a division by a
// constant zero is undefined, and everything that follows becomes undefined, too. smoothstep(0.5,
// 0.5, x) then paints the whole picture in one colour, and another one at the next level of
// optimisation; OpenGL gives what IEEE 754 says, an infinity or a NaN. Which divisors are constant
// shows only after inlining and unrolling, so every one that is not plainly another number is
// replaced, where it is zero, by itself with a word or-ed into its bits that is zero and that no
// compiler knows (pp_zero of shaders/frame.glsl, found by its name). An addition would not do:
// drivers may take 0 - x for -x, which is -0. And always the hidden divisor would not either: what
// follows from a constant one is folded.
#include <cstdint>
#include <vector>

#include "engine/spirv/module.h"

namespace progpretrain::spirv {

/// The name of the variable; modules without it stay as they are.
inline constexpr const char* kZeroName = "pp_zero";

/// The words of the module with its scalar divisors, and the upper edges of smoothstep, hidden.
std::vector<uint32_t> hide_zero_divisors(const ParsedModule& module);

}  // namespace progpretrain::spirv
