#pragma once
// Makes smoothstep with two equal edges a step, as graphics hardware and OpenGL draw it: (x - a) / 0
// is an infinity. Mesa's Vulkan front end divides by the constant zero, which its code generator for
// CPUs takes for undefined; the whole picture is then of one colour, and of another one at the next
// level of optimisation. Edges may turn out equal only after inlining and unrolling, so all that are
// not plainly different are asked:
//   smoothstep(a, b, x)    a == b ? (x > a ? 1 : 0) : smoothstep(a, b, x)
// Divisions that authors write are left as they are: Mesa's OpenGL does the same with them.
#include <cstdint>
#include <vector>

#include "engine/spirv/module.h"

namespace progpretrain::spirv {

/// The words of the module with its scalar smoothsteps defined.
std::vector<uint32_t> define_equal_edges(const ParsedModule& module);

}  // namespace progpretrain::spirv
