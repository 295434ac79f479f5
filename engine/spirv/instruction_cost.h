#pragma once
// What instructions cost, in units of about one scalar floating-point operation of a device: the
// currency of the loop budget. The weights belong to the format: they decide where an endless
// program is cut, hence its pixels.
#include <cstdint>
#include <vector>

#include "engine/corpus/verdict.h"
#include "engine/spirv/module.h"

namespace progpretrain::spirv {

/// A loop round costs at least this much, so that a budget ends a program before 65,535 rounds:
/// Mesa's llvmpipe and lavapipe leave all loops in silence after that many
/// (LP_MAX_TGSI_LOOP_ITERATIONS), and the picture would differ unnoticed.
extern const uint64_t kRoundCost;

/// A program whose functions, inlined, cost more than this in one pass through its code is refused:
/// drivers inline all.
inline constexpr uint64_t kMaxExpandedCost = uint64_t{1} << 24;

class CostModel {
 public:
  /// Refusal (unsupported, stage "rewrite") for recursion and for code that expands beyond
  /// kMaxExpandedCost.
  static corpus::Result<CostModel> of(const ParsedModule& module);

  /// Cost of executing instruction `index` once; a call costs what its function costs.
  uint64_t instruction(size_t index) const { return costs_[index]; }

 private:
  std::vector<uint64_t> costs_;
};

}  // namespace progpretrain::spirv
