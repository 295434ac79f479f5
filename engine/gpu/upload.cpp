#include "engine/gpu/upload.h"

#include <chrono>

#include "engine/base/check.h"
#include "engine/gpu/timeline.h"

namespace progpretrain::gpu {

std::shared_ptr<const Buffer> make_filled_buffer(
    Device& device, uint64_t size_bytes, const std::function<void(std::span<std::byte>)>& fill) {
  const Buffer staging(device, size_bytes, Visibility::host);
  fill(staging.mapped());
  auto filled = std::make_shared<const Buffer>(device, size_bytes, Visibility::device);

  const vk::raii::CommandPool pool(
      device.handle(),
      vk::CommandPoolCreateInfo(vk::CommandPoolCreateFlagBits::eTransient, device.queue_family()));
  const vk::raii::CommandBuffers buffers(
      device.handle(), vk::CommandBufferAllocateInfo(*pool, vk::CommandBufferLevel::ePrimary, 1));
  const vk::raii::CommandBuffer& commands = buffers.front();
  commands.begin({vk::CommandBufferUsageFlagBits::eOneTimeSubmit});
  commands.copyBuffer(staging.handle(), filled->handle(), vk::BufferCopy(0, 0, size_bytes));
  commands.end();

  // The host's wait makes the copy visible to every later submission.
  const Timeline done(device);
  const vk::CommandBufferSubmitInfo copy(*commands);
  const vk::SemaphoreSubmitInfo signal(done.handle(), 1, vk::PipelineStageFlagBits2::eAllCommands);
  device.submit(vk::SubmitInfo2({}, {}, copy, signal));
  PP_CHECK(done.wait(1, std::chrono::minutes(5)), "a copy of ", size_bytes, " bytes did not end");
  return filled;
}

}  // namespace progpretrain::gpu
