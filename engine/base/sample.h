#pragma once
// Random samples.
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/philox.h"

namespace progpretrain::base {

/// The first `count` numbers of a random order of 0 .. size - 1 (all of it when count is more): a
/// smaller count gives the beginning of what a larger one gives.
std::vector<uint32_t> draw_without_replacement(size_t size, size_t count, Philox draws);

}  // namespace progpretrain::base
