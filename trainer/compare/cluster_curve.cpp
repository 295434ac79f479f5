#include "trainer/compare/cluster_curve.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/base/check.h"

namespace progpretrain::trainer {
namespace {

/// How many clusters occur in exactly j programs, for j = 0 .. P.
std::vector<double> count_occurrences(std::span<const int64_t> clusters, int64_t num_programs) {
  const size_t num_frames = clusters.size() / static_cast<size_t>(num_programs);
  const int64_t num_clusters = *std::max_element(clusters.begin(), clusters.end()) + 1;
  std::vector<size_t> programs_of(static_cast<size_t>(num_clusters));
  for (size_t p = 0; p < static_cast<size_t>(num_programs); ++p) {
    const auto its = clusters.subspan(p * num_frames, num_frames);
    for (const int64_t cluster : std::set<int64_t>(its.begin(), its.end()))
      ++programs_of[static_cast<size_t>(cluster)];
  }
  std::vector<double> out(static_cast<size_t>(num_programs) + 1);
  for (const size_t count : programs_of) out[count] += count > 0 ? 1 : 0;
  return out;
}

/// Share of the subsets of `drawn` out of `all` programs that miss all of `j` given ones.
double share_missing(int64_t j, int64_t drawn, int64_t all) {
  if (j > all - drawn) return 0;
  const auto log_factorial = [](int64_t n) { return std::lgamma(static_cast<double>(n) + 1); };
  return std::exp(log_factorial(all - j) + log_factorial(all - drawn) -
                  log_factorial(all - j - drawn) - log_factorial(all));
}

/// Chao's estimate of how many clusters there are, seen or not (bias-corrected form).
double estimate_all(const std::vector<double>& occurrences, double seen) {
  const auto n = static_cast<double>(occurrences.size() - 1);
  const double once = occurrences[1], twice = occurrences.size() > 2 ? occurrences[2] : 0;
  return seen + (n - 1) / n * once * (once - 1) / (2 * (twice + 1));
}

}  // namespace

ClusterCurve cluster_curve(std::span<const int64_t> clusters, int64_t num_programs) {
  PP_CHECK(num_programs > 0 && !clusters.empty() &&
               clusters.size() % static_cast<size_t>(num_programs) == 0,
           clusters.size(), " frames of ", num_programs);
  const std::vector<double> occurrences = count_occurrences(clusters, num_programs);
  double seen = 0;
  for (const double count : occurrences) seen += count;
  const double all = estimate_all(occurrences, seen);
  const auto found_by = [&](int64_t drawn) -> Interval {
    double found = 0, squares = 0;
    for (int64_t j = 1; j <= num_programs; ++j) {
      const double hit = 1 - share_missing(j, drawn, num_programs);
      found += hit * occurrences[static_cast<size_t>(j)];
      squares += hit * hit * occurrences[static_cast<size_t>(j)];
    }
    const double deviation = std::sqrt(std::max(0.0, squares - found * found / all));
    return {found, found - 1.96 * deviation, found + 1.96 * deviation};
  };
  ClusterCurve out;
  for (int64_t drawn = 1; drawn < num_programs; drawn *= 2)
    out.points.push_back({drawn, found_by(drawn)});
  out.points.push_back({num_programs, found_by(num_programs)});
  out.second_half_gain = 1 - found_by(num_programs / 2).value / out.points.back().clusters.value;
  return out;
}

}  // namespace progpretrain::trainer
