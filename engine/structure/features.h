#pragma once
// How far two programs are from each other in structure: the Weisfeiler-Lehman subtree features of
// their operation graphs (Shervashidze, Schweitzer, van Leeuwen, Mehlhorn, Borgwardt,
// "Weisfeiler-Lehman Graph Kernels", JMLR 12, 2011), on directed graphs: a node's label is refined
// by the labels of what feeds it. After i rounds a label says what an operation calculates, i
// levels deep.
#include <array>
#include <cstdint>
#include <vector>

#include "engine/structure/operation_graph.h"

namespace progpretrain::structure {

inline constexpr int kIterations = 3;

/// Programs at most this far from each other are taken for variants of one program. Measured:
/// - the constants of a program changed by up to 40 %: 0 for three programs in four of 326, at most
///   0.17 for 99 %;
/// - one more term added to the colour: 0.05 at most for our own programs, at most 0.2 for 97 % of
///   strangers' (the larger ones are programs of a few operations);
/// - a stranger's program and the nearest of 4,999 others: 0.66 in the median, above 0.27 for 95 %.
inline constexpr double kNearDistance = 0.2;

/// How often a label occurs.
struct Feature {
  uint64_t hash = 0;
  uint32_t count = 0;
  bool operator==(const Feature&) const = default;
};

/// Of one program: the labels after 0 to kIterations rounds, each list in the order of the hashes.
struct Features {
  std::array<std::vector<Feature>, kIterations + 1> rounds;
  uint32_t num_operations = 0;  ///< the sum of the counts of any round
  bool operator==(const Features&) const = default;
};

Features features_of(const OperationGraph& graph);

/// 1 - the mean over the rounds of the weighted Jaccard similarity sum(min) / sum(max): 0 for equal
/// structure, 1 for programs that have no operation in common. Symmetric; two empty graphs have
/// distance 0. With every round the similarity falls or stays, since a round only tells labels
/// apart.
double distance(const Features& a, const Features& b);

/// sum(min) / sum(max) of one round's lists.
double similarity(const std::vector<Feature>& a, const std::vector<Feature>& b);

}  // namespace progpretrain::structure
