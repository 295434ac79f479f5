#pragma once
// Brings a program's module into the form in which programs are compared: the author's functions
// inlined, variables turned into values, constants folded, dead code gone. What is the engine's
// stays in functions (pp_...), so that an operation in the entry point is the author's, and a call
// is an input, a texture, a derivative or the picture.
#include <cstdint>
#include <vector>

#include "engine/corpus/verdict.h"
#include "engine/spirv/module.h"

namespace progpretrain::structure {

/// Modules that would be larger than this (instructions) with all functions inlined keep their
/// functions: their graph has one node for a function's operation, whoever calls it.
inline constexpr uint64_t kMaxInlined = 60'000;

/// The words of the optimised module, which draws what `module` draws but for the rounding of
/// folded constants. `module` comes from spirv::build(): its loops end by a budget, without which
/// the optimiser would take an endless one for dead code. Refusal (unsupported, stage "structure")
/// with the optimiser's message. It eats what strangers wrote: call it in a worker only.
corpus::Result<std::vector<uint32_t>> optimise(const spirv::ParsedModule& module);

/// Whether a function of this OpName ("pp_store(vf4;") is the engine's.
bool is_engine_function(std::string_view name);

}  // namespace progpretrain::structure
