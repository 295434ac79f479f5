#pragma once
// Ends every loop. The Private int named pp_budget (shaders/frame.glsl) counts what one
// invocation's loops may still spend. Every back edge takes the cost of one round from it (all
// instructions of the loop with what they call; a nested loop counts once here and takes its
// further rounds itself) and leaves to the loop's merge block when it is negative. A budget once
// spent stays negative: each loop entered later runs at most one round. The loops of our own
// pp_sample() (shaders/textures.glsl: two levels of a texture at most) end by themselves and are
// neither charged nor counted.
#include <cstdint>
#include <vector>

#include "engine/corpus/verdict.h"
#include "engine/spirv/module.h"

namespace progpretrain::spirv {

struct BudgetedModule {
  std::vector<uint32_t> words;
  uint32_t num_loops = 0;
};

/// Refusal (unsupported, stage "rewrite"): recursion, too much code, no pp_budget, or a form of
/// loop that the compiler is not known to write.
corpus::Result<BudgetedModule> add_loop_budget(const ParsedModule& module);

}  // namespace progpretrain::spirv
