#pragma once
// What a run will cost, from a few of its steps.
#include <cstdint>
#include <string>

#include "trainer/source.h"
#include "trainer/train_step.h"

namespace progpretrain::trainer {

struct DryRunReport {
  int64_t num_steps = 0;  ///< measured, after kDryRunWarmupSteps that are not
  double step_s = 0.0;    ///< median, waiting for images included
  double samples_per_s = 0.0;
  double images_per_s = 0.0;     ///< views
  double wait_share = 0.0;       ///< share of the time spent waiting for images
  double run_hours = 0.0;        ///< all of config.steps at this pace
  double peak_memory_mib = 0.0;  ///< resident memory of this process so far
  double first_loss = 0.0;
  double uninformed_loss = 0.0;  ///< near which the first loss should lie
};

inline constexpr int64_t kDryRunWarmupSteps = 3;

/// Runs `num_steps` steps (plus the warm-up) and writes nothing. `step` has then been trained a
/// little: use it for nothing else.
DryRunReport dry_run(TrainStep& step, ImageSource& source, int64_t num_steps = 20);

/// The report for people, a few lines.
std::string describe(const DryRunReport& report);

/// Largest resident memory of this process so far, MiB.
double peak_memory_mib();

}  // namespace progpretrain::trainer
