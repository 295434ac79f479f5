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

Interval bootstrap(uint32_t count, uint64_t seed, const Statistic& statistic) {
  PP_CHECK(count > 0);
  std::vector<uint32_t> chosen(count);
  std::iota(chosen.begin(), chosen.end(), 0u);
  Interval out;
  out.value = statistic(chosen);
  std::vector<double> values;
  for (uint64_t resample = 0; resample < kResamples; ++resample) {
    base::Philox random(seed, resample, kStage);
    for (uint32_t& one : chosen) one = random.below(count);
    values.push_back(statistic(chosen));
  }
  std::sort(values.begin(), values.end());
  out.low = percentile(values, 0.025);
  out.high = percentile(values, 0.975);
  return out;
}

Interval bootstrap_mean(std::span<const float> scores, uint64_t seed) {
  return bootstrap(static_cast<uint32_t>(scores.size()), seed,
                   [&](std::span<const uint32_t> chosen) {
                     double sum = 0;
                     for (const uint32_t i : chosen) sum += scores[i];
                     return sum / static_cast<double>(scores.size());
                   });
}

}  // namespace progpretrain::trainer
