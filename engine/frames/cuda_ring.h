#pragma once
// The ring whose slots CUDA reads in place: one exported Vulkan allocation, imported once; drawing
// and reading are ordered by timeline semaphores on the device, the host waits for neither. No CUDA
// type appears here; in a build without the CUDA toolkit cuda_ring_absent.cpp stands in and says
// so.
#include <memory>
#include <optional>
#include <string>

#include "engine/frames/frame_ring.h"

namespace progpretrain::frames {

/// CUDA's number of this Vulkan device, found by UUID; nullopt when CUDA does not see it.
std::optional<int> cuda_device_of(const gpu::Device& device);

/// The version of CUDA that this program was built with (13000 = 13.0); 0 = without.
int cuda_build_version();

/// Why CUDA cannot read slots of `device` in place; empty when it can. Only queries.
std::string cuda_ring_support(const gpu::Device& device);

/// `num_slots` >= 1. Throws EnvironmentError with cuda_ring_support()'s reason where there is one,
/// or when memory is short.
std::unique_ptr<FrameRing> make_cuda_ring(std::shared_ptr<gpu::Device> device,
                                          const SlotShape& shape, uint32_t num_slots);

/// The ring for a reader that works on CUDA: the CUDA ring, or, with a warning that names the
/// reason, the host ring.
std::unique_ptr<FrameRing> make_ring_for_cuda_reader(std::shared_ptr<gpu::Device> device,
                                                     const SlotShape& shape, uint32_t num_slots);

}  // namespace progpretrain::frames
