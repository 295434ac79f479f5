#pragma once
// The cadence of a run: takes batches from the source, calls the step, and says when to log, to
// write a checkpoint and to stop. It computes nothing itself.
#include <atomic>
#include <filesystem>
#include <functional>

#include "engine/base/strict_json.h"
#include "trainer/source.h"
#include "trainer/train_step.h"

namespace progpretrain::trainer {

struct LoopSettings {
  std::filesystem::path run_folder;
  /// Set (by a signal handler, say) to stop after the step in progress, with a checkpoint.
  const std::atomic<bool>* stop = nullptr;
  /// Called for each checkpoint; what it returns becomes provenance.json.
  std::function<base::Json()> provenance = [] { return base::Json::object(); };
  /// Called for each checkpoint; the image source's state for state.json.
  std::function<base::Json()> stream_state = [] { return base::Json::object(); };
};

struct LoopResult {
  bool interrupted = false;     ///< stopped by `stop` before the last step
  int64_t completed_steps = 0;  ///< of the whole run
  double first_loss = 0.0;      ///< of this call
  double last_loss = 0.0;
  double images_per_s = 0.0;         ///< training images (views)
  double wait_share = 0.0;           ///< share of the time spent waiting for images
  double train_s = 0.0;              ///< the rest: training, logging, checkpoints
  SourceCounters images;             ///< what the source did in this call
  bool collapsed = false;            ///< the features' spread stayed below kCollapsedSpread
  std::filesystem::path checkpoint;  ///< the last one written; empty when there was nothing to do
};

/// Below this spread (see feature_spread()) features count as collapsed, once warm-up is over and
/// kCollapsedLogs logged steps in a row say so.
inline constexpr double kCollapsedSpread = 0.05;
inline constexpr int kCollapsedLogs = 3;

/// Trains from step.completed_steps() to config.steps. The source must deliver config.batch samples
/// of config.views views, from sample first_sample(config, step.completed_steps()) on. Logs step 1,
/// every config.log_every and the last. A new run refuses a folder that already has a checkpoint
/// (UsageError). A loss that is not finite ends the run with EnvironmentError before anything more
/// is written.
LoopResult train(TrainStep& step, ImageSource& source, const LoopSettings& settings);

}  // namespace progpretrain::trainer
