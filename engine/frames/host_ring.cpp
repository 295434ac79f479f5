#include <mutex>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/log.h"
#include "engine/frames/frame_ring.h"
#include "engine/gpu/buffer.h"
#include "engine/gpu/timeline.h"

namespace progpretrain::frames {
namespace {

// Everything that leases need after the ring itself is gone.
struct HostMemory : Lease::Memory {
  HostMemory(std::shared_ptr<gpu::Device> its_device, const SlotShape& its_shape, uint32_t num_slots)
      : device(std::move(its_device)), slot_shape(its_shape), rendered(*device) {
    slots.reserve(num_slots);
    consumed.reserve(num_slots);
    for (uint32_t i = 0; i < num_slots; ++i) {
      slots.emplace_back(*device, slot_shape.num_bytes(), gpu::Visibility::host);
      consumed.emplace_back(*device);
    }
  }

  // A submission may still be drawing into the slots: nothing is freed before it is done.
  ~HostMemory() override {
    try {
      rendered.wait(last_submitted, kDrawTimeout);
    } catch (const vk::SystemError& e) {
      log::warn(std::string("frame ring: ") + e.what());
    }
  }

  const SlotShape& shape() const override { return slot_shape; }
  bool on_cuda() const override { return false; }

  const uint8_t* acquire(const WriteSlot& slot, void*, std::chrono::nanoseconds timeout) override {
    try {
      if (!rendered.wait(slot.rendered, timeout))
        throw EnvironmentError(base::concat("a batch was not drawn within ",
                                            std::chrono::duration<double>(timeout).count(), " s"));
    } catch (const vk::DeviceLostError& e) {
      throw DeviceLost(std::string("the device was lost while it drew a batch: ") + e.what());
    }
    return slots[slot.index].mapped_as<const uint8_t>().data();
  }

  void release(const WriteSlot& slot, void*) noexcept override {
    try {
      consumed[slot.index].signal(slot.generation);
    } catch (const vk::SystemError& e) {
      log::error(std::string("frame ring: cannot release a slot: ") + e.what());
    }
  }

  const std::shared_ptr<gpu::Device> device;
  const SlotShape slot_shape;
  std::vector<gpu::Buffer> slots;
  gpu::Timeline rendered;
  std::vector<gpu::Timeline> consumed;
  std::atomic<uint64_t> last_submitted{0};
};

class HostRing : public FrameRing {
 public:
  HostRing(std::shared_ptr<gpu::Device> device, const SlotShape& shape, uint32_t num_slots)
      : memory_(std::make_shared<HostMemory>(std::move(device), shape, num_slots)),
        generations_(num_slots, 0) {
    PP_CHECK(num_slots >= 1);
  }

  const SlotShape& shape() const override { return memory_->slot_shape; }
  uint32_t num_slots() const override { return static_cast<uint32_t>(generations_.size()); }
  SlotBuffer buffer(const WriteSlot& slot) const override {
    const gpu::Buffer& its_buffer = memory_->slots[slot.index];
    return {its_buffer.handle(), 0, its_buffer.mapped()};
  }
  const gpu::Timeline& rendered() const override { return memory_->rendered; }

  std::optional<WriteSlot> begin_write(std::chrono::nanoseconds timeout) override {
    std::vector<vk::Semaphore> semaphores;
    for (const auto& timeline : memory_->consumed) semaphores.push_back(timeline.handle());
    const vk::SemaphoreWaitInfo any(vk::SemaphoreWaitFlagBits::eAny, semaphores, generations_);
    if (memory_->device->handle().waitSemaphores(any, static_cast<uint64_t>(timeout.count())) !=
        vk::Result::eSuccess)
      return std::nullopt;
    for (uint32_t i = 0; i < num_slots(); ++i)
      if (memory_->consumed[i].value() >= generations_[i])
        return WriteSlot{i, ++generations_[i], ++num_batches_};
    PP_CHECK(false, "a wait for any slot ended without a free slot");
    return std::nullopt;
  }

  Lease end_write(const WriteSlot& slot) override {
    memory_->last_submitted = slot.rendered;
    return Lease(memory_, slot);
  }

 private:
  std::shared_ptr<HostMemory> memory_;
  std::vector<uint64_t> generations_;  // of the latest batch of each slot; consumed up to it = free
  uint64_t num_batches_ = 0;
};

}  // namespace

std::unique_ptr<FrameRing> make_host_ring(std::shared_ptr<gpu::Device> device, const SlotShape& shape,
                                          uint32_t num_slots) {
  return std::make_unique<HostRing>(std::move(device), shape, num_slots);
}

}  // namespace progpretrain::frames
