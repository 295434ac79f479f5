#pragma once
// What a compiled program may contain. Programs are strangers' text: whatever the translation
// missed must not reach memory other than its own variables.
#include <optional>

#include "engine/corpus/verdict.h"
#include "engine/spirv/module.h"

namespace progpretrain::spirv {

/// Variables (Private and Function storage of all functions) may take this much per invocation.
inline constexpr uint64_t kMaxVariableBytes = 256 * 1024;

/// Refusal (unsupported, stage "rewrite") unless the module has one GLCompute entry point of
/// 64x1x1, only capabilities and extended instructions of the allow-list, only our descriptors (set
/// 0, PP_BINDING_*) and push constants, no shared memory, barriers or images, and reaches slot,
/// scratch and statistics only in the entry point and in pp_ functions.
std::optional<corpus::Refusal> check_permissions(const ParsedModule& module);

}  // namespace progpretrain::spirv
