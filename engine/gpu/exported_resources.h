#pragma once
// Memory and timelines that another API on the same device (CUDA) can import:
// VK_KHR_external_memory_fd, VK_KHR_external_semaphore_fd.
#include <cstdint>
#include <string>

#include "engine/gpu/device.h"

namespace progpretrain::gpu {

/// Why `device` cannot export storage buffers and timeline semaphores as file descriptors; empty
/// when it can.
std::string export_obstacle(const Device& device);

/// A device-local storage buffer in a dedicated, exportable allocation.
class ExportedBuffer {
 public:
  /// `size_bytes` > 0. Throws OutOfMemory when it cannot be had.
  ExportedBuffer(const Device& device, uint64_t size_bytes);

  vk::Buffer handle() const { return *buffer_; }
  /// Of the whole allocation, at least the buffer's: what an importer must name.
  uint64_t allocation_bytes() const { return allocation_bytes_; }
  /// A new file descriptor for the memory, owned by the caller.
  int export_fd(const Device& device) const;

 private:
  vk::raii::Buffer buffer_ = nullptr;
  vk::raii::DeviceMemory memory_ = nullptr;
  uint64_t allocation_bytes_ = 0;
};

/// A timeline semaphore that starts at 0.
class ExportedTimeline {
 public:
  explicit ExportedTimeline(const Device& device);

  vk::Semaphore handle() const { return *semaphore_; }
  /// A new file descriptor for the semaphore, owned by the caller.
  int export_fd(const Device& device) const;

 private:
  vk::raii::Semaphore semaphore_ = nullptr;
};

/// Barrier that takes [offset_bytes, offset_bytes + size_bytes) of `buffer` back from the importing
/// API before the device writes it, or gives it over after it was written. Contents survive both.
enum class Handover { take_back, give };
vk::BufferMemoryBarrier2 handover_barrier(const Device& device, Handover direction,
                                          vk::Buffer buffer, uint64_t offset_bytes,
                                          uint64_t size_bytes);

}  // namespace progpretrain::gpu
