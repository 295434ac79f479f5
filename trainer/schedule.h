#pragma once
// Learning rate over the steps of a run: linear warm-up, then half a cosine down to zero
// (Loshchilov and Hutter, "SGDR", ICLR 2017, without restarts).
#include <cstdint>

namespace progpretrain::trainer {

struct Schedule {
  double peak_lr = 0.0;
  int64_t warmup_steps = 0;  ///< <= total_steps
  int64_t total_steps = 1;
};

/// Rate of step 0 <= step < total_steps: peak*(step+1)/warmup while warming up (so that no step is
/// wasted at 0 and the last warm-up step has the peak), then peak/2*(1+cos(pi*t)) with t from 0 at
/// the end of the warm-up to 1 at total_steps.
double learning_rate(const Schedule& schedule, int64_t step);

}  // namespace progpretrain::trainer
