#include <doctest/doctest.h>

#include <cmath>
#include <sstream>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/base/log.h"
#include "tests/support/temporary_folder.h"
#include "tests/trainer/fake_source.h"
#include "trainer/checkpoint.h"
#include "trainer/dry_run.h"
#include "trainer/methods/method.h"
#include "trainer/module_weights.h"
#include "trainer/safetensors.h"
#include "trainer/train_loop.h"

using namespace progpretrain;
using namespace progpretrain::trainer;
namespace fs = std::filesystem;

namespace {

std::vector<base::Json> metrics_of(const fs::path& run) {
  std::istringstream in(base::read_file(run / "metrics.jsonl"));
  std::vector<base::Json> records;
  for (std::string line; std::getline(in, line);)
    records.push_back(base::parse_json(line, "metrics"));
  return records;
}

}  // namespace

TEST_CASE("train: every method's loss falls when one batch is overfitted") {
  log::set_quiet(true);
  for (const MethodInfo& info : methods()) {
    CAPTURE(info.name);
    RunConfig config = testing::small_config(info.name);
    config.overfit_batch = true;
    config.steps = 25;
    config.lr = 0.02;
    TrainStep step(config, testing::WaveSource::kClasses);
    testing::WaveSource source(step.config(), 0);
    const testing::TemporaryFolder run;
    const LoopResult result = train(step, source, {.run_folder = run.path()});
    CHECK(result.completed_steps == 25);
    CHECK(source.num_batches() == 1);
    CHECK(result.last_loss < 0.6 * result.first_loss);
    const auto records = metrics_of(run.path());
    REQUIRE(records.size() == 25);
    CHECK(records.front()["loss"].get<double>() == result.first_loss);
    CHECK(records.back()["loss"].get<double>() == result.last_loss);
  }
}

TEST_CASE("train: adamw's loss falls as well") {
  log::set_quiet(true);
  RunConfig config = testing::small_config("ce");
  config.overfit_batch = true;
  config.optimiser = "adamw";
  config.lr = 1e-3;
  config.steps = 15;
  TrainStep step(config, testing::WaveSource::kClasses);
  testing::WaveSource source(step.config(), 0);
  const testing::TemporaryFolder run;
  const LoopResult result = train(step, source, {.run_folder = run.path()});
  CHECK(result.last_loss < 0.6 * result.first_loss);
}

TEST_CASE(
    "train: the same configuration on the same images gives the same loss bits, another seed "
    "others") {
  log::set_quiet(true);
  const auto losses = [](int64_t seed) {
    RunConfig config = testing::small_config();
    config.seed = seed;
    config.steps = 4;
    TrainStep step(config, testing::WaveSource::kClasses);
    testing::WaveSource source(step.config(), 0);
    std::vector<float> values;
    for (int i = 0; i < 4; ++i) values.push_back(step.run(source.next()).loss.item<float>());
    return values;
  };
  const std::vector<float> first = losses(1);
  CHECK(first == losses(1));
  CHECK(first != losses(2));
}

TEST_CASE(
    "train: metrics are logged at step 1, at the cadence and at the end, checkpoints likewise") {
  log::set_quiet(true);
  RunConfig config = testing::small_config();
  config.steps = 7;
  config.log_every = 3;
  config.checkpoint_every = 2;
  config.keep_checkpoints = 10;
  TrainStep step(config, testing::WaveSource::kClasses);
  testing::WaveSource source(step.config(), 0);
  const testing::TemporaryFolder run;
  const LoopResult result = train(step, source, {.run_folder = run.path()});
  std::vector<int64_t> logged;
  for (const base::Json& record : metrics_of(run.path())) {
    logged.push_back(record["step"]);
    for (const char* key :
         {"loss", "lr", "alignment_accuracy", "spread", "images_per_s", "wait_share"})
      CHECK(record[key].is_number());
  }
  CHECK(logged == std::vector<int64_t>{1, 3, 6, 7});
  int num_checkpoints = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(run / "checkpoints"))
    ++num_checkpoints;
  CHECK(num_checkpoints == 4);
  CHECK(result.checkpoint == *newest_checkpoint(run.path()));
  CHECK(!result.interrupted);
  CHECK(result.images_per_s > 0.0);
}

