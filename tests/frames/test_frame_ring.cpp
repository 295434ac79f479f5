// The laws of the ring, as one body for every kind of ring, and what only the host ring promises.
#include <doctest/doctest.h>

#include <algorithm>
#include <thread>
#include <vector>

#include "engine/base/check.h"
#include "engine/frames/cuda_ring.h"
#include "engine/gpu/timeline.h"
#include "tests/frames/ring_kind.h"

using namespace progpretrain;
using namespace std::chrono_literals;
using testing::FillRenderer;
using testing::kShape;

namespace {

std::vector<uint8_t> full_of(uint8_t value) {
  return std::vector<uint8_t>(kShape.num_bytes(), value);
}

}  // namespace

RING_LAW(lease_shows_the_drawing, "a lease shows every byte that the device drew") {
  const auto ring = kind.make_ring(3);
  FillRenderer renderer(kind);
  const auto a = renderer.draw(*ring, 42), b = renderer.draw(*ring, 7);
  CHECK(kind.read(a) == full_of(42));
  CHECK(kind.read(b) == full_of(7));
  CHECK(a.on_cuda() == (kind.stream != nullptr));
  kind.require_clean();
}

RING_LAW(leased_slots_are_kept,
         "a slot is not given out while its lease lives, and is given out after") {
  const auto ring = kind.make_ring(3);
  FillRenderer renderer(kind);
  auto a = renderer.draw(*ring, 1), b = renderer.draw(*ring, 2), c = renderer.draw(*ring, 3);
  CHECK_FALSE(ring->begin_write(20ms).has_value());
  CHECK(kind.read(a) == full_of(1));
  const uint32_t freed = b.slot();
  b.release();
  const auto d = renderer.draw(*ring, 4);
  CHECK(d.slot() == freed);
  CHECK(kind.read(a) == full_of(1));
  CHECK(kind.read(c) == full_of(3));
  CHECK(kind.read(d) == full_of(4));
  kind.require_clean();
}

RING_LAW(leases_end_in_any_order, "leases end in any order, for many rounds") {
  const auto ring = kind.make_ring(3);
  FillRenderer renderer(kind);
  for (uint8_t round = 0; round < 50; ++round) {
    std::vector<frames::Lease> leases;
    for (uint8_t i = 0; i < 3; ++i)
      leases.push_back(renderer.draw(*ring, static_cast<uint8_t>(3 * round + i)));
    for (uint8_t i = 0; i < 3; ++i)
      CHECK(kind.read(leases[i]) == full_of(static_cast<uint8_t>(3 * round + i)));
    std::swap(leases[round % 3], leases[(round + 1) % 3]);
    for (auto& lease : leases) lease.release();
  }
  kind.require_clean();
}

RING_LAW(a_lease_ends_on_any_thread, "a lease may end on another thread, which wakes the writer") {
  const auto ring = kind.make_ring(1);
  FillRenderer renderer(kind);
  auto lease = renderer.draw(*ring, 1);
  std::thread reader([held = std::move(lease)]() mutable {
    std::this_thread::sleep_for(30ms);
    held.release();
  });
  CHECK(kind.read(renderer.draw(*ring, 2)) == full_of(2));
  reader.join();
}

RING_LAW(a_lease_outlives_its_ring, "a lease outlives its ring with its pixels") {
  auto ring = kind.make_ring(2);
  FillRenderer renderer(kind);
  auto lease = renderer.draw(*ring, 9);
  ring.reset();
  CHECK(kind.read(lease) == full_of(9));
  lease.release();
  kind.require_clean();
}

RING_LAW(release_is_idempotent, "releasing twice is harmless, reading after release is an error") {
  const auto ring = kind.make_ring(1);
  FillRenderer renderer(kind);
  auto lease = renderer.draw(*ring, 1);
  lease.release();
  lease.release();
  CHECK_THROWS_AS(lease.acquire(), InvariantError);
  CHECK(ring->begin_write(1s).has_value());
}

TEST_CASE("host ring: a lease points at the slot itself, nothing is copied") {
  const auto ring = testing::host_kind().make_ring(1);
  FillRenderer renderer(testing::host_kind());
  const auto lease = renderer.draw(*ring, 5);
  const auto slot = ring->buffer({lease.slot(), 0, 0}).mapped;
  CHECK(reinterpret_cast<const std::byte*>(lease.acquire()) == slot.data());
  CHECK(slot.size() == kShape.num_bytes());
}

TEST_CASE("host ring: a batch that is never drawn is a clear error, not a hang") {
  const auto ring = testing::host_kind().make_ring(1);
  const auto slot = ring->begin_write(1s);
  const auto lease = ring->end_write(*slot);
  CHECK_THROWS_WITH_AS(lease.acquire(nullptr, 20ms), doctest::Contains("not drawn within"),
                       EnvironmentError);
  ring->rendered().signal(slot->rendered);  // the ring's memory waits for its last submission
}

TEST_CASE(
    "cuda ring: a device that CUDA cannot share gives the reason, and the host ring for a CUDA "
    "reader") {
  const auto device = testing::host_kind().device;
  if (!device->info().is_cpu) {
    MESSAGE("SKIPPED: no software Vulkan device");
    return;
  }
  const std::string reason = frames::cuda_ring_support(*device);
  CHECK_FALSE(reason.empty());
  CHECK_FALSE(frames::cuda_device_of(*device).has_value());
  CHECK_THROWS_WITH_AS(frames::make_cuda_ring(device, kShape, 3), doctest::Contains(reason.c_str()),
                       EnvironmentError);
  const auto ring = frames::make_ring_for_cuda_reader(device, kShape, 3);
  FillRenderer renderer(testing::host_kind());
  CHECK(testing::host_kind().read(renderer.draw(*ring, 8)) == full_of(8));
}
