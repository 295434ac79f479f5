#pragma once
// The kinds of ring as the tests see them, and what stands for the renderer: submissions that fill
// a slot with one value.
#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/frames/frame_ring.h"
#include "engine/gpu/device.h"
#include "tests/frames/cuda_stream.h"

namespace progpretrain::testing {

inline constexpr frames::SlotShape kShape{2, 4, 4};

struct RingKind {
  std::string obstacle;  ///< why it cannot run on this machine; empty when it can
  std::shared_ptr<gpu::Device> device;
  std::unique_ptr<CudaStream> stream;  ///< the reader's; none for host rings
  std::unique_ptr<frames::FrameRing> (*make)(std::shared_ptr<gpu::Device>, const frames::SlotShape&,
                                             uint32_t num_slots) = nullptr;

  std::unique_ptr<frames::FrameRing> make_ring(uint32_t num_slots) const {
    return make(device, kShape, num_slots);
  }
  /// All bytes of the batch, read as the kind's reader reads them.
  std::vector<uint8_t> read(const frames::Lease& lease) const;
  void require_clean() const { REQUIRE(device->num_validation_messages() == 0); }
};

const RingKind& host_kind();
const RingKind& cuda_kind();
/// Whether the CUDA ring can run here; prints why not otherwise, which ctest reports as skipped.
bool cuda_ready();

class FillRenderer {
 public:
  explicit FillRenderer(const RingKind& kind);
  ~FillRenderer();

  /// Fills the next free slot with `value`; the device waits until `gate`, if given, reaches 1.
  frames::Lease draw(frames::FrameRing& ring, uint8_t value, const gpu::Timeline* gate = nullptr);

 private:
  std::shared_ptr<gpu::Device> device_;
  vk::raii::CommandPool pool_ = nullptr;
  std::vector<vk::raii::CommandBuffer> commands_;
};

}  // namespace progpretrain::testing

/// A law that every kind of ring obeys: one body (kind is its argument), one test case a kind.
#define RING_LAW(name, claim)                                                          \
  static void name(const progpretrain::testing::RingKind& kind);                       \
  TEST_CASE("host ring: " claim) {                                                     \
    name(progpretrain::testing::host_kind());                                          \
  }                                                                                    \
  TEST_CASE("cuda ring: " claim) {                                                     \
    if (progpretrain::testing::cuda_ready()) name(progpretrain::testing::cuda_kind()); \
  }                                                                                    \
  static void name(const progpretrain::testing::RingKind& kind)
