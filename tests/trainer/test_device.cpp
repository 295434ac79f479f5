#include <doctest/doctest.h>
#include <torch/cuda.h>

#include "engine/base/check.h"
#include "trainer/device.h"

using namespace progpretrain;
using namespace progpretrain::trainer;

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
  if (torch::cuda::is_available()) {
    CHECK(training_device("auto").is_cuda());
  } else {
    CHECK(training_device("auto").is_cpu());
    CHECK_THROWS_AS(training_device("gpu:0"), EnvironmentError);
  }
  CHECK_THROWS_AS(training_device("gpu:99"), EnvironmentError);
}
