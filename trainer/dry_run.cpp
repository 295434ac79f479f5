#include "trainer/dry_run.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/log.h"

namespace progpretrain::trainer {

DryRunReport dry_run(TrainStep& step, ImageSource& source, int64_t num_steps) {
  PP_CHECK(num_steps > 0);
  using Clock = std::chrono::steady_clock;
  const RunConfig& config = step.config();
  const int64_t last_step = config.steps - step.completed_steps();
  const int64_t total = std::min(num_steps + kDryRunWarmupSteps, last_step);
  const int64_t num_unmeasured = std::min(kDryRunWarmupSteps, total - 1);
  DryRunReport report;
  report.uninformed_loss = step.method().uninformed_loss(config.batch);
  std::vector<double> times_s;
  double wait_s = 0.0;
  log::Progress progress("dry run", "steps", static_cast<uint64_t>(total));
  for (int64_t i = 0; i < total; ++i) {
    const auto start = Clock::now();
    const StepOutput output = step.run(source.next());
    const double loss =
        output.loss.item<double>();  // waits for the device: the time below is the step's
    const double waited_s = source.take_wait_s();
    if (i == 0) report.first_loss = loss;
    progress.update(static_cast<uint64_t>(i + 1));
    if (i < num_unmeasured) continue;
    times_s.push_back(std::chrono::duration<double>(Clock::now() - start).count());
    wait_s += waited_s;
  }
  double sum_s = 0.0;
  for (const double time_s : times_s) sum_s += time_s;
  std::sort(times_s.begin(), times_s.end());
  report.num_steps = static_cast<int64_t>(times_s.size());
  report.step_s = times_s[times_s.size() / 2];
  report.samples_per_s = static_cast<double>(config.batch) / report.step_s;
  report.images_per_s = report.samples_per_s * static_cast<double>(config.views);
  report.wait_share = wait_s / sum_s;
  report.run_hours = report.step_s * static_cast<double>(config.steps) / 3600.0;
  report.peak_memory_mib = peak_memory_mib();
  return report;
}

std::string describe(const DryRunReport& report) {
  char text[400];
  std::snprintf(
      text, sizeof text,
      "%lld steps: %.3f s per step, %.1f samples/s, %.1f images/s, waiting for images %.0f%%\n"
      "whole run: %.2f hours, peak memory so far %.0f MiB\n"
      "first loss %.3f (features that tell nothing: %.3f)",
      static_cast<long long>(report.num_steps), report.step_s, report.samples_per_s,
      report.images_per_s, 100.0 * report.wait_share, report.run_hours, report.peak_memory_mib,
      report.first_loss, report.uninformed_loss);
  return text;
}

double peak_memory_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;  // Linux counts in KiB
}

}  // namespace progpretrain::trainer
