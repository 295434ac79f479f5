#include <doctest/doctest.h>

#include "engine/base/check.h"
#include "trainer/schedule.h"

using namespace progpretrain;
using namespace progpretrain::trainer;

TEST_CASE(
    "schedule: warm-up rises linearly to the peak, the cosine halves it in the middle and ends "
    "near 0") {
  const Schedule schedule{.peak_lr = 2.0, .warmup_steps = 10, .total_steps = 110};
  CHECK(learning_rate(schedule, 0) == doctest::Approx(0.2));
  CHECK(learning_rate(schedule, 4) == doctest::Approx(1.0));
  CHECK(learning_rate(schedule, 9) == doctest::Approx(2.0));
  CHECK(learning_rate(schedule, 10) == doctest::Approx(2.0));
  CHECK(learning_rate(schedule, 60) == doctest::Approx(1.0));
  CHECK(learning_rate(schedule, 109) == doctest::Approx(0.0).epsilon(0.001));
  CHECK(learning_rate(schedule, 109) > 0.0);
  for (int64_t step = 11; step < 110; ++step)
    CHECK(learning_rate(schedule, step) < learning_rate(schedule, step - 1));
}

TEST_CASE("schedule: without warm-up the first step has the peak, all warm-up never leaves it") {
  CHECK(learning_rate({1.0, 0, 5}, 0) == 1.0);
  CHECK(learning_rate({1.0, 5, 5}, 4) == 1.0);
}

TEST_CASE("schedule: a step outside the run is a broken invariant") {
  CHECK_THROWS_AS(learning_rate({1.0, 0, 5}, 5), InvariantError);
  CHECK_THROWS_AS(learning_rate({1.0, 0, 5}, -1), InvariantError);
}
