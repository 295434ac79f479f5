#pragma once
// A storage or uniform buffer with its own memory, mapped when the host may see it.
#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/gpu/device.h"

namespace progpretrain::gpu {

enum class Visibility {
  host,    ///< host-visible, coherent, mapped for its whole life, quick for the host to read; on a CPU device this is the
           ///< device's memory
  upload,  ///< the same for what the host only writes: lies in the device's memory where the host reaches that
  device   ///< device-local; not mapped
};

class Buffer {
 public:
  /// `size_bytes` > 0. Throws OutOfMemory when it cannot be had.
  Buffer(const Device& device, uint64_t size_bytes, Visibility visibility);

  vk::Buffer handle() const { return *buffer_; }
  uint64_t size_bytes() const { return size_bytes_; }
  /// The mapped bytes; empty for device-local buffers.
  std::span<std::byte> mapped() const { return mapped_; }
  template <class T>
  std::span<T> mapped_as() const {
    return {reinterpret_cast<T*>(mapped_.data()), mapped_.size() / sizeof(T)};
  }

 private:
  uint64_t size_bytes_;
  vk::raii::Buffer buffer_ = nullptr;
  vk::raii::DeviceMemory memory_ = nullptr;
  std::span<std::byte> mapped_;
};

}  // namespace progpretrain::gpu
