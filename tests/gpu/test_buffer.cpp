#include <doctest/doctest.h>

#include <thread>

#include "engine/base/out_of_memory.h"
#include "engine/gpu/buffer.h"
#include "engine/gpu/timeline.h"
#include "tests/support/device_fixture.h"

using namespace progpretrain;

TEST_CASE("buffer: host buffers are mapped, writable and as large as asked") {
  const gpu::Buffer buffer(*testing::cpu_device(), 1000, gpu::Visibility::host);
  REQUIRE(buffer.mapped().size() == 1000);
  buffer.mapped_as<uint8_t>()[999] = 7;
  CHECK(buffer.mapped_as<uint8_t>()[999] == 7);
  REQUIRE_CLEAN();
}

TEST_CASE("buffer: memory that cannot be had is an error that says so, not a crash") {
  // A device of its own: the validation layers complain about such a size where the driver does not refuse it first.
  const gpu::Device device(testing::device_choice());
  CHECK_THROWS_AS(gpu::Buffer(device, 1ull << 50, gpu::Visibility::host), OutOfMemory);
}

TEST_CASE("timeline: a wait ends when another thread signals, and times out otherwise") {
  const gpu::Timeline timeline(*testing::cpu_device());
  CHECK_FALSE(timeline.wait(1, std::chrono::milliseconds(5)));
  std::thread signaller([&] { timeline.signal(3); });
  CHECK(timeline.wait(3, std::chrono::seconds(10)));
  signaller.join();
  CHECK(timeline.value() == 3);
  REQUIRE_CLEAN();
}
