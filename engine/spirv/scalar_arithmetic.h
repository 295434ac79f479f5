#pragma once
// Writes arithmetic on vectors of floats component by component. A driver may rewrite a sum or a
// product (a * c + b * c = (a + b) * c, for one) as long as it sees its parts, and it sees other
// parts in vectors than in their components. Mesa's OpenGL rewrites components; its Vulkan rewrites
// vectors first. After this pass both see the same.
#include <cstdint>
#include <vector>

#include "engine/spirv/module.h"

namespace progpretrain::spirv {

/// The words of the module in which additions, multiplications and component-wise functions of
/// vectors of 32-bit floats are those of their components. Values stay the same bit for bit.
std::vector<uint32_t> split_vector_arithmetic(const ParsedModule& module);

}  // namespace progpretrain::spirv