TEST_CASE("train: a stop in mid-run ends after the step in progress, with a checkpoint") {
  log::set_quiet(true);
  RunConfig config = testing::small_config();
  config.steps = 50;
  TrainStep step(config, testing::WaveSource::kClasses);
  testing::WaveSource source(step.config(), 0);
  std::atomic<bool> stop = false;
  source.stop_after(3, stop);
  const testing::TemporaryFolder run;
  const LoopResult result = train(step, source, {.run_folder = run.path(), .stop = &stop});
  CHECK(result.interrupted);
  CHECK(result.completed_steps == 3);
  CHECK(newest_checkpoint(run.path())->filename() == "step-00000003");
  CHECK(metrics_of(run.path()).back()["step"] == 3);
}

TEST_CASE(
    "train: a loss that is not a number ends the run with one clear line and writes no "
    "checkpoint") {
  log::set_quiet(true);
  TrainStep step(testing::small_config("ce"), 2);
  testing::ConstantSource source(step.config(), std::numeric_limits<float>::quiet_NaN());
  const testing::TemporaryFolder run;
  CHECK_THROWS_WITH_AS(train(step, source, {.run_folder = run.path()}),
                       doctest::Contains("loss of step 1 is nan"), EnvironmentError);
  CHECK(!newest_checkpoint(run.path()));
  CHECK(metrics_of(run.path()).empty());
}

TEST_CASE("train: features that collapse are noticed, features that do not are not") {
  log::set_quiet(true);
  RunConfig config = testing::small_config();
  config.steps = 5;
  config.jitter_probability = config.grey_probability = config.blur_probability = 0.0;
  const auto collapsed = [&](ImageSource& source) {
    TrainStep step(config, source.num_classes());
    const testing::TemporaryFolder run;
    return train(step, source, {.run_folder = run.path()}).collapsed;
  };
  testing::ConstantSource same(config, 0.5f);
  testing::WaveSource waves(config, 0);
  CHECK(collapsed(same));
  CHECK(!collapsed(waves));
}

TEST_CASE("train: a new run refuses a folder that already has a checkpoint") {
  log::set_quiet(true);
  RunConfig config = testing::small_config();
  config.steps = 1;
  const testing::TemporaryFolder run;
  for (int attempt = 0; attempt < 2; ++attempt) {
    TrainStep step(config, testing::WaveSource::kClasses);
    testing::WaveSource source(step.config(), 0);
    if (attempt == 0)
      train(step, source, {.run_folder = run.path()});
    else
      CHECK_THROWS_WITH_AS(train(step, source, {.run_folder = run.path()}),
                           doctest::Contains("--resume"), UsageError);
  }
}

TEST_CASE("train: images of another sample than the step needs are a broken invariant") {
  log::set_quiet(true);
  TrainStep step(testing::small_config(), testing::WaveSource::kClasses);
  testing::WaveSource source(step.config(), 2);
  const testing::TemporaryFolder run;
  CHECK_THROWS_AS(train(step, source, {.run_folder = run.path()}), InvariantError);
}

TEST_CASE("dry_run: reports pace, hours, memory and the first loss, and writes nothing") {
  log::set_quiet(true);
  RunConfig config = testing::small_config();
  config.steps = 1000;
  TrainStep step(config, testing::WaveSource::kClasses);
  testing::WaveSource source(step.config(), 0);
  const DryRunReport report = dry_run(step, source, 4);
  CHECK(report.num_steps == 4);
  CHECK(source.num_batches() == 4 + kDryRunWarmupSteps);
  CHECK(report.step_s > 0.0);
  CHECK(report.samples_per_s == doctest::Approx(8.0 / report.step_s));
  CHECK(report.images_per_s == doctest::Approx(16.0 / report.step_s));
  CHECK(report.run_hours == doctest::Approx(report.step_s * 1000 / 3600));
  CHECK(report.peak_memory_mib > 20.0);
  CHECK(std::abs(report.first_loss - report.uninformed_loss) < 0.5);
  CHECK(describe(report).find("hours") != std::string::npos);
}
