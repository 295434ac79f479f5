// The index finds what comparing all with all finds.
#include <doctest/doctest.h>

#include <algorithm>

#include "engine/base/philox.h"
#include "engine/structure/neighbours.h"

using namespace progpretrain;
using structure::Features;
using structure::Neighbour;
using structure::NeighbourIndex;
using structure::Operand;
using structure::OperationGraph;

namespace {

// Random graphs in families: members of one differ in a few labels and sizes.
std::vector<Features> random_programs(size_t count) {
  std::vector<Features> out;
  for (size_t i = 0; i < count; ++i) {
    base::Philox family(7, i % (count / 4), 0), own(7, i, 1);
    const uint32_t size = 3 + family.below(120) + own.below(4);
    const float change = 0.05f * static_cast<float>(i % 5);
    OperationGraph graph;
    for (uint32_t k = 0; k < size; ++k) {
      std::vector<Operand> operands;
      for (uint32_t o = 0; o < (k == 0 ? 0 : 1 + family.below(2)); ++o)
        operands.push_back({family.below(k) & 0xffffff, 0, 0});
      const uint32_t label = family.below(20);
      graph.add(own.coin(change) ? 100 + own.below(20) : label, operands);
    }
    out.push_back(structure::features_of(graph));
  }
  out.push_back({});  // an empty program
  return out;
}

std::vector<Neighbour> by_brute_force(const std::vector<Features>& pool, const Features& program,
                                      double farthest, size_t most, uint32_t except) {
  std::vector<Neighbour> all;
  for (uint32_t i = 0; i < pool.size(); ++i)
    if (const double d = structure::distance(program, pool[i]); i != except && d <= farthest)
      all.push_back({i, d});
  std::stable_sort(all.begin(), all.end(),
                   [](const Neighbour& a, const Neighbour& b) { return a.distance < b.distance; });
  if (all.size() > most) all.resize(most);
  return all;
}

}  // namespace

TEST_CASE("neighbours: the index finds what comparing all with all finds") {
  const auto pool = random_programs(400);
  const NeighbourIndex index(pool);
  size_t num_found = 0;
  for (const double farthest : {0.0, 0.1, 0.3, 0.6, 1.0})
    for (const size_t most : {size_t{1}, size_t{7}, pool.size()})
      for (uint32_t i = 0; i < pool.size(); i += most == 1 ? 1 : 9) {
        const auto found = index.nearest(pool[i], farthest, most, i);
        CHECK(found == by_brute_force(pool, pool[i], farthest, most, i));
        num_found += found.size();
      }
  CHECK(num_found > 2000);
  CHECK(index.nearest(pool[3], 1.0, 1, NeighbourIndex::kNobody)[0].distance == 0.0);
}

TEST_CASE("neighbours: another pool, several threads, and an early end") {
  const auto pool = random_programs(300);
  const std::vector<Features> asked(pool.begin(), pool.begin() + 150);
  const std::vector<Features> others(pool.begin() + 100, pool.end());
  const NeighbourIndex index(others);
  const auto found = structure::nearest_of_all(index, asked, false, 0.5, 2, 3);
  REQUIRE(found.size() == asked.size());
  for (size_t i = 0; i < asked.size(); ++i)
    CHECK(found[i] == by_brute_force(others, asked[i], 0.5, 2, NeighbourIndex::kNobody));
  const NeighbourIndex own(pool);
  CHECK(structure::nearest_of_all(own, pool, true, 0.5, 1, 1) ==
        structure::nearest_of_all(own, pool, true, 0.5, 1, 4));
  const auto ended =
      structure::nearest_of_all(own, pool, true, 1.0, 1, 1, [](uint64_t) { return false; });
  CHECK(ended.size() == pool.size());
  CHECK(ended.back().empty());
  CHECK_FALSE(ended.front().empty());
}

TEST_CASE("neighbours: an empty pool has none") {
  const std::vector<Features> pool;
  const NeighbourIndex index(pool);
  CHECK(index.nearest(Features{}, 1.0, 3, NeighbourIndex::kNobody).empty());
}
