#include "engine/synth/derivation.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/synth/tokens.h"

namespace progpretrain::synth {
namespace {

const Production& choose(const std::vector<Production>& list, Limits limits, base::Philox& draws) {
  uint32_t total = 0;
  const Production* smallest = nullptr;
  const auto fits = [&](const Production& p) {
    return p.min_depth <= limits.depth && p.min_cost <= limits.cost;
  };
  for (const Production& p : list) {
    if (fits(p)) total += p.weight;
    if (!smallest ||
        std::pair(p.min_depth, p.min_cost) < std::pair(smallest->min_depth, smallest->min_cost))
      smallest = &p;
  }
  if (total == 0) return *smallest;
  uint32_t left = draws.below(total);
  for (const Production& p : list) {
    if (!fits(p)) continue;
    if (left < p.weight) return p;
    left -= p.weight;
  }
  return *smallest;
}

void collect(Node& node, std::vector<Node*>& out) {
  for (Node& child : node.children) {
    out.push_back(&child);
    collect(child, out);
  }
}

/// A node below the root, one of `nodes`, with a chance by the size of its subtree.
Node& pick(const std::vector<Node*>& nodes, base::Philox& draws) {
  uint64_t total = 0;
  for (const Node* node : nodes) total += size_of(*node);
  uint64_t left = draws.below(static_cast<uint32_t>(total));
  for (Node* node : nodes) {
    const uint64_t size = size_of(*node);
    if (left < size) return *node;
    left -= size;
  }
  return *nodes.back();
}

}  // namespace

uint64_t size_of(const Node& tree) {
  uint64_t size = 1;
  for (const Node& child : tree.children) size += size_of(child);
  return size;
}

Node grow(const Grammar& grammar, const std::string& type, Limits limits, base::Philox& draws) {
  const Production& production = choose(grammar.of(type), limits, draws);
  const uint64_t high = draws.next_u32();  // one draw a statement: the order is then certain
  Node node{&production, high << 32 | draws.next_u32(), {}};
  if (limits.depth > 0) --limits.depth;
  // One hole may take most of what is left of the cost; who grows a tree asks cost_of() in the end.
  const uint32_t left = limits.cost > production.own_cost ? limits.cost - production.own_cost : 0;
  for (const Hole& hole : production.holes) {
    Limits share = limits;
    share.cost = left / std::max(hole.calls, 1u) / (production.holes.size() > 1 ? 2 : 1);
    node.children.push_back(grow(grammar, hole.type, share, draws));
  }
  return node;
}

std::string mutate(const Grammar& grammar, Node& tree, Limits limits, base::Philox& draws) {
  std::vector<Node*> nodes;
  collect(tree, nodes);
  PP_CHECK(!nodes.empty(), "a picture without parts");
  Node& place = pick(nodes, draws);
  const std::string type = place.production->type;
  place = grow(grammar, type, limits, draws);
  tree.key ^= uint64_t{draws.next_u32()};
  return type;
}

std::string cross(Node& tree, const Node& other, base::Philox& draws) {
  Node donor = other;
  std::vector<Node*> mine, theirs;
  collect(tree, mine);
  collect(donor, theirs);
  Node& place = pick(mine, draws);
  std::erase_if(theirs,
                [&](const Node* node) { return node->production->type != place.production->type; });
  if (theirs.empty()) return "";
  const Node part = pick(theirs, draws);
  place = part;
  return part.production->type;
}

uint64_t cost_of(const Node& tree) {
  uint64_t cost = tree.production->own_cost;
  for (size_t i = 0; i < tree.children.size(); ++i)
    cost += tree.production->holes[i].calls * cost_of(tree.children[i]);
  return cost;
}

std::string formula_of(const Node& tree) {
  if (tree.production->is_its_hole()) return formula_of(tree.children[0]);
  std::string text = tree.production->name;
  for (size_t i = 0; i < tree.children.size(); ++i)
    text += (i == 0 ? "(" : ", ") + formula_of(tree.children[i]);
  return tree.children.empty() ? text : text + ")";
}

std::string caption_of(const Node& tree) {
  const std::string& says = tree.production->says;
  std::string text;
  for (size_t at = 0; at < says.size();) {
    if (says[at] != '@') {
      text += says[at++];
      continue;
    }
    size_t end = ++at;
    while (end < says.size() && (is_letter(says[end]) || is_digit(says[end]))) ++end;
    const auto& holes = tree.production->holes;
    const std::string token = says.substr(at, end - at);
    const auto hole =
        std::find_if(holes.begin(), holes.end(), [&](const Hole& h) { return h.token == token; });
    PP_CHECK(hole != holes.end(), tree.production->name, " says @", token, " and has no such hole");
    text += caption_of(tree.children[static_cast<size_t>(hole - holes.begin())]);
    at = end;
  }
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

}  // namespace progpretrain::synth
