// Stands in for cuda_ring.cpp in builds without the CUDA toolkit.
#include "engine/base/check.h"
#include "engine/frames/cuda_ring.h"

namespace progpretrain::frames {

std::optional<int> cuda_device_of(const gpu::Device&) {
  return std::nullopt;
}

int cuda_build_version() { return 0; }

std::string cuda_ring_support(const gpu::Device&) {
  return "this build has no CUDA (no CUDA toolkit was found when it was configured)";
}

std::unique_ptr<FrameRing> make_cuda_ring(std::shared_ptr<gpu::Device> device, const SlotShape&,
                                          uint32_t) {
  throw EnvironmentError("no CUDA ring: " + cuda_ring_support(*device));
}

}  // namespace progpretrain::frames
