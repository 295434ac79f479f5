#include "engine/structure/features.h"

#include <algorithm>

#include "engine/structure/stable_hash.h"

namespace progpretrain::structure {
namespace {

std::vector<Feature> histogram(std::vector<uint64_t> labels) {
  std::sort(labels.begin(), labels.end());
  std::vector<Feature> out;
  for (const uint64_t label : labels) {
    if (out.empty() || out.back().hash != label) out.push_back({label, 0});
    ++out.back().count;
  }
  return out;
}

}  // namespace

Features features_of(const OperationGraph& graph) {
  Features features;
  features.num_operations = static_cast<uint32_t>(graph.size());
  std::vector<uint64_t> labels, next(graph.size()), around;
  for (const auto& node : graph.nodes()) labels.push_back(node.label);
  features.rounds[0] = histogram(labels);
  for (int round = 1; round <= kIterations; ++round) {
    for (size_t i = 0; i < graph.size(); ++i) {
      around.clear();
      for (const Operand& operand : graph.operands(graph.nodes()[i])) {
        const uint64_t label = operand.node == Operand::kConstant ? 0 : labels[operand.node];
        around.push_back(mix(mix(label, operand.component), operand.role));
      }
      std::sort(around.begin(), around.end());
      uint64_t label = labels[i];
      for (const uint64_t neighbour : around) label = mix(label, neighbour);
      next[i] = around.empty() ? labels[i] : label;
    }
    std::swap(labels, next);
    features.rounds[static_cast<size_t>(round)] = histogram(labels);
  }
  return features;
}

double similarity(const std::vector<Feature>& a, const std::vector<Feature>& b) {
  uint64_t common = 0, all = 0;
  auto i = a.begin(), k = b.begin();
  while (i != a.end() || k != b.end()) {
    if (k == b.end() || (i != a.end() && i->hash < k->hash)) {
      all += (i++)->count;
    } else if (i == a.end() || k->hash < i->hash) {
      all += (k++)->count;
    } else {
      common += std::min(i->count, k->count);
      all += std::max(i->count, k->count);
      ++i;
      ++k;
    }
  }
  return all == 0 ? 1.0 : static_cast<double>(common) / static_cast<double>(all);
}

double distance(const Features& a, const Features& b) {
  double sum = 0;
  for (size_t round = 0; round < a.rounds.size(); ++round)
    sum += similarity(a.rounds[round], b.rounds[round]);
  return 1.0 - sum / static_cast<double>(a.rounds.size());
}

}  // namespace progpretrain::structure
