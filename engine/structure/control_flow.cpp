#include "engine/structure/control_flow.h"

#include <algorithm>

namespace progpretrain::structure {

using spirv::kNone;

ControlFlow::ControlFlow(const spirv::ParsedModule& module, const spirv::Function& function)
    : module_(module), function_(function) {
  const size_t count = function.blocks.size();
  merges_.assign(count, 0);
  predecessors_.resize(count);
  successors_.resize(count);
  for (size_t b = 0; b < count; ++b) blocks_.emplace(function.blocks[b].label, b);
  for (size_t b = 0; b < count; ++b) {
    const spirv::Block& block = function.blocks[b];
    if (block.end - block.begin >= 2) {
      const spirv::Instruction& merge = module.instructions()[block.terminator() - 1];
      if (merge.op == spv::OpLoopMerge) merges_[b] = merge.operand(1);
    }
    for (const uint32_t target : spirv::branch_targets(module.instructions()[block.terminator()])) {
      const size_t to = block_of(target);
      if (to == kNone || std::count(successors_[b].begin(), successors_[b].end(), to) > 0) continue;
      successors_[b].push_back(to);
      predecessors_[to].push_back(b);
    }
  }
  find_dominators();
}

size_t ControlFlow::block_of(uint32_t label) const {
  const auto found = blocks_.find(label);
  return found == blocks_.end() ? kNone : found->second;
}

// Cooper, Harvey, Kennedy, "A Simple, Fast Dominance Algorithm", 2001.
void ControlFlow::find_dominators() {
  const size_t count = function_.blocks.size();
  dominators_.assign(count, kNone);
  if (count == 0) return;
  std::vector<size_t> order, number(count, kNone);  // postorder
  std::vector<std::pair<size_t, size_t>> open{{0, 0}};
  std::vector<bool> is_seen(count, false);
  is_seen[0] = true;
  while (!open.empty()) {
    auto& [block, next] = open.back();
    if (next < successors_[block].size()) {
      const size_t to = successors_[block][next++];
      if (!is_seen[to]) {
        is_seen[to] = true;
        open.emplace_back(to, 0);
      }
    } else {
      number[block] = order.size();
      order.push_back(block);
      open.pop_back();
    }
  }
  dominators_[0] = 0;
  for (bool is_changed = true; is_changed;) {
    is_changed = false;
    for (size_t i = order.size() - 1; i-- > 0;) {
      const size_t block = order[i];
      size_t found = kNone;
      for (size_t from : predecessors_[block]) {
        if (number[from] == kNone || dominators_[from] == kNone) continue;
        if (found == kNone) {
          found = from;
          continue;
        }
        while (found != from) {
          while (number[found] < number[from]) found = dominators_[found];
          while (number[from] < number[found]) from = dominators_[from];
        }
      }
      if (found == dominators_[block]) continue;
      dominators_[block] = found;
      is_changed = true;
    }
  }
  dominators_[0] = kNone;
}

bool ControlFlow::is_conditional(size_t block) const {
  const spv::Op op = module_.instructions()[function_.blocks[block].terminator()].op;
  return op == spv::OpBranchConditional || op == spv::OpSwitch;
}

std::vector<size_t> ControlFlow::deciding_branches(size_t block) const {
  std::vector<size_t> deciding;
  const auto add = [&](size_t branch) {
    if (branch != kNone) deciding.push_back(branch);
  };
  const size_t end = is_loop_header(block) ? block_of(merges_[block]) : kNone;
  const size_t above = dominators_[block];
  if (end != kNone) {
    for (const size_t from : predecessors_[end]) add(branch_at_or_above(from, block));
  } else {
    for (const size_t from : predecessors_[block]) add(branch_at_or_above(from, above));
    if (above != kNone && is_conditional(above)) add(function_.blocks[above].terminator());
  }
  std::sort(deciding.begin(), deciding.end());
  deciding.erase(std::unique(deciding.begin(), deciding.end()), deciding.end());
  return deciding;
}

size_t ControlFlow::branch_above(size_t block) const {
  return dominators_[block] == kNone ? kNone : branch_at_or_above(block, kNone);
}

size_t ControlFlow::branch_at_or_above(size_t block, size_t last) const {
  std::vector<size_t> passed;
  for (size_t at = block; at != kNone; at = at == last ? kNone : dominators_[at]) {
    if (is_conditional(at)) {
      // Where its ways have met again, a branch decides nothing any more.
      const size_t end = function_.blocks[at].terminator();
      const spirv::Instruction& merge = module_.instructions()[end - 1];
      const bool is_construct = merge.op == spv::OpSelectionMerge || merge.op == spv::OpLoopMerge;
      const size_t meets = is_construct ? block_of(merge.operand(1)) : kNone;
      if (std::find(passed.begin(), passed.end(), meets) == passed.end()) return end;
    }
    passed.push_back(at);
  }
  return kNone;
}

}  // namespace progpretrain::structure
