#pragma once
// Keeps every index that index_guard.h leaves inside its array, vector or matrix: below 0 becomes 0,
// beyond the end the last element. Access chains are SPIRV-Tools' robust access pass; dynamic vector
// components, which that pass leaves alone, are ours.
#include <cstdint>
#include <vector>

#include "engine/corpus/verdict.h"
#include "engine/spirv/module.h"

namespace progpretrain::spirv {

/// Clamps the index of OpVectorExtractDynamic and OpVectorInsertDynamic.
std::vector<uint32_t> clamp_vector_components(const ParsedModule& module);

/// SPIRV-Tools' graphics robust access. Refusal (unsupported, stage "rewrite") with its message.
corpus::Result<std::vector<uint32_t>> clamp_access_chains(const std::vector<uint32_t>& words);

}  // namespace progpretrain::spirv
