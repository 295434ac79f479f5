#include <doctest/doctest.h>
#include <torch/cuda.h>

#include <cmath>

#include "engine/base/check.h"
#include "tests/trainer/fake_source.h"
#include "trainer/device.h"
#include "trainer/train_step.h"

using namespace progpretrain;
using namespace progpretrain::trainer;

// Asked before any other test of this binary makes LibTorch look for CUDA.
static const std::string kObstacle = gpu_obstacle();

TEST_CASE("device: cpu is the CPU, and a name goes to a device and back") {
  CHECK(training_device("cpu").is_cpu());
  CHECK(device_name(training_device("cpu")) == "cpu");
  CHECK(device_name(torch::Device(torch::kCUDA, 3)) == "gpu:3");
}

TEST_CASE("device: unknown names are refused with what is accepted") {
  for (const char* name : {"cuda", "gpu", "gpu:", "gpu:x", "gpu:-1", "gpu:1x", ""})
    CHECK_THROWS_WITH_AS(training_device(name), doctest::Contains("accepted: auto, cpu, gpu:N"),
                         UsageError);
}

TEST_CASE(
    "device: a GPU that is not there is an error of the environment, and auto falls back to the "
    "CPU") {
  if (kObstacle.empty()) {
    CHECK(training_device("auto").is_cuda());
  } else {
    CHECK_FALSE(torch::cuda::is_available());
    CHECK(training_device("auto").is_cpu());
    CHECK_THROWS_WITH_AS(training_device("gpu:0"), doctest::Contains(kObstacle.c_str()),
                         EnvironmentError);
  }
  CHECK_THROWS_AS(training_device("gpu:99"), EnvironmentError);
}

TEST_CASE("device: on a GPU a training step takes labels that lie on the host") {
  if (!kObstacle.empty()) {
    MESSAGE("SKIPPED: no GPU to train on: " << kObstacle);
    return;
  }
  for (const char* method : {"ce", "simclr", "supcon"}) {
    RunConfig config = testing::small_config(method);
    config.device = "gpu:0";
    TrainStep step(config, 4);
    ImageBatch batch;
    batch.images = torch::rand({config.batch * config.views, 3, config.size_px, config.size_px})
                       .to(step.device());
    batch.labels = torch::arange(config.batch).remainder(4);
    CHECK(std::isfinite(step.run(batch).loss.item<double>()));
  }
}
