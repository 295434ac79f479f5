// What the renderer owes a ring whose reader is another API on the device,
// shown on any Vulkan device: a ring that asks for two timelines of its own
// around each drawing.
#include <doctest/doctest.h>

#include "engine/base/check.h"
#include "engine/gpu/timeline.h"
#include "engine/render/batch_renderer.h"
#include "tests/support/session_of.h"

using namespace progpretrain;
using namespace std::chrono_literals;
using testing::cpu_device;

namespace {

// One slot of host memory; the "other API" is the test itself, which signals
// `consumed` and reads `drawn`.
class SyncedRing : public frames::FrameRing {
public:
  explicit SyncedRing(const frames::SlotShape &shape)
      : inner_(frames::make_host_ring(cpu_device(), shape, 1)),
        consumed(*cpu_device()), drawn(*cpu_device()) {}

  const frames::SlotShape &shape() const override { return inner_->shape(); }
  uint32_t num_slots() const override { return 1; }
  std::optional<frames::WriteSlot>
  begin_write(std::chrono::nanoseconds timeout) override {
    return inner_->begin_write(timeout);
  }
  frames::SlotBuffer buffer(const frames::WriteSlot &slot) const override {
    return inner_->buffer(slot);
  }
  const gpu::Timeline &rendered() const override { return inner_->rendered(); }
  std::optional<frames::DeviceSync>
  device_sync(const frames::WriteSlot &slot) const override {
    if (fail_next) {
      fail_next = false;
      throw EnvironmentError("injected");
    }
    return frames::DeviceSync{{consumed.handle(), slot.generation - 1},
                              {drawn.handle(), slot.rendered}};
  }
  frames::Lease end_write(const frames::WriteSlot &slot) override {
    return inner_->end_write(slot);
  }

private:
  std::unique_ptr<frames::FrameRing> inner_;

public:
  gpu::Timeline consumed, drawn;
  mutable bool fail_next = false; // the next question fails, as when memory
                                  // runs out while a batch is recorded
};

} // namespace

TEST_CASE("renderer: a drawing waits for the reader's signal on the device, "
          "and signals the reader when it is done") {
  const auto module = testing::module_of(
      testing::main_image("o = vec4(iTime, 0.0, 0.0, 1.0);"));
  SyncedRing ring({1, 8, 8});
  render::PipelinePool pool(cpu_device(), 1, [&](uint32_t) { return module; });
  render::BatchRenderer renderer(cpu_device(), pool, ring);

  const std::vector first{render::preview_request(0, 8, 0.0f)},
      second{render::preview_request(0, 8, 1.0f)};
  auto lease = renderer.submit(first);
  REQUIRE(lease.has_value());
  CHECK(ring.drawn.wait(1, 10s));
  const uint8_t *pixels = lease->acquire();
  CHECK(pixels[0] == 0);
  lease->release();

  lease = renderer.submit(
      second); // returns although the reader is not done with the first
  REQUIRE(lease.has_value());
  CHECK_FALSE(ring.drawn.wait(2, 100ms));
  CHECK(pixels[0] == 0);
  ring.consumed.signal(1);
  CHECK(ring.drawn.wait(2, 10s));
  CHECK(lease->acquire()[0] == 255);
  REQUIRE_CLEAN();
}

TEST_CASE("renderer: a slot whose recording fails is not lost") {
  const auto module = testing::module_of(
      testing::main_image("o = vec4(iTime, 0.0, 0.0, 1.0);"));
  SyncedRing ring({1, 8, 8});
  render::PipelinePool pool(cpu_device(), 1, [&](uint32_t) { return module; });
  render::BatchRenderer renderer(cpu_device(), pool, ring);
  const std::vector requests{render::preview_request(0, 8, 1.0f)};
  for (uint64_t turn = 0; turn < 3; ++turn) {
    ring.fail_next = true;
    CHECK_THROWS_AS(renderer.submit(requests, 10s), EnvironmentError);
    CHECK(ring.drawn.wait(2 * turn + 1, 10s)); // readers wait for nothing
    ring.consumed.signal(2 * turn + 1);
    const auto lease = renderer.submit(requests, 10s);
    REQUIRE(lease.has_value());
    CHECK(lease->acquire()[0] == 255);
    ring.consumed.signal(2 * turn + 2);
  }
  REQUIRE_CLEAN();
}

TEST_CASE("renderer: a batch can be queued again while it is being drawn") {
  const auto module = testing::module_of(
      testing::main_image("o = vec4(iTime, 0.0, 0.0, 1.0);"));
  const auto ring = frames::make_host_ring(cpu_device(), {2, 8, 8}, 1);
  render::PipelinePool pool(cpu_device(), 1, [&](uint32_t) { return module; });
  render::BatchRenderer renderer(cpu_device(), pool, *ring);
  const auto lease =
      renderer.submit(std::vector{render::preview_request(0, 8, 1.0f)});
  REQUIRE(lease.has_value());
  CHECK(renderer.replay_ms(*lease, 20) > 0);
  CHECK(lease->acquire()[0] == 255);
  REQUIRE_CLEAN();
}
