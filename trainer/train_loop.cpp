#include "trainer/train_loop.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <optional>

#include "engine/base/check.h"
#include "engine/base/log.h"
#include "trainer/checkpoint.h"
#include "trainer/metrics.h"

namespace progpretrain::trainer {
namespace fs = std::filesystem;
namespace {
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

template <class... Arguments>
std::string format(const char* pattern, Arguments... arguments) {
  char text[200];
  std::snprintf(text, sizeof text, pattern, arguments...);
  return text;
}

SourceCounters since(SourceCounters now, const SourceCounters& before) {
  now.num_images -= before.num_images;
  now.draw_ms -= before.draw_ms;
  now.num_hits -= before.num_hits;
  now.num_misses -= before.num_misses;
  now.num_loads -= before.num_loads;
  now.load_s -= before.load_s;
  now.num_looks -= before.num_looks;
  now.num_canvases -= before.num_canvases;
  now.num_warmed -= before.num_warmed;
  return now;
}

class Loop {
 public:
  Loop(TrainStep& step, ImageSource& source, const LoopSettings& settings)
      : step_(step),
        source_(source),
        settings_(settings),
        config_(step.config()),
        start_step_(step.completed_steps()),
        metrics_(settings.run_folder, start_step_),
        progress_(
            "pretrain", "images",
            static_cast<uint64_t>((config_.steps - start_step_) * config_.batch * config_.views)) {}

  LoopResult run() {
    start_ = logged_ = Clock::now();
    logged_images_ = source_.counters();
    source_.take_wait_s();
    for (bool stop = false; step_.completed_steps() < config_.steps && !stop;) {
      const StepOutput output = step_.run(next_batch());
      const int64_t done = step_.completed_steps();
      wait_s_ += source_.take_wait_s();
      stop = stop_requested();
      const bool last = stop || done == config_.steps;
      const bool log = done == 1 || done % config_.log_every == 0 || last;
      const bool save = done % config_.checkpoint_every == 0 || last;
      // Reading the loss waits for the device: on a GPU only when it is needed, and always before
      // it could reach the disk.
      if (log || save || step_.device().is_cpu()) check_loss(output, done);
      if (log) log_step(output, done);
      report_progress(done);
      if (save) save_now();
    }
    return finish();
  }

 private:
  bool stop_requested() const { return settings_.stop != nullptr && settings_.stop->load(); }

  ImageBatch next_batch() {
    if (!config_.overfit_batch) return next_in_order();
    if (!only_batch_) only_batch_ = next_in_order();
    return *only_batch_;
  }

  ImageBatch next_in_order() {
    ImageBatch batch = source_.next();
    PP_CHECK_EQ(batch.first_sample, first_sample(config_, step_.completed_steps()));
    return batch;
  }

  void check_loss(const StepOutput& output, int64_t done) {
    const double loss = output.loss.item<double>();
    if (!std::isfinite(loss))
      throw EnvironmentError(
          format("training diverged: the loss of step %lld is %f (lr %g); nothing of this step was "
                 "written, try a lower lr or a longer warmup_steps",
                 static_cast<long long>(done), loss, output.lr));
    if (done == start_step_ + 1) result_.first_loss = loss;
    result_.last_loss = loss;
    if (done == 1)
      log::info(format("first loss %.3f (features that tell nothing: %.3f)", loss,
                       step_.method().uninformed_loss(config_.batch)));
  }

  void log_step(const StepOutput& output, int64_t done) {
    const double elapsed_s = seconds_since(logged_);
    const double images =
        static_cast<double>((done - logged_step()) * config_.batch * config_.views);
    Scalars scalars = {{"loss", result_.last_loss}, {"lr", output.lr}};
    for (const auto& [name, value] : output.metrics) {
      scalars.emplace_back(name, value.item<double>());
      if (name == "spread") watch_spread(scalars.back().second, done);
    }
    scalars.emplace_back("images_per_s", images / elapsed_s);
    scalars.emplace_back("wait_share", (wait_s_ - logged_wait_s_) / elapsed_s);
    const SourceCounters counters = source_.counters();
    const SourceCounters recent = since(counters, logged_images_);
    scalars.emplace_back("renders_per_s",
                         static_cast<double>(recent.num_images - recent.num_looks + recent.num_canvases) / elapsed_s);
    scalars.emplace_back("draw_share", recent.draw_ms * 1e-3 / elapsed_s);
    scalars.emplace_back("train_share", 1.0 - (wait_s_ - logged_wait_s_) / elapsed_s);
    scalars.emplace_back("working_set_hits", recent.hit_share());
    scalars.emplace_back("load_share", recent.load_s / elapsed_s);
    scalars.emplace_back("reuse_share", recent.reuse_share());
    logged_images_ = counters;
    metrics_.write(done, scalars);
    logged_ = Clock::now();
    logged_wait_s_ = wait_s_;
    logged_done_ = done;
  }

