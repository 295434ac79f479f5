#pragma once
// The face of the spirv room: a compute unit in, SPIR-V that is safe to run out. Order of work:
// rounded literals -> glslang -> permissions -> constant arrays -> loop budget -> calls merged ->
// repair -> zeroed arrays -> constants of chains -> exact arithmetic -> vectors split -> safe
// arithmetic -> index guard -> index clamp -> validation. Compilers eat untrusted text: call build()
// in a worker process only.
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/corpus/verdict.h"
#include "engine/dialect/compute_unit.h"

namespace progpretrain::spirv {

/// Part of every cache key: raise it when a pass of this room changes what it writes.
inline constexpr int kRewriterVersion = 9;

/// One compute unit.
struct Module {
  std::vector<uint32_t> words;
  bool uses_derivatives = false;  ///< needs full subgroups and quad operations
  uint32_t num_instructions = 0;  ///< in function bodies
  uint32_t num_loops = 0;
  bool operator==(const Module&) const = default;
};

/// A whole program: its units, and how they are drawn (see dialect::ComputeProgram).
struct ProgramModule {
  std::vector<Module> units;
  std::vector<dialect::ComputePass> passes;
  uint32_t num_buffers = 0;
  int32_t shown_buffer = -1;
  bool has_feedback = false;
  std::vector<dialect::DeclaredParameter> parameters;
  std::vector<std::string> notes;
  /// Of a variant (below): the numbers of the literals that it reads from the request, and the values
  /// that they have in the text.
  std::vector<uint32_t> literals;
  std::vector<float> constants;

  bool uses_derivatives() const;      ///< of any unit
  uint32_t num_instructions() const;  ///< of all units
  uint32_t num_loops() const;         ///< of all units
  bool operator==(const ProgramModule&) const = default;
};

/// Compiles and rewrites. Refusal: parse_error with the author's line (stage "compile"), or
/// unsupported (stage "rewrite").
corpus::Result<Module> build(const dialect::ComputeUnit& unit);

/// Builds all units of a program; the first refusal is the program's.
corpus::Result<ProgramModule> build(const dialect::ComputeProgram& program);

/// Variants of a program whose literals a request may change (lift_constants.h). Literals are
/// numbered through all units of the program.
struct Variant {
  enum class Kind {
    probe,  ///< one literal at a time: all of them, or as many, evenly spread, as kMaxProbed
    lift    ///< `literals` at once, at most kMaxLifted: literals[i] reads constants[i]
  };
  Kind kind = Kind::probe;
  std::vector<uint32_t> literals;  ///< of lift, ascending
};
inline constexpr uint32_t kMaxProbed = 192;
inline constexpr uint32_t kMaxLifted = 32;  ///< what FrameParams::constants holds

/// Builds a variant. Given the original values it calculates what the program itself does.
corpus::Result<ProgramModule> build_variant(const dialect::ComputeProgram& program,
                                            const Variant& variant);

/// The cache key of a variant of the program with this key.
std::string variant_key(const std::string& key, const Variant& variant);

/// Compiles a compute shader of our own (trusted, no rewriting). Throws InvariantError with the
/// compiler's message.
std::vector<uint32_t> compile_own(const std::string& glsl);

/// The validator's first complaint about `words` as a module for Vulkan 1.2, or nothing.
std::optional<std::string> validation_problem(const std::vector<uint32_t>& words);

/// Key of a program's module: SHA-256 of its units' texts and their order of drawing, the versions of
/// translator and rewriter, and the compiler's.
std::string cache_key(const dialect::ComputeProgram& program);

/// Disk cache under `folder` (one file a program: magic, hash of its content, a JSON description, the
/// words of its units; written atomically).
class ModuleCache {
 public:
  explicit ModuleCache(std::filesystem::path folder);
  /// nullopt when absent, truncated, corrupt or of another version.
  std::optional<ProgramModule> load(const std::string& key) const;
  /// Whether there is a file of this version for the key; load() may still find it damaged.
  bool contains(const std::string& key) const;
  /// Throws EnvironmentError when the disk refuses.
  void save(const std::string& key, const ProgramModule& program) const;

 private:
  std::filesystem::path path_of(const std::string& key) const;
  std::filesystem::path folder_;
};

}  // namespace progpretrain::spirv
