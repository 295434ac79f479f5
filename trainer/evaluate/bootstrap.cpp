#include "trainer/evaluate/bootstrap.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/philox.h"

namespace progpretrain::trainer {
namespace {

constexpr uint64_t kResamples = 1000;
constexpr uint32_t kStage = 0x626f6f74;

/// Linear between the order statistics.
double percentile(const std::vector<double>& sorted, double share) {
  const double position = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<size_t>(position);
  const size_t above = std::min(below + 1, sorted.size() - 1);
  return std::lerp(sorted[below], sorted[above], position - static_cast<double>(below));
}

}  // namespace

Interval bootstrap_mean(std::span<const float> scores, uint64_t seed) {
  PP_CHECK(!scores.empty());
  const auto count = static_cast<uint32_t>(scores.size());
  std::vector<double> means;
  for (uint64_t resample = 0; resample < kResamples; ++resample) {
    base::Philox random(seed, resample, kStage);
    double sum = 0;
    for (uint32_t i = 0; i < count; ++i) sum += scores[random.below(count)];
    means.push_back(sum / count);
  }
  std::sort(means.begin(), means.end());
  return {std::accumulate(scores.begin(), scores.end(), 0.0) / count, percentile(means, 0.025),
          percentile(means, 0.975)};
}

}  // namespace progpretrain::trainer