  int64_t logged_step() const { return logged_done_ < 0 ? start_step_ : logged_done_; }

  void watch_spread(double spread, int64_t done) {
    num_collapsed_ =
        spread < kCollapsedSpread && done > config_.warmup_steps ? num_collapsed_ + 1 : 0;
    if (num_collapsed_ < kCollapsedLogs || result_.collapsed) return;
    result_.collapsed = true;
    log::warn(
        format("features have collapsed at step %lld: their deviation per dimension is %.3f of "
               "what an even spread "
               "has; lower lr, or look at the views",
               static_cast<long long>(done), spread));
  }

  void report_progress(int64_t done) {
    const double share = wait_s_ / std::max(seconds_since(start_), 1e-9);
    progress_.update(
        static_cast<uint64_t>((done - start_step_) * config_.batch * config_.views),
        format("step %lld/%lld | loss %.3f | waiting %.0f%%", static_cast<long long>(done),
               static_cast<long long>(config_.steps), result_.last_loss, 100.0 * share) +
            describe(source_.counters()));
  }

  // " | drawing 62% | ready 99% | reused 31%", what applies.
  std::string describe(const SourceCounters& counters) const {
    std::string text;
    const double elapsed_s = std::max(seconds_since(start_), 1e-9);
    if (counters.draw_ms > 0.0) text += format(" | drawing %.0f%%", 0.1 * counters.draw_ms / elapsed_s);
    if (counters.num_misses > 0) text += format(" | ready %.1f%%", 100.0 * counters.hit_share());
    if (counters.num_looks > 0) text += format(" | reused %.0f%%", 100.0 * counters.reuse_share());
    return text;
  }

  void save_now() {
    result_.checkpoint = save_checkpoint(settings_.run_folder, step_, settings_.provenance(),
                                         config_.keep_checkpoints, settings_.stream_state());
  }

  LoopResult finish() {
    const double elapsed_s = std::max(seconds_since(start_), 1e-9);
    const int64_t steps = step_.completed_steps() - start_step_;
    result_.completed_steps = step_.completed_steps();
    result_.interrupted = step_.completed_steps() < config_.steps;
    result_.images_per_s = static_cast<double>(steps * config_.batch * config_.views) / elapsed_s;
    result_.wait_share = wait_s_ / elapsed_s;
    result_.train_s = elapsed_s - wait_s_;
    result_.images = source_.counters();
    return result_;
  }

  TrainStep& step_;
  ImageSource& source_;
  const LoopSettings& settings_;
  const RunConfig config_;
  const int64_t start_step_;
  MetricsWriter metrics_;
  log::Progress progress_;
  std::optional<ImageBatch> only_batch_;
  Clock::time_point start_, logged_;
  double wait_s_ = 0.0, logged_wait_s_ = 0.0;
  SourceCounters logged_images_;
  int64_t logged_done_ = -1;
  int num_collapsed_ = 0;
  LoopResult result_;
};

}  // namespace

LoopResult train(TrainStep& step, ImageSource& source, const LoopSettings& settings) {
  if (step.completed_steps() == 0) {
    if (const auto existing = newest_checkpoint(settings.run_folder))
      throw UsageError(settings.run_folder.string() + ": already holds a run (" +
                       existing->filename().string() +
                       "); give --resume to go on with it, or another folder");
  }
  return Loop(step, source, settings).run();
}

}  // namespace progpretrain::trainer
