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

gpu::DeviceInfo hardware(uint8_t uuid = 1) {
  gpu::DeviceInfo info;
  info.uuid[0] = uuid;
  return info;
}

const std::vector<gpu::Uuid> kNoCudaGpus, kCudaGpus{hardware().uuid};

}  // namespace

TEST_CASE("device: auto prefers hardware over software") {
  CHECK(gpu::choose_device({software(), hardware()}, "auto", kNoCudaGpus) == 1);
  CHECK(gpu::choose_device({software()}, "auto", kNoCudaGpus) == 0);
}

TEST_CASE("device: auto refuses a software device while CUDA sees a GPU, and says what to install") {
  CHECK_THROWS_WITH_AS(gpu::choose_device({software()}, "auto", kCudaGpus), doctest::Contains("libnvidia-gl"),
                       EnvironmentError);
  CHECK(gpu::choose_device({software()}, "cpu", kCudaGpus) == 0);
}

TEST_CASE("device: gpu:N counts hardware devices only") {
  CHECK(gpu::choose_device({hardware(), software(), hardware()}, "gpu:1", kCudaGpus) == 2);
  CHECK_THROWS_AS(gpu::choose_device({software(), hardware()}, "gpu:1", kNoCudaGpus), EnvironmentError);
}

TEST_CASE("device: gpu:N is CUDA's N-th GPU, and what CUDA does not see comes last") {
  const std::vector<gpu::DeviceInfo> devices{hardware(1), software(), hardware(2), hardware(3)};
  const std::vector<gpu::Uuid> cuda{hardware(3).uuid, hardware(2).uuid};
  CHECK(gpu::hardware_devices(devices, cuda) == std::vector<size_t>{3, 2, 0});
  CHECK(gpu::hardware_devices(devices, {}) == std::vector<size_t>{0, 2, 3});
  CHECK(gpu::choose_device(devices, "auto", cuda) == 3);
  CHECK(gpu::choose_device(devices, "gpu:1", cuda) == 2);
  CHECK(gpu::choose_device(devices, "gpu:2", cuda) == 0);
}

TEST_CASE("device: an unknown choice is a usage error that lists what is accepted") {
  for (const char* choice : {"tpu", "gpu", "gpu:", "gpu:x", "gpu:-1", ""})
    CHECK_THROWS_WITH_AS(gpu::choose_device({hardware()}, choice, kNoCudaGpus),
                         doctest::Contains("auto, cpu or gpu:N"), UsageError);
}

TEST_CASE("device: no device at all names the package to install") {
  CHECK_THROWS_WITH_AS(gpu::choose_device({}, "auto", kNoCudaGpus), doctest::Contains("mesa-vulkan-drivers"),
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
