#include <cmath>
#include <vector>

#include "engine/base/philox.h"
#include "tests/trainer/evaluate/doctest_with_torch.h"
#include "trainer/evaluate/bootstrap.h"

using namespace progpretrain;
using trainer::bootstrap_mean;
using trainer::Interval;

namespace {
std::vector<float> coins(uint64_t seed, int count, float probability) {
  base::Philox random(seed, 0, 1);
  std::vector<float> scores(static_cast<size_t>(count));
  for (float& score : scores) score = random.coin(probability) ? 1.0f : 0.0f;
  return scores;
}
}  // namespace

TEST_CASE("bootstrap: the interval's width is that of the normal approximation") {
  const std::vector<float> scores = coins(3, 2000, 0.3f);
  const Interval interval = bootstrap_mean(scores, 0);
  const double deviation = std::sqrt(interval.value * (1 - interval.value) / 2000);
  CHECK(interval.low == doctest::Approx(interval.value - 1.96 * deviation).epsilon(0.02));
  CHECK(interval.high == doctest::Approx(interval.value + 1.96 * deviation).epsilon(0.02));
}

TEST_CASE("bootstrap: a 95 % interval covers the truth in about 95 of 100 experiments") {
  int covered = 0;
  for (uint64_t experiment = 0; experiment < 200; ++experiment) {
    const Interval interval = bootstrap_mean(coins(experiment, 300, 0.4f), 0);
    covered += interval.low <= 0.4 && 0.4 <= interval.high;
  }
  // Binomial(200, 0.95) leaves 180..198 with a probability below 1 %.
  CHECK(covered >= 180);
  CHECK(covered <= 198);
}

TEST_CASE("bootstrap: pairing removes what two encoders share") {
  const std::vector<float> before = coins(1, 1000, 0.5f);
  std::vector<float> gain(
      before.size());  // the second encoder is right wherever the first is, and in 30 cases more
  for (size_t i = 0, extra = 0; i < before.size(); ++i)
    if (before[i] == 0 && extra < 30) gain[i] = 1, ++extra;
  const Interval difference = bootstrap_mean(gain, 0);
  CHECK(difference.value == doctest::Approx(0.03));
  CHECK(difference.low > 0.015);  // unpaired, its deviation of 2.2 points would hide 3 points
}

TEST_CASE("bootstrap: the same scores and seed give the same interval, constant scores a point") {
  const std::vector<float> scores = coins(9, 100, 0.5f);
  CHECK(bootstrap_mean(scores, 4).low == bootstrap_mean(scores, 4).low);
  CHECK(bootstrap_mean(scores, 4).low != bootstrap_mean(scores, 5).low);
  const Interval point = bootstrap_mean(std::vector<float>(50, 1.0f), 0);
  CHECK(point.low == 1);
  CHECK(point.high == 1);
}
