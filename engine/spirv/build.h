#pragma once
// The face of the spirv room: a compute unit in, SPIR-V that is safe to run out. Order of work:
// glslang -> permissions -> loop budget -> repair -> zeroed arrays -> safe arithmetic -> index
// clamp -> validation. Compilers eat untrusted text: call build() in a worker process only.
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/corpus/verdict.h"
#include "engine/dialect/compute_unit.h"

namespace progpretrain::spirv {

/// Part of every cache key: raise it when a pass of this room changes what it writes.
inline constexpr int kRewriterVersion = 1;

struct Module {
  std::vector<uint32_t> words;
  bool uses_derivatives = false;  ///< needs full subgroups and quad operations
  uint32_t num_instructions = 0;  ///< in function bodies
  uint32_t num_loops = 0;
};

/// Compiles and rewrites. Refusal: parse_error with the author's line (stage "compile"), or
/// unsupported (stage "rewrite").
corpus::Result<Module> build(const dialect::ComputeUnit& unit);

/// Compiles a compute shader of our own (trusted, no rewriting). Throws InvariantError with the
/// compiler's message.
std::vector<uint32_t> compile_own(const std::string& glsl);

/// The validator's first complaint about `words` as a module for Vulkan 1.2, or nothing.
std::optional<std::string> validation_problem(const std::vector<uint32_t>& words);

/// Key of a program's module: SHA-256 of the unit's text, the versions of translator and rewriter,
/// and the compiler's.
std::string cache_key(const dialect::ComputeUnit& unit);

/// Disk cache under `folder` (one file a module: magic, version, hash of its content, body; written
/// atomically).
class ModuleCache {
 public:
  explicit ModuleCache(std::filesystem::path folder);
  /// nullopt when absent, truncated, corrupt or of another version.
  std::optional<Module> load(const std::string& key) const;
  /// Throws EnvironmentError when the disk refuses.
  void save(const std::string& key, const Module& module) const;

 private:
  std::filesystem::path path_of(const std::string& key) const;
  std::filesystem::path folder_;
};

}  // namespace progpretrain::spirv
