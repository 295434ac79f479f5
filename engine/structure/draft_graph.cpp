#include "engine/structure/draft_graph.h"

#include <set>

namespace progpretrain::structure {

uint32_t DraftGraph::add(uint64_t label, Feeds feeds, uint32_t result) {
  nodes_.push_back({label, std::move(feeds), result, false});
  return size() - 1;
}

uint32_t DraftGraph::add_join() {
  nodes_.push_back({0, {}, 0, true});
  return size() - 1;
}

void DraftGraph::feed(uint32_t node, const Feeds& feeds) {
  Feeds& its = nodes_[node].feeds;
  its.insert(its.end(), feeds.begin(), feeds.end());
}

Scalar DraftGraph::followed(Scalar scalar) const {
  for (auto found = copies_.find(scalar.node); found != copies_.end();
       found = copies_.find(scalar.node))
    scalar = found->second;
  return scalar;
}

void DraftGraph::find_copies() {
  for (bool is_changed = true; is_changed;) {
    is_changed = false;
    for (uint32_t i = 0; i < nodes_.size(); ++i) {
      if (!nodes_[i].is_join || copies_.contains(i)) continue;
      std::set<Scalar> joined;
      for (const auto& [scalar, role] : nodes_[i].feeds)
        if (role != kCondition && followed(scalar) != Scalar{i, 0}) joined.insert(followed(scalar));
      if (joined.size() != 1 || joined.begin()->node == Operand::kConstant) continue;
      copies_[i] = *joined.begin();
      is_changed = true;
    }
  }
}

OperationGraph DraftGraph::collect(const std::vector<uint32_t>& roots) {
  find_copies();
  std::vector<bool> is_kept(nodes_.size(), false);
  std::vector<uint32_t> open = roots;
  for (const uint32_t root : roots) is_kept[root] = true;
  while (!open.empty()) {
    const uint32_t node = open.back();
    open.pop_back();
    for (const auto& [feed, role] : nodes_[node].feeds) {
      const Scalar scalar = followed(feed);
      if (scalar.node == Operand::kConstant || is_kept[scalar.node]) continue;
      is_kept[scalar.node] = true;
      open.push_back(scalar.node);
    }
  }
  std::vector<uint32_t> numbers(nodes_.size(), Operand::kConstant);
  uint32_t count = 0;
  for (uint32_t i = 0; i < nodes_.size(); ++i)
    if (is_kept[i]) numbers[i] = count++;
  OperationGraph graph;
  for (uint32_t i = 0; i < nodes_.size(); ++i) {
    if (!is_kept[i]) continue;
    std::vector<Operand> operands;
    for (const auto& [feed, role] : nodes_[i].feeds) {
      const Scalar scalar = followed(feed);
      const bool is_constant = scalar.node == Operand::kConstant;
      operands.push_back({(is_constant ? Operand::kConstant : numbers[scalar.node]) & 0xffffff,
                          is_constant ? 0 : scalar.component & 15, role & 15});
    }
    graph.add(nodes_[i].label, operands, nodes_[i].result);
  }
  return graph;
}

}  // namespace progpretrain::structure
