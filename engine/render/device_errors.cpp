#include "engine/render/device_errors.h"

#include "engine/base/out_of_memory.h"
#include "engine/frames/frame_ring.h"
#include "engine/gpu/vulkan.h"

namespace progpretrain::render {

void rethrow_device_error() {
  try {
    throw;
  } catch (const vk::DeviceLostError& e) {
    throw frames::DeviceLost(e.what());
  } catch (const vk::OutOfHostMemoryError& e) {
    throw OutOfMemory(e.what());
  } catch (const vk::OutOfDeviceMemoryError& e) {
    throw OutOfMemory(e.what());
  }
}

}  // namespace progpretrain::render
