#pragma once
// A ring of batch slots between the renderer and the trainer: u8 [B,3,H,W] planes that the device writes and tensors view.
// A batch is a lease: whoever holds it keeps the slot from being drawn over. One `rendered` timeline for all slots, one
// `consumed` timeline per slot (value = generation), so that leases may end in any order, on any thread, even after the ring.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "engine/base/check.h"

struct VkBuffer_T;  // Vulkan's handles, without its headers
struct VkSemaphore_T;

namespace progpretrain::gpu {
class Device;
class Timeline;
}  // namespace progpretrain::gpu

namespace progpretrain::frames {

/// How long anyone waits for a batch before saying that it will not come. Long, because a software device may draw large
/// supersampled pictures; the loop budget bounds a 64 px frame to 2 s.
inline constexpr std::chrono::minutes kDrawTimeout{20};

/// The device gave up: nothing more can be drawn on it in this process.
class DeviceLost : public EnvironmentError {
  using EnvironmentError::EnvironmentError;
};

struct SlotShape {
  uint32_t batch = 0, height_px = 0, width_px = 0;

  uint64_t image_bytes() const { return 3ull * height_px * width_px; }
  uint64_t num_bytes() const { return batch * image_bytes(); }
};

/// A slot that the renderer may draw into, once FrameRing::device_sync() is obeyed.
struct WriteSlot {
  uint32_t index = 0;
  uint64_t generation = 0;  ///< 1 for the slot's first batch
  uint64_t rendered = 0;    ///< value that the `rendered` timeline gets when this batch is drawn
};

/// Where the renderer binds a slot: shape().num_bytes() from `offset_bytes` on.
struct SlotBuffer {
  VkBuffer_T* buffer = nullptr;
  uint64_t offset_bytes = 0;    ///< fit for a storage buffer descriptor
  std::span<std::byte> mapped;  ///< the slot's bytes; empty when the host does not see them
};

/// A value of a timeline semaphore.
struct TimelinePoint {
  VkSemaphore_T* semaphore = nullptr;
  uint64_t value = 0;
};

/// The duties of the submission that draws a slot which another API on the device reads: wait for `before`; from generation
/// 2 on take the slot's range back from that API, and give it over after the last write (gpu::handover_barrier); signal
/// `after`.
struct DeviceSync {
  TimelinePoint before, after;
};

/// The right to read one drawn batch. Movable; ends at release() or destruction.
class Lease {
 public:
  struct Memory;  ///< what a lease keeps alive: see host_ring.cpp, cuda_ring.cpp

  Lease(std::shared_ptr<Memory> memory, const WriteSlot& slot);
  ~Lease();
  Lease(Lease&&) noexcept = default;
  Lease& operator=(Lease&&) noexcept;
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;

  /// u8 [B,3,H,W], row 0 = top. Waits for the drawing. Host ring: on the host; throws EnvironmentError when it takes longer
  /// than `timeout`, DeviceLost when the device is. CUDA ring: returns at once; work queued on `stream` (an opaque stream handle, nullptr = the default
  /// stream of cuda_device()) from now on waits.
  const uint8_t* acquire(void* stream = nullptr,
                         std::chrono::nanoseconds timeout = kDrawTimeout) const;
  /// Gives the slot back, after all work queued so far on `stream` (nullptr = the stream of the last acquire()). Idempotent;
  /// safe after the ring is gone.
  void release(void* stream = nullptr) noexcept;

  bool on_cuda() const;
  /// CUDA's number of the device whose memory this is; -1 when not on_cuda().
  int cuda_device() const;
  const SlotShape& shape() const;
  uint32_t slot() const { return slot_.index; }
  uint64_t generation() const { return slot_.generation; }

 private:
  std::shared_ptr<Memory> memory_;
  WriteSlot slot_;
};

/// What a lease keeps alive; one implementation per kind of memory.
struct Lease::Memory {
  virtual ~Memory() = default;
  virtual const SlotShape& shape() const = 0;
  virtual bool on_cuda() const = 0;
  virtual int cuda_device() const { return -1; }
  virtual const uint8_t* acquire(const WriteSlot& slot, void* stream, std::chrono::nanoseconds timeout) = 0;
  virtual void release(const WriteSlot& slot, void* stream) noexcept = 0;
};

class FrameRing {
 public:
  virtual ~FrameRing() = default;

  virtual const SlotShape& shape() const = 0;
  virtual uint32_t num_slots() const = 0;
  /// Waits until a slot is free and takes it; nullopt when none became free within `timeout`.
  virtual std::optional<WriteSlot> begin_write(std::chrono::nanoseconds timeout) = 0;
  /// The slot's memory as the renderer binds it.
  virtual SlotBuffer buffer(const WriteSlot& slot) const = 0;
  /// Must be signalled with slot.rendered by the submission that draws the slot, as its last signal.
  virtual const gpu::Timeline& rendered() const = 0;
  /// What else that submission must do; nullopt when nothing.
  virtual std::optional<DeviceSync> device_sync(const WriteSlot&) const { return std::nullopt; }
  /// Hands the slot to the reader; call after the drawing was submitted.
  virtual Lease end_write(const WriteSlot& slot) = 0;
};

/// Slots in host-visible memory. On a CPU device that is the device's own memory: a tensor views it without a copy.
/// `num_slots` >= 1. The device must outlive the last lease, which the shared pointer sees to.
std::unique_ptr<FrameRing> make_host_ring(std::shared_ptr<gpu::Device> device, const SlotShape& shape,
                                          uint32_t num_slots);

}  // namespace progpretrain::frames
