#pragma once
// The control flow of one function, as far as the joins of its values ask for it.
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "engine/spirv/module.h"

namespace progpretrain::structure {

class ControlFlow {
 public:
  ControlFlow(const spirv::ParsedModule& module, const spirv::Function& function);

  /// Index of the block with this label in the function, or kNone.
  size_t block_of(uint32_t label) const;
  bool is_loop_header(size_t block) const { return merges_[block] != 0; }
  /// The instructions (indices of the module) whose conditions decide from where a block is
  /// entered: of a loop's header those that leave the loop, else the branches that lead here.
  std::vector<size_t> deciding_branches(size_t block) const;
  /// The nearest branch with a condition that decides whether the block is reached, or kNone. (Of
  /// structured control flow: what follows a construct is reached whatever the construct decides.)
  size_t branch_above(size_t block) const;

 private:
  void find_dominators();
  bool is_conditional(size_t block) const;
  // The block's own branch counts; none above block `last` does.
  size_t branch_at_or_above(size_t block, size_t last) const;

  const spirv::ParsedModule& module_;
  const spirv::Function& function_;
  std::unordered_map<uint32_t, size_t> blocks_;
  std::vector<uint32_t> merges_;  // of a loop's header: the label of its merge block, else 0
  std::vector<std::vector<size_t>> predecessors_, successors_;
  std::vector<size_t> dominators_;  // immediate; of the entry and unreachable blocks kNone
};

}  // namespace progpretrain::structure
