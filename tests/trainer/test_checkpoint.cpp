#include <doctest/doctest.h>
#include <sys/resource.h>

#include <csignal>
#include <fstream>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "tests/support/temporary_folder.h"
#include "tests/trainer/fake_source.h"
#include "trainer/checkpoint.h"
#include "trainer/module_weights.h"
#include "trainer/safetensors.h"
#include "trainer/train_step.h"

using namespace progpretrain;
using namespace progpretrain::trainer;
namespace fs = std::filesystem;

namespace {

/// No file of this process may grow beyond `bytes`, as on a disk that is full.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit = {bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int);
};

std::string weights_of(TrainStep& step) {
  return encode_safetensors(named_weights(step.encoder()), {});
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

fs::path save_at(const fs::path& run, TrainStep& step, int64_t completed_steps, int64_t keep = 2) {
  step.set_completed_steps(completed_steps);
  return save_checkpoint(run, step, {{"real_images", 0}}, keep);
}

}  // namespace

TEST_CASE(
    "checkpoint: a folder holds all its files with DONE, and its encoder file is the encoder "
    "alone") {
  const testing::TemporaryFolder run;
  TrainStep step(testing::small_config(), 4);
  const fs::path folder = save_at(run.path(), step, 3);
  CHECK(folder.filename() == "step-00000003");
  CHECK(names_in(folder) == std::vector<std::string>{"DONE", "encoder.safetensors",
                                                     "method.safetensors", "provenance.json",
                                                     "state.json", "state.safetensors"});
  const SafetensorsFile file = read_safetensors(folder / "encoder.safetensors");
  CHECK(file.metadata.at("encoder") == "resnet18-half");
  CHECK(file.tensors.size() == named_weights(step.encoder()).size());
  CHECK(file.tensors.contains("layer2.0.downsample.0.weight"));
  CHECK(base::read_file(folder / "provenance.json").find("real_images") != std::string::npos);
}

TEST_CASE(
    "checkpoint: only the newest are kept, and what a killed process left behind is passed over "
    "and removed") {
  const testing::TemporaryFolder run;
  RunConfig config = testing::small_config();
  config.steps = 100;
  TrainStep step(config, 4);
  CHECK(!newest_checkpoint(run.path()));
  for (const int64_t completed : {9, 10, 11}) save_at(run.path(), step, completed);
  CHECK(names_in(run / "checkpoints") ==
        std::vector<std::string>{"step-00000010", "step-00000011"});
  // killed before the rename, and between the rename and DONE
  fs::create_directories(run / "checkpoints" / ".writing-step-00000012");
  fs::create_directories(run / "checkpoints" / "step-00000012");
  std::ofstream(run / "checkpoints" / "step-00000012" / "encoder.safetensors") << "half";
  CHECK(newest_checkpoint(run.path())->filename() == "step-00000011");
  CHECK_THROWS_WITH_AS(load_checkpoint(run / "checkpoints" / "step-00000012", step),
                       doctest::Contains("DONE"), UsageError);
  save_at(run.path(), step, 12);
  CHECK(names_in(run / "checkpoints") ==
        std::vector<std::string>{"step-00000011", "step-00000012"});
  load_checkpoint(*newest_checkpoint(run.path()), step);
  CHECK(step.completed_steps() == 12);
}

