#pragma once
// A timeline semaphore: a counter that only grows, signalled by the device or the host, waited for by either.
#include <chrono>
#include <cstdint>

#include "engine/gpu/device.h"

namespace progpretrain::gpu {

class Timeline {
 public:
  explicit Timeline(const Device& device);
  /// Waits for the queue: Mesa's queue thread still touches a semaphore after its waiters have woken.
  ~Timeline();
  Timeline(Timeline&&) noexcept = default;
  Timeline& operator=(Timeline&&) = delete;

  vk::Semaphore handle() const { return *semaphore_; }
  uint64_t value() const { return semaphore_.getCounterValue(); }
  /// Sets the counter from the host; `value` must be larger than the present one.
  void signal(uint64_t value) const;
  /// Whether the counter reached `value` within `timeout`.
  bool wait(uint64_t value, std::chrono::nanoseconds timeout) const;

 private:
  const Device* device_;
  vk::raii::Semaphore semaphore_ = nullptr;
};

}  // namespace progpretrain::gpu
