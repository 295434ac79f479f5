#pragma once
// GLSL to SPIR-V by glslang, without optimisation: Vulkan 1.2, SPIR-V 1.5. Safe to call from
// several threads.
#include <cstdint>
#include <string>
#include <vector>

#include "engine/corpus/verdict.h"

namespace progpretrain::spirv {

/// Compiles a compute shader. Refusal (parse_error, stage "compile"): the first error. Errors in
/// source string 1 (the author's text, see dialect::ComputeUnit) carry their line; errors elsewhere
/// have line 0 and a reason that says so. Refusal (unsupported): an array of more elements than
/// dialect::kMaxArrayElements.
corpus::Result<std::vector<uint32_t>> compile(const std::string& glsl);

/// "ERROR: 1:12: 'x' : undeclared identifier" as line and reason; exposed for its tests.
corpus::Refusal parse_compiler_message(const std::string& log);

/// Names glslang and SPIRV-Tools with their versions: part of every cache key.
std::string compiler_version();

}  // namespace progpretrain::spirv
