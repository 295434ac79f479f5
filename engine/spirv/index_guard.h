#pragma once
// What an index outside does where hosts agree on more than "something inside" (index_clamp.h):
//   reading a constant array            gives 0 (constant buffers of Direct3D and of Mesa do)
//   writing a component of a vector     does nothing (drivers write each component under a
//   condition)
// Run before the indices are clamped.
#include <cstdint>
#include <vector>

#include "engine/spirv/module.h"

namespace progpretrain::spirv {

/// The words of the module in which such reads and writes are guarded.
std::vector<uint32_t> guard_indices(const ParsedModule& module);

}  // namespace progpretrain::spirv
