#include <algorithm>
#include <set>

#include "tests/trainer/evaluate/doctest_with_torch.h"
#include "trainer/compare/cluster_curve.h"
#include "trainer/compare/clusters.h"

using namespace progpretrain::trainer;

namespace {

/// Mean over all subsets of `drawn` programs of how many clusters they touch, by trying all.
double found_by_trying(const std::vector<std::set<int64_t>>& programs, size_t drawn) {
  double sum = 0, count = 0;
  for (uint32_t subset = 0; subset < (1u << programs.size()); ++subset) {
    if (static_cast<size_t>(__builtin_popcount(subset)) != drawn) continue;
    std::set<int64_t> all;
    for (size_t p = 0; p < programs.size(); ++p)
      if (subset >> p & 1) all.insert(programs[p].begin(), programs[p].end());
    sum += static_cast<double>(all.size());
    count += 1;
  }
  return sum / count;
}

}  // namespace

TEST_CASE("clusters: groups that lie apart are found, whatever their sizes") {
  const auto generator = at::detail::createCPUGenerator(2);
  std::vector<torch::Tensor> groups;
  for (int64_t i = 0; i < 6; ++i)
    groups.push_back(10 * torch::eye(8)[i] + 0.1 * torch::randn({i == 0 ? 400 : 5, 8}, generator));
  const torch::Tensor rows = torch::cat(groups);
  const torch::Tensor centres = cluster_centres(rows, 6, 1);
  REQUIRE(centres.size(0) == 6);
  const torch::Tensor nearest = nearest_centres(rows, centres);
  std::set<int64_t> seen;
  int64_t first = 0;
  for (const torch::Tensor& group : groups) {
    const torch::Tensor its = nearest.slice(0, first, first + group.size(0));
    CHECK((its == its[0]).all().item<bool>());
    seen.insert(its[0].item<int64_t>());
    first += group.size(0);
  }
  CHECK(seen.size() == 6);
  CHECK(cluster_centres(rows, 6, 1).equal(centres));
}

TEST_CASE("clusters: equal rows make one, however many are asked for") {
  CHECK(cluster_centres(torch::ones({50, 3}), 7, 1).size(0) == 1);
  CHECK(cluster_centres(torch::eye(4), 7, 1).size(0) == 4);
}

TEST_CASE("cluster curve: programs with clusters of their own never flatten, equal ones at once") {
  std::vector<int64_t> own, same(20, 3);
  for (int64_t p = 0; p < 10; ++p) own.insert(own.end(), {2 * p, 2 * p + 1});
  const ClusterCurve rising = cluster_curve(own, 10), flat = cluster_curve(same, 10);
  REQUIRE(rising.points.size() == 5);  // 1, 2, 4, 8, 10
  for (const CurvePoint& point : rising.points)
    CHECK(point.clusters.value == doctest::Approx(2.0 * static_cast<double>(point.num_programs)));
  CHECK(rising.second_half_gain == doctest::Approx(0.5));
  for (const CurvePoint& point : flat.points) CHECK(point.clusters.value == doctest::Approx(1));
  CHECK(flat.second_half_gain == doctest::Approx(0));
}

TEST_CASE("cluster curve: the closed form is the mean over all subsets") {
  const std::vector<std::set<int64_t>> programs{{0, 1}, {1, 2}, {1, 3}, {4, 5}, {0, 1}, {5, 6}};
  std::vector<int64_t> clusters;
  for (const auto& program : programs)
    clusters.insert(clusters.end(), program.begin(), program.end());
  const ClusterCurve curve = cluster_curve(clusters, 6);
  for (const CurvePoint& point : curve.points) {
    const auto drawn = static_cast<size_t>(point.num_programs);
    CHECK(point.clusters.value == doctest::Approx(found_by_trying(programs, drawn)));
    CHECK(point.clusters.low <= point.clusters.value);
  }
  CHECK(curve.points.back().num_programs == 6);
  CHECK(curve.second_half_gain == doctest::Approx(1 - found_by_trying(programs, 3) / 7));
}

TEST_CASE("cluster curve: the interval holds the expectation of a fresh sample") {
  // 200 equally frequent clusters, one frame each: m programs find 200 (1 - (1 - 1/200)^m).
  int covered = 0;
  for (uint64_t trial = 0; trial < 100; ++trial) {
    const torch::Tensor drawn =
        torch::randint(0, 200, {150}, at::detail::createCPUGenerator(trial), torch::kInt64);
    const ClusterCurve curve = cluster_curve({drawn.data_ptr<int64_t>(), 150}, 150);
    const Interval& found = curve.points.back().clusters;
    const double expected = 200 * (1 - std::pow(1 - 1.0 / 200, 150));
    covered += found.low <= expected && expected <= found.high;
  }
  CHECK(covered >= 85);  // the formula leaves out that a finite pool varies less: it covers more
}
