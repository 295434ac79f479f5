#include "tests/frames/ring_kind.h"

#include "engine/base/check.h"
#include "engine/frames/cuda_ring.h"
#include "engine/gpu/exported_resources.h"
#include "engine/gpu/timeline.h"
#include "tests/support/device_fixture.h"

namespace progpretrain::testing {

std::vector<uint8_t> RingKind::read(const frames::Lease& lease) const {
  const uint8_t* data = lease.acquire(stream ? stream->handle() : nullptr);
  if (!stream) return {data, data + kShape.num_bytes()};
  stream->queue_copy(data, kShape.num_bytes());
  return stream->finish();
}

const RingKind& host_kind() {
  static const RingKind kind{{}, cpu_device(), nullptr, &frames::make_host_ring};
  return kind;
}

const RingKind& cuda_kind() {
  static const RingKind kind = [] {
    RingKind made{{}, nullptr, nullptr, &frames::make_cuda_ring};
    try {
      setenv("PROGPRETRAIN_VALIDATION", "1", 0);
      made.device = std::make_shared<gpu::Device>("gpu:0");
      made.obstacle = frames::cuda_ring_support(*made.device);
      if (made.obstacle.empty())
        made.stream = make_cuda_stream(frames::cuda_device_of(*made.device).value());
    } catch (const EnvironmentError& e) {
      made.obstacle = e.what();
    }
    return made;
  }();
  return kind;
}

bool cuda_ready() {
  const std::string& obstacle = cuda_kind().obstacle;
  if (!obstacle.empty()) MESSAGE("SKIPPED: no CUDA device for the ring: " << obstacle);
  return obstacle.empty();
}

FillRenderer::FillRenderer(const RingKind& kind)
    : device_(kind.device),
      pool_(device_->handle(), vk::CommandPoolCreateInfo({}, device_->queue_family())) {}

FillRenderer::~FillRenderer() {
  device_->handle().waitIdle();
}

frames::Lease FillRenderer::draw(frames::FrameRing& ring, uint8_t value,
                                 const gpu::Timeline* gate) {
  const auto slot = ring.begin_write(std::chrono::minutes(2));
  REQUIRE(slot.has_value());
  const auto target = ring.buffer(*slot);
  const auto sync = ring.device_sync(*slot);
  const uint64_t num_bytes = kShape.num_bytes();

  vk::raii::CommandBuffers allocated(
      device_->handle(),
      vk::CommandBufferAllocateInfo(*pool_, vk::CommandBufferLevel::ePrimary, 1));
  const auto& commands = commands_.emplace_back(std::move(allocated.front()));
  const auto hand_over = [&](gpu::Handover direction) {
    const auto barrier =
        gpu::handover_barrier(*device_, direction, target.buffer, target.offset_bytes, num_bytes);
    commands.pipelineBarrier2(vk::DependencyInfo({}, {}, barrier));
  };
  commands.begin({vk::CommandBufferUsageFlagBits::eOneTimeSubmit});
  if (sync && slot->generation > 1) hand_over(gpu::Handover::take_back);
  commands.fillBuffer(target.buffer, target.offset_bytes, num_bytes, value * 0x01010101u);
  if (sync) hand_over(gpu::Handover::give);
  const vk::MemoryBarrier2 to_host(
      vk::PipelineStageFlagBits2::eTransfer, vk::AccessFlagBits2::eTransferWrite,
      vk::PipelineStageFlagBits2::eHost, vk::AccessFlagBits2::eHostRead);
  commands.pipelineBarrier2(vk::DependencyInfo({}, to_host));
  commands.end();

  constexpr auto kStages = vk::PipelineStageFlagBits2::eAllCommands;
  std::vector<vk::SemaphoreSubmitInfo> waits, signals;
  if (gate) waits.emplace_back(gate->handle(), 1, kStages);
  if (sync) {
    waits.emplace_back(sync->before.semaphore, sync->before.value, kStages);
    signals.emplace_back(sync->after.semaphore, sync->after.value, kStages);
  }
  signals.emplace_back(ring.rendered().handle(), slot->rendered, kStages);
  const vk::CommandBufferSubmitInfo buffers(*commands);
  device_->submit(vk::SubmitInfo2({}, waits, buffers, signals));
  return ring.end_write(*slot);
}

}  // namespace progpretrain::testing