TEST_CASE(
    "checkpoint: on a full disk it fails as an error of the environment and the previous one is "
    "intact") {
  const testing::TemporaryFolder run;
  TrainStep step(testing::small_config(), 4);
  testing::WaveSource source(step.config(), 0);
  save_at(run.path(), step, 0);
  const std::string before = weights_of(step);
  step.run(source.next());
  CHECK(weights_of(step) != before);
  {
    const FullDisk full(200'000);
    CHECK_THROWS_WITH_AS(save_checkpoint(run.path(), step, {}, 1),
                         doctest::Contains("encoder.safetensors"), EnvironmentError);
  }
  CHECK(names_in(run / "checkpoints") == std::vector<std::string>{"step-00000000"});
  load_checkpoint(*newest_checkpoint(run.path()), step);
  CHECK(weights_of(step) == before);
  CHECK(step.completed_steps() == 0);
}

TEST_CASE(
    "checkpoint: one of another encoder is refused with file, key and both shapes, and nothing is "
    "changed") {
  const testing::TemporaryFolder run;
  RunConfig wide = testing::small_config();
  wide.encoder = "resnet18";
  TrainStep other(wide, 4);
  const fs::path folder = save_at(run.path(), other, 1);
  TrainStep step(testing::small_config(), 4);
  const std::string before = weights_of(step);
  CHECK_THROWS_WITH_AS(load_checkpoint(folder, step),
                       ((folder / "encoder.safetensors").string() +
                        ": key 'conv1.weight' is Float [64, 3, 7, 7], expected Float [32, 3, 7, 7]")
                           .c_str(),
                       UsageError);
  CHECK(weights_of(step) == before);
}

TEST_CASE("checkpoint: one of another method or number of classes is refused with file and key") {
  const testing::TemporaryFolder run;
  TrainStep simclr(testing::small_config("simclr"), 4), five(testing::small_config("ce"), 5),
      four(testing::small_config("ce"), 4);
  const fs::path folder = save_at(run.path(), five, 1);
  CHECK_THROWS_WITH_AS(load_checkpoint(folder, four),
                       doctest::Contains("key 'head.weight' is Float [5, 256], expected"),
                       UsageError);
  CHECK_THROWS_WITH_AS(load_checkpoint(folder, simclr),
                       doctest::Contains("method.safetensors: key 'projector."), UsageError);
}

TEST_CASE("checkpoint: damaged files are refused by name") {
  const testing::TemporaryFolder run;
  TrainStep step(testing::small_config(), 4);
  for (const char* name :
       {"encoder.safetensors", "method.safetensors", "state.safetensors", "state.json"}) {
    CAPTURE(name);
    const fs::path folder = save_at(run.path(), step, 1);
    const std::string bytes = base::read_file(folder / name);
    std::ofstream(folder / name, std::ios::binary) << bytes.substr(0, bytes.size() / 2);
    CHECK_THROWS_WITH_AS(load_checkpoint(folder, step), doctest::Contains(name), UsageError);
    fs::remove(folder / name);
    CHECK_THROWS_WITH_AS(load_checkpoint(folder, step), doctest::Contains(name), UsageError);
  }
}

TEST_CASE("checkpoint: one of a later step than the run has is refused") {
  const testing::TemporaryFolder run;
  RunConfig longer = testing::small_config();
  longer.steps = 50;
  TrainStep far(longer, 4), step(testing::small_config(), 4);
  CHECK_THROWS_WITH_AS(load_checkpoint(save_at(run.path(), far, 40), step),
                       doctest::Contains("key 'step'"), UsageError);
}

TEST_CASE(
    "load_encoder: run folder, checkpoint folder and file give the same encoder, ready to "
    "evaluate") {
  const testing::TemporaryFolder run;
  TrainStep step(testing::small_config(), 4);
  const fs::path folder = save_at(run.path(), step, 5);
  for (const fs::path& path : {run.path(), folder, folder / "encoder.safetensors"}) {
    const PretrainedEncoder loaded = load_encoder(path);
    CHECK(loaded.name == "resnet18-half");
    CHECK(loaded.method == "simclr");
    CHECK(loaded.size_px == 32);
    CHECK(loaded.step == 5);
    CHECK(!loaded.encoder->is_training());
    CHECK(encode_safetensors(named_weights(*loaded.encoder), {}) == weights_of(step));
  }
}

TEST_CASE("load_encoder: what is no encoder is refused with the path and what is accepted") {
  const testing::TemporaryFolder folder;
  CHECK_THROWS_WITH_AS(load_encoder(folder.path()), doctest::Contains("accepted: a run folder"),
                       UsageError);
  CHECK_THROWS_WITH_AS(load_encoder(folder / "none"), doctest::Contains("no such file"),
                       UsageError);
  write_safetensors(folder / "foreign.safetensors", {{"w", torch::rand({2})}}, {});
  CHECK_THROWS_WITH_AS(load_encoder(folder / "foreign.safetensors"), doctest::Contains("metadata"),
                       UsageError);
}
