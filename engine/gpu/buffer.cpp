#include "engine/gpu/buffer.h"

#include "engine/base/check.h"
#include "engine/base/out_of_memory.h"

namespace progpretrain::gpu {

Buffer::Buffer(const Device& device, uint64_t size_bytes, Visibility visibility) : size_bytes_(size_bytes) {
  using Flag = vk::MemoryPropertyFlagBits;
  using Usage = vk::BufferUsageFlagBits;
  PP_CHECK(size_bytes > 0);
  try {
    buffer_ = vk::raii::Buffer(
        device.handle(),
        vk::BufferCreateInfo({}, size_bytes,
                             Usage::eStorageBuffer | Usage::eUniformBuffer | Usage::eTransferSrc |
                                 Usage::eTransferDst));
    const vk::MemoryRequirements needs = buffer_.getMemoryRequirements();
    const bool host = visibility != Visibility::device;
    const auto allocate = [&](vk::MemoryPropertyFlags preferred) {
      const uint32_t type =
          host ? device.memory_type(needs.memoryTypeBits, Flag::eHostVisible | Flag::eHostCoherent, preferred)
               : device.memory_type(needs.memoryTypeBits, Flag::eDeviceLocal);
      return vk::raii::DeviceMemory(device.handle(), vk::MemoryAllocateInfo(needs.size, type));
    };
    try {
      memory_ = allocate(visibility == Visibility::upload ? Flag::eDeviceLocal : Flag::eHostCached);
    } catch (const vk::OutOfDeviceMemoryError&) {  // the host may reach only a small part of the device's memory
      if (visibility != Visibility::upload) throw;
      memory_ = allocate(Flag::eHostCached);
    }
    buffer_.bindMemory(*memory_, 0);
    if (host) mapped_ = {static_cast<std::byte*>(memory_.mapMemory(0, VK_WHOLE_SIZE)), size_bytes};
  } catch (const vk::SystemError& e) {
    throw OutOfMemory(base::concat(device.info().name, ": cannot allocate a buffer of ", size_bytes,
                                        " bytes: ", e.what()));
  }
}

}  // namespace progpretrain::gpu
