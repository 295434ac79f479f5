#include <utility>

#include "engine/base/check.h"
#include "engine/frames/frame_ring.h"

namespace progpretrain::frames {

Lease::Lease(std::shared_ptr<Memory> memory, const WriteSlot& slot) : memory_(std::move(memory)), slot_(slot) {}

Lease::~Lease() { release(); }

Lease& Lease::operator=(Lease&& other) noexcept {
  if (this != &other) {
    release();
    memory_ = std::move(other.memory_);
    slot_ = other.slot_;
  }
  return *this;
}

const uint8_t* Lease::acquire(void* stream, std::chrono::nanoseconds timeout) const {
  PP_CHECK(memory_ != nullptr, "the lease was released");
  return memory_->acquire(slot_, stream, timeout);
}

void Lease::release(void* stream) noexcept {
  if (const auto memory = std::exchange(memory_, nullptr)) memory->release(slot_, stream);
}

bool Lease::on_cuda() const {
  PP_CHECK(memory_ != nullptr, "the lease was released");
  return memory_->on_cuda();
}

int Lease::cuda_device() const {
  PP_CHECK(memory_ != nullptr, "the lease was released");
  return memory_->cuda_device();
}

const SlotShape& Lease::shape() const {
  PP_CHECK(memory_ != nullptr, "the lease was released");
  return memory_->shape();
}

}  // namespace progpretrain::frames
