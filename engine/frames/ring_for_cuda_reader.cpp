#include "engine/base/check.h"
#include "engine/base/log.h"
#include "engine/frames/cuda_ring.h"

namespace progpretrain::frames {

std::unique_ptr<FrameRing> make_ring_for_cuda_reader(std::shared_ptr<gpu::Device> device,
                                                     const SlotShape& shape, uint32_t num_slots) {
  std::string obstacle;
  try {
    obstacle = cuda_ring_support(*device);
    if (obstacle.empty()) return make_cuda_ring(device, shape, num_slots);
  } catch (const EnvironmentError& e) {  // what promises to share memory may still refuse to do it
    obstacle = e.what();
  }
  log::warn("CUDA cannot read the drawn images in place: " + obstacle +
            "; every batch is copied through host memory, which is slower");
  return make_host_ring(std::move(device), shape, num_slots);
}

}  // namespace progpretrain::frames
