#include <doctest/doctest.h>

#include "engine/base/check.h"
#include "engine/gpu/growing_buffer.h"
#include "engine/gpu/upload.h"
#include "tests/support/device_fixture.h"

using namespace progpretrain;
using testing::cpu_device;

TEST_CASE(
    "growing buffer: what is large enough stays, what is not is replaced by at least the double, "
    "up to the limit") {
  gpu::GrowingBuffer growing(*cpu_device(), 10'000);
  const auto first = growing.at_least(1'000);
  CHECK(first->size_bytes() == 1'000);
  CHECK(growing.at_least(16) == first);
  const auto second = growing.at_least(1'001);
  CHECK(second->size_bytes() == 2'000);
  CHECK(growing.at_least(9'999)->size_bytes() == 9'999);
  CHECK(growing.at_least(10'000)->size_bytes() == 10'000);
  CHECK_THROWS_AS(growing.at_least(10'001), InvariantError);
  REQUIRE_CLEAN();
}

TEST_CASE("device: what it keeps is made once and shared") {
  int made = 0;
  const auto make = [&]() -> std::shared_ptr<const void> {
    return std::make_shared<const int>(++made);
  };
  const auto a = cpu_device()->keep("test", make), b = cpu_device()->keep("test", make);
  CHECK(a == b);
  CHECK(made == 1);
  CHECK(cpu_device()->keep("another", make) != a);
}

TEST_CASE("upload: a filled buffer ends with the device that keeps it") {
  {
    gpu::Device device(testing::device_choice());
    const auto kept = device.keep("texels", [&]() -> std::shared_ptr<const void> {
      return gpu::make_filled_buffer(device, 64,
                                     [](std::span<std::byte> bytes) { bytes[63] = std::byte{1}; });
    });
    CHECK(std::static_pointer_cast<const gpu::Buffer>(kept)->size_bytes() == 64);
  }
  REQUIRE_CLEAN();
}
