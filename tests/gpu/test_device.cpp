#include <doctest/doctest.h>

#include "engine/base/check.h"
#include "engine/gpu/device.h"
#include "tests/support/device_fixture.h"

using namespace progpretrain;

namespace {

gpu::DeviceInfo software() {
  gpu::DeviceInfo info;
  info.is_cpu = true;
  return info;
}

gpu::DeviceInfo hardware() { return {}; }

}  // namespace

TEST_CASE("device: auto prefers hardware over software") {
  CHECK(gpu::choose_device({software(), hardware()}, "auto", false) == 1);
  CHECK(gpu::choose_device({software()}, "auto", false) == 0);
}

TEST_CASE("device: auto refuses a software device while CUDA sees a GPU, and says what to install") {
  CHECK_THROWS_WITH_AS(gpu::choose_device({software()}, "auto", true), doctest::Contains("libnvidia-gl"),
                       EnvironmentError);
  CHECK(gpu::choose_device({software()}, "cpu", true) == 0);
}

TEST_CASE("device: gpu:N counts hardware devices only") {
  CHECK(gpu::choose_device({hardware(), software(), hardware()}, "gpu:1", true) == 2);
  CHECK_THROWS_AS(gpu::choose_device({software(), hardware()}, "gpu:1", false), EnvironmentError);
}

TEST_CASE("device: an unknown choice is a usage error that lists what is accepted") {
  for (const char* choice : {"tpu", "gpu", "gpu:", "gpu:x", "gpu:-1", ""})
    CHECK_THROWS_WITH_AS(gpu::choose_device({hardware()}, choice, false),
                         doctest::Contains("auto, cpu or gpu:N"), UsageError);
}

TEST_CASE("device: no device at all names the package to install") {
  CHECK_THROWS_WITH_AS(gpu::choose_device({}, "auto", false), doctest::Contains("mesa-vulkan-drivers"),
                       EnvironmentError);
}

TEST_CASE("device: the tests' device opens with validation on, has quads, and keeps its driver key") {
  const auto device = testing::cpu_device();
  CHECK(device->validates() == (std::string(std::getenv("PROGPRETRAIN_VALIDATION")) == "1"));
  CHECK(device->info().is_cpu == (testing::device_choice() == "cpu"));
  CHECK(device->info().subgroup_size >= 4);
  CHECK(device->has_full_subgroups());
  CHECK(device->driver_key().size() == 64);
  CHECK(gpu::Device(testing::device_choice()).driver_key() == device->driver_key());
  REQUIRE_CLEAN();
}
