#pragma once
// A graph while it is built: with nodes that nothing needs, and joins that join nothing.
#include <compare>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/structure/operation_graph.h"

namespace progpretrain::structure {

/// A scalar of a value: a component of what a node gives.
struct Scalar {
  uint32_t node = Operand::kConstant, component = 0;
  auto operator<=>(const Scalar&) const = default;
};

/// The role of what decides among the values of a "select" or a "loop".
inline constexpr uint32_t kCondition = 2;

/// With the role of each.
using Feeds = std::vector<std::pair<Scalar, uint32_t>>;

class DraftGraph {
 public:
  uint32_t add(uint64_t label, Feeds feeds, uint32_t result = 0);
  /// Where values of several ways or rounds meet: label and feeds come later.
  uint32_t add_join();
  void set_label(uint32_t node, uint64_t label) { nodes_[node].label = label; }
  void feed(uint32_t node, Scalar scalar, uint32_t role) {
    nodes_[node].feeds.emplace_back(scalar, role);
  }
  void feed(uint32_t node, const Feeds& feeds);
  uint32_t size() const { return static_cast<uint32_t>(nodes_.size()); }

  /// What `roots` depend on, in the order of its making. A join of equal values is that value.
  OperationGraph collect(const std::vector<uint32_t>& roots);

 private:
  struct Node {
    uint64_t label = 0;
    Feeds feeds;
    uint32_t result = 0;
    bool is_join = false;
  };
  Scalar followed(Scalar scalar) const;
  void find_copies();

  std::vector<Node> nodes_;
  std::unordered_map<uint32_t, Scalar> copies_;  // joins that are none
};

}  // namespace progpretrain::structure
