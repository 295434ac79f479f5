#include "engine/structure/operation_graph.h"

#include <algorithm>
#include <cstring>
#include <map>

#include "engine/base/check.h"
#include "engine/structure/stable_hash.h"

namespace progpretrain::structure {
namespace {

constexpr std::string_view kMagic = "PPGRAPH1";

template <class T>
void put(std::string& out, T value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof(value));
}

template <class T>
bool take(std::string_view& in, T* value) {
  if (in.size() < sizeof(T)) return false;
  std::memcpy(value, in.data(), sizeof(T));
  in.remove_prefix(sizeof(T));
  return true;
}

}  // namespace

uint64_t label_of(std::string_view what) {
  return mix(hash_text(what));
}

uint32_t OperationGraph::add(uint64_t label, std::span<const Operand> operands, uint32_t result) {
  const auto index = static_cast<uint32_t>(nodes_.size());
  PP_CHECK(index < Operand::kConstant, "a graph of ", index, " operations");
  nodes_.push_back({label, static_cast<uint32_t>(operands_.size()),
                    static_cast<uint32_t>(operands.size()), result});
  operands_.insert(operands_.end(), operands.begin(), operands.end());
  return index;
}

void OperationGraph::append(const OperationGraph& other) {
  const auto first = static_cast<uint32_t>(nodes_.size());
  for (const Node& node : other.nodes_) {
    std::vector<Operand> its(other.operands(node).begin(), other.operands(node).end());
    for (Operand& operand : its)
      if (operand.node != Operand::kConstant) operand.node = (operand.node + first) & 0xffffff;
    add(node.label, its, node.result);
  }
}

OperationGraph OperationGraph::without(const std::vector<bool>& constants) const {
  PP_CHECK(constants.size() == nodes_.size());
  // Whatever nothing feeds on is a root: what is shown or kept.
  std::vector<bool> is_root(nodes_.size(), true), is_kept(nodes_.size(), false);
  for (uint32_t i = 0; i < nodes_.size(); ++i)
    for (const Operand& operand : operands(nodes_[i]))
      if (operand.node != Operand::kConstant && operand.node != i) is_root[operand.node] = false;
  // What only constants feed is one as well.
  std::vector<bool> is_constant = constants;
  for (bool is_changed = true; is_changed;) {
    is_changed = false;
    for (uint32_t i = 0; i < nodes_.size(); ++i) {
      const auto its = operands(nodes_[i]);
      const auto is_one = [&](const Operand& operand) {
        return operand.node == Operand::kConstant || is_constant[operand.node];
      };
      if (is_constant[i] || is_root[i] ||
          std::none_of(its.begin(), its.end(),
                       [](const Operand& o) { return o.node != Operand::kConstant; }) ||
          !std::all_of(its.begin(), its.end(), is_one))
        continue;
      is_constant[i] = is_changed = true;
    }
  }
  std::vector<uint32_t> open;
  const auto keep = [&](uint32_t i) {
    if (is_constant[i] || is_kept[i]) return;
    is_kept[i] = true;
    open.push_back(i);
  };
  for (uint32_t i = 0; i < nodes_.size(); ++i)
    if (is_root[i]) keep(i);
  while (!open.empty()) {
    const uint32_t i = open.back();
    open.pop_back();
    for (const Operand& operand : operands(nodes_[i]))
      if (operand.node != Operand::kConstant) keep(operand.node);
  }
  std::vector<uint32_t> numbers(nodes_.size(), Operand::kConstant);
  uint32_t count = 0;
  for (uint32_t i = 0; i < nodes_.size(); ++i)
    if (is_kept[i]) numbers[i] = count++;
  OperationGraph out;
  for (uint32_t i = 0; i < nodes_.size(); ++i) {
    if (!is_kept[i]) continue;
    std::vector<Operand> its(operands(nodes_[i]).begin(), operands(nodes_[i]).end());
    for (Operand& operand : its) {
      if (operand.node == Operand::kConstant) continue;
      operand.node = numbers[operand.node] & 0xffffff;
      if (operand.node == Operand::kConstant) operand.component = 0;
    }
    out.add(nodes_[i].label, its, nodes_[i].result);
  }
  return out;
}

// Magic, version; labels that occur; nodes as index of the label and number of operands; operands.
std::string OperationGraph::serialise() const {
  std::map<uint64_t, uint32_t> labels;
  for (const Node& node : nodes_) labels.emplace(node.label, 0);
  std::string out(kMagic);
  put(out, static_cast<uint32_t>(kStructureVersion));
  put(out, static_cast<uint32_t>(labels.size()));
  put(out, static_cast<uint32_t>(nodes_.size()));
  put(out, static_cast<uint32_t>(operands_.size()));
  uint32_t count = 0;
  for (auto& [label, index] : labels) {
    put(out, label);
    index = count++;
  }
  const bool are_few = labels.size() <= 0xffff;
  for (const Node& node : nodes_) {
    const uint32_t index = labels.at(node.label);
    are_few ? put(out, static_cast<uint16_t>(index)) : put(out, index);
    put(out, static_cast<uint16_t>(std::min<uint32_t>(node.num_operands, 0xffff)));
    if (node.num_operands >= 0xffff) put(out, node.num_operands);
  }
  for (const Node& node : nodes_)
    for (const Operand& operand : operands(node))
      put(out, operand.node | uint32_t{operand.component} << 24 | uint32_t{operand.role} << 28);
  return out;
}

corpus::Result<OperationGraph> OperationGraph::parse(std::string_view bytes) {
  const auto bad = [] {
    return corpus::Refused(
        {corpus::Verdict::unsupported, "structure", 0, "no graph of this version"});
  };
  uint32_t version = 0, num_labels = 0, num_nodes = 0, num_operands = 0;
  if (!bytes.starts_with(kMagic)) return bad();
  bytes.remove_prefix(kMagic.size());
  if (!take(bytes, &version) || version != kStructureVersion || !take(bytes, &num_labels) ||
      !take(bytes, &num_nodes) || !take(bytes, &num_operands) || num_nodes >= Operand::kConstant ||
      num_labels > bytes.size() / 8 || num_nodes > bytes.size() / 4 ||
      num_operands > bytes.size() / 4)
    return bad();
  std::vector<uint64_t> labels(num_labels);
  for (uint64_t& label : labels)
    if (!take(bytes, &label)) return bad();
  OperationGraph graph;
  graph.nodes_.resize(num_nodes);
  uint64_t first = 0;
  for (Node& node : graph.nodes_) {
    uint32_t index = 0;
    uint16_t half = 0, count = 0;
    if (num_labels <= 0xffff ? !take(bytes, &half) : !take(bytes, &index)) return bad();
    index |= half;
    if (!take(bytes, &count)) return bad();
    node.num_operands = count;
    if (count == 0xffff && !take(bytes, &node.num_operands)) return bad();
    if (index >= num_labels) return bad();
    node.label = labels[index];
    node.first_operand = static_cast<uint32_t>(first);
    first += node.num_operands;
    if (first > num_operands) return bad();
  }
  if (first != num_operands || bytes.size() != size_t{num_operands} * 4) return bad();
  graph.operands_.resize(num_operands);
  for (Operand& operand : graph.operands_) {
    uint32_t word = 0;
    take(bytes, &word);
    operand = {word & 0xffffff, (word >> 24) & 15, word >> 28};
    if (operand.node != Operand::kConstant && operand.node >= num_nodes) return bad();
  }
  return graph;
}

}  // namespace progpretrain::structure
