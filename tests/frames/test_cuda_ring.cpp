// What only the CUDA ring promises: order on the device without host waits. Each canary holds one
// side back on purpose, so that it fails, every time, when the semaphore under test is left out.
#include <doctest/doctest.h>

#include <algorithm>
#include <thread>
#include <vector>

#include "engine/gpu/timeline.h"
#include "tests/frames/ring_kind.h"

using namespace progpretrain;
using namespace std::chrono_literals;
using testing::FillRenderer;
using testing::kShape;

namespace {

constexpr auto kLongEnough = 100ms;  // for work that nothing holds back to be done

}  // namespace

TEST_CASE("cuda ring: reading waits for drawing (canary of the rendered semaphore)") {
  if (!testing::cuda_ready()) return;
  const auto& kind = testing::cuda_kind();
  const auto ring = kind.make_ring(1);
  const gpu::Timeline gate(*kind.device);
  FillRenderer renderer(kind);
  kind.read(renderer.draw(*ring, 1));

  const auto lease = renderer.draw(*ring, 2, &gate);
  kind.stream->queue_copy(lease.acquire(kind.stream->handle()), kShape.num_bytes());
  std::this_thread::sleep_for(kLongEnough);
  CHECK_FALSE(kind.stream->is_idle());
  gate.signal(1);
  CHECK(kind.stream->finish() == std::vector<uint8_t>(kShape.num_bytes(), 2));
  kind.require_clean();
}

TEST_CASE("cuda ring: drawing waits for reading (canary of the consumed semaphore)") {
  if (!testing::cuda_ready()) return;
  const auto& kind = testing::cuda_kind();
  const auto ring = kind.make_ring(1);
  FillRenderer renderer(kind);

  auto first = renderer.draw(*ring, 1);
  const uint8_t* pixels = first.acquire(kind.stream->handle());
  kind.stream->pause();
  kind.stream->queue_copy(pixels, kShape.num_bytes());
  first.release(kind.stream->handle());
  const auto second =
      renderer.draw(*ring, 2);  // submitted although the reader has not even started
  CHECK_FALSE(ring->rendered().wait(2, kLongEnough));
  kind.stream->resume();
  CHECK(kind.stream->finish() == std::vector<uint8_t>(kShape.num_bytes(), 1));
  CHECK(kind.read(second) == std::vector<uint8_t>(kShape.num_bytes(), 2));
  kind.require_clean();
}

TEST_CASE("cuda ring: a hundred batches queue up without a host wait and all arrive") {
  if (!testing::cuda_ready()) return;
  const auto& kind = testing::cuda_kind();
  const auto ring = kind.make_ring(3);
  FillRenderer renderer(kind);

  std::vector<uint8_t> expected;
  kind.stream->pause();
  for (uint8_t i = 0; i < 100; ++i) {
    auto lease = renderer.draw(*ring, i);
    kind.stream->queue_copy(lease.acquire(kind.stream->handle()), kShape.num_bytes());
    lease.release(kind.stream->handle());
    expected.insert(expected.end(), kShape.num_bytes(), i);
  }
  CHECK_FALSE(kind.stream->is_idle());
  kind.stream->resume();
  CHECK(kind.stream->finish() == expected);
  kind.require_clean();
}
