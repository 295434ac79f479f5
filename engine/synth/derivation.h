#pragma once
// Derivation trees: a production with a tree for each of its holes. Growing, mutating and crossing
// them is what makes programs differ in structure and not in numbers only.
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/philox.h"
#include "engine/synth/grammar.h"

namespace progpretrain::synth {

struct Node {
  const Production* production = nullptr;
  uint64_t key = 0;            ///< alternatives and constants of this node are drawn from it
  std::vector<Node> children;  ///< one per hole, in order
};

struct Limits {
  uint32_t depth = 6;
  uint32_t cost = 60000;  ///< about the operations of a pixel
};

/// A tree of `type` within `limits` (or the smallest one where they cannot be kept).
Node grow(const Grammar& grammar, const std::string& type, Limits limits, base::Philox& draws);

/// One subtree grown anew, weighted toward large ones. Returns the type that changed.
std::string mutate(const Grammar& grammar, Node& tree, Limits limits, base::Philox& draws);

/// One subtree of `tree` replaced by one of the same type from `other`. Returns the type, or empty
/// when they have none in common below the root.
std::string cross(Node& tree, const Node& other, base::Philox& draws);

/// How many productions a tree holds.
uint64_t size_of(const Node& tree);
/// About the operations of a pixel: bodies by their length, loops by their bound.
uint64_t cost_of(const Node& tree);
/// "figure_ground(star, flat(...), ...)": the productions of a tree.
std::string formula_of(const Node& tree);
/// One line of English that names the parts of a tree.
std::string caption_of(const Node& tree);

}  // namespace progpretrain::synth
