#include "engine/gpu/timeline.h"

namespace progpretrain::gpu {

Timeline::Timeline(const Device& device) : device_(&device) {
  vk::StructureChain<vk::SemaphoreCreateInfo, vk::SemaphoreTypeCreateInfo> info{
      {}, {vk::SemaphoreType::eTimeline, 0}};
  semaphore_ = vk::raii::Semaphore(device.handle(), info.get<vk::SemaphoreCreateInfo>());
}

Timeline::~Timeline() {
  if (!*semaphore_) return;
  try {
    device_->wait_idle();
  } catch (const vk::SystemError&) {  // a lost device has nothing left in flight
  }
}

void Timeline::signal(uint64_t value) const {
  device_->handle().signalSemaphore(vk::SemaphoreSignalInfo(*semaphore_, value));
}

bool Timeline::wait(uint64_t value, std::chrono::nanoseconds timeout) const {
  const vk::Semaphore semaphore = *semaphore_;
  return device_->handle().waitSemaphores(vk::SemaphoreWaitInfo({}, semaphore, value),
                                          static_cast<uint64_t>(timeout.count())) == vk::Result::eSuccess;
}

}  // namespace progpretrain::gpu
