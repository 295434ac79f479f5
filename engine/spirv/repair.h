#pragma once
// Gives every undefined value of a module a definite one, zero: OpUnreachable becomes a return of
// zero (the merge block of `for (;;) { if (..) return x; }`, which the loop budget makes
// reachable), OpUndef a null constant, and Private variables without initialiser get a null one, as
// WebGL does it.
#include <cstdint>
#include <vector>

#include "engine/spirv/module.h"

namespace progpretrain::spirv {

/// The words of the repaired module.
std::vector<uint32_t> repair(const ParsedModule& module);

}  // namespace progpretrain::spirv
