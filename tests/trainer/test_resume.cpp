// k steps in one go == j steps, everything thrown away, resume, k-j steps: bit for bit.
#include <doctest/doctest.h>

#include <sstream>

#include "engine/base/file.h"
#include "engine/base/log.h"
#include "engine/base/strict_json.h"
#include "tests/support/temporary_folder.h"
#include "tests/trainer/fake_source.h"
#include "trainer/checkpoint.h"
#include "trainer/methods/method.h"
#include "trainer/metrics.h"
#include "trainer/module_weights.h"
#include "trainer/safetensors.h"
#include "trainer/train_loop.h"

using namespace progpretrain;
using namespace progpretrain::trainer;
namespace fs = std::filesystem;

namespace {

/// All parameters, buffers and optimiser state.
std::string everything(TrainStep& step) {
  return encode_safetensors(named_weights(step.encoder()), {}) +
         encode_safetensors(named_weights(step.method()), {}) +
         encode_safetensors(step.optimiser().state(), {});
}

/// Trains from the newest checkpoint of `run`, if any, until the end or for `num_steps`; returns
/// the state it ends with.
std::string train_part(const RunConfig& config, const fs::path& run, int64_t num_steps) {
  TrainStep step(config, testing::WaveSource::kClasses);
  if (const auto checkpoint = newest_checkpoint(run)) load_checkpoint(*checkpoint, step);
  testing::WaveSource source(step.config(), step.completed_steps());
  std::atomic<bool> stop = false;
  source.stop_after(num_steps, stop);
  train(step, source, {.run_folder = run, .stop = &stop});
  return everything(step);
}

/// The losses by step, without the columns that a clock fills.
std::vector<std::pair<int64_t, double>> losses(const fs::path& run) {
  std::istringstream in(base::read_file(run / "metrics.jsonl"));
  std::vector<std::pair<int64_t, double>> result;
  for (std::string line; std::getline(in, line);) {
    const base::Json record = base::parse_json(line, "metrics");
    result.emplace_back(record["step"], record["loss"]);
  }
  return result;
}

void check_resume(const RunConfig& config) {
  const testing::TemporaryFolder straight, broken;
  const std::string expected = train_part(config, straight.path(), config.steps);
  train_part(config, broken.path(), 2);
  torch::manual_seed(999);  // whatever another process would have left in the global generator
  CHECK(newest_checkpoint(broken.path())->filename() == "step-00000002");
  CHECK(train_part(config, broken.path(), config.steps - 2) == expected);
  CHECK(losses(broken.path()) == losses(straight.path()));
}

}  // namespace

TEST_CASE("resume: every method goes on bit for bit") {
  log::set_quiet(true);
  for (const MethodInfo& info : methods()) {
    CAPTURE(info.name);
    check_resume(testing::small_config(info.name));
  }
}

TEST_CASE("resume: adamw goes on bit for bit") {
  log::set_quiet(true);
  RunConfig config = testing::small_config();
  config.optimiser = "adamw";
  config.lr = 1e-3;
  check_resume(config);
}

TEST_CASE("resume: bf16 goes on bit for bit") {
  log::set_quiet(true);
  RunConfig config = testing::small_config();
  config.precision = "bf16";
  check_resume(config);
}

TEST_CASE("resume: with two threads it goes on bit for bit as well") {
  log::set_quiet(true);
  RunConfig config = testing::small_config();
  config.threads = 2;
  config.steps = 4;
  check_resume(config);
}

TEST_CASE("resume: a run on one batch goes on bit for bit") {
  log::set_quiet(true);
  RunConfig config = testing::small_config("ce");
  config.overfit_batch = true;
  const testing::TemporaryFolder straight, broken;
  TrainStep whole(config, testing::WaveSource::kClasses);
  testing::WaveSource source(config, 0);
  train(whole, source, {.run_folder = straight.path()});
  // The stop comes while the only batch is made: one step, then the rest.
  train_part(config, broken.path(), 1);
  CHECK(train_part(config, broken.path(), 1000) == everything(whole));
}

TEST_CASE("resume: an uncomplete step behind the checkpoint is repeated, not skipped") {
  log::set_quiet(true);
  const RunConfig config = testing::small_config();
  const testing::TemporaryFolder straight, broken;
  const std::string expected = train_part(config, straight.path(), config.steps);
  train_part(config, broken.path(), 3);
  {  // a process that goes two steps further and is killed: metrics without a checkpoint
    TrainStep step(config, testing::WaveSource::kClasses);
    load_checkpoint(*newest_checkpoint(broken.path()), step);
    testing::WaveSource source(step.config(), 3);
    MetricsWriter metrics(broken.path(), 3);
    for (int i = 0; i < 2; ++i)
      metrics.write(4 + i, {{"loss", step.run(source.next()).loss.item<double>()}});
  }
  CHECK(train_part(config, broken.path(), config.steps - 3) == expected);
  CHECK(losses(broken.path()) == losses(straight.path()));
}
