#include "engine/structure/counted.h"

#include <algorithm>

namespace progpretrain::structure {

std::vector<uint32_t> operations_to_try(const OperationGraph& graph,
                                        const std::function<bool(uint32_t result)>& can_be_tried,
                                        size_t most) {
  const auto& nodes = graph.nodes();
  std::vector<uint32_t> num_uses(nodes.size(), 0), num_feeds(nodes.size(), 0),
      user(nodes.size(), 0);
  for (uint32_t i = 0; i < nodes.size(); ++i)
    for (const Operand& operand : graph.operands(nodes[i])) {
      if (operand.node == Operand::kConstant) continue;
      ++num_uses[operand.node];
      ++num_feeds[i];
      user[operand.node] = i;
    }
  std::vector<uint32_t> out;
  for (uint32_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].result == 0 || num_feeds[i] == 0 || !can_be_tried(nodes[i].result)) continue;
    bool is_inner = false;
    for (uint32_t at = i; !is_inner && num_uses[at] == 1 && num_feeds[user[at]] == 1;) {
      at = user[at];
      is_inner = nodes[at].result != 0 && can_be_tried(nodes[at].result);
    }
    if (!is_inner) out.push_back(i);
  }
  if (out.size() <= most) return out;
  std::vector<uint32_t> spread(most);
  for (size_t i = 0; i < most; ++i) spread[i] = out[i * out.size() / most];
  return spread;
}

}  // namespace progpretrain::structure
