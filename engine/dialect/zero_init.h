#pragma once
// WebGL zeroes every variable. GLSL for Vulkan leaves locals undefined, and SPIR-V cannot tell a
// variable declared in a loop (zero in every round) from one declared before it: so initialisers
// are written into the text.
#include "engine/dialect/outline.h"

namespace progpretrain::dialect {

/// Makes every local declarator without an initialiser zero whenever it is reached, and zeroes
/// every `out` parameter at the start of its function. Globals and inout parameters are left alone.
void zero_initialise(Tokens& tokens, const std::vector<GlobalItem>& items);

}  // namespace progpretrain::dialect
