#include "trainer/schedule.h"

#include <cmath>
#include <numbers>

#include "engine/base/check.h"

namespace progpretrain::trainer {

double learning_rate(const Schedule& schedule, int64_t step) {
  PP_CHECK(step >= 0 && step < schedule.total_steps, "step ", step, " of ", schedule.total_steps);
  PP_CHECK(schedule.warmup_steps <= schedule.total_steps);
  if (step < schedule.warmup_steps)
    return schedule.peak_lr * static_cast<double>(step + 1) /
           static_cast<double>(schedule.warmup_steps);
  const double progress = static_cast<double>(step - schedule.warmup_steps) /
                          static_cast<double>(schedule.total_steps - schedule.warmup_steps);
  return 0.5 * schedule.peak_lr * (1.0 + std::cos(std::numbers::pi * progress));
}

}  // namespace progpretrain::trainer
