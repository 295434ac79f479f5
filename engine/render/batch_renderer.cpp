#include "engine/render/batch_renderer.h"

#include <cstring>

#include "engine/base/check.h"
#include "engine/dialect/embedded_shaders.h"
#include "engine/gpu/buffer.h"
#include "engine/gpu/exported_resources.h"
#include "engine/gpu/timeline.h"
#include "engine/render/pipeline_pool_impl.h"
#include "engine/render/request_params.h"
#include "engine/spirv/build.h"

namespace progpretrain::render {
namespace {

constexpr uint64_t kScratchBytes = 96ull << 20;  // below lavapipe's 128 MiB a descriptor
constexpr uint64_t kScratchBytesPerSample = 3 * sizeof(float);

vk::raii::Pipeline make_resolve_pipeline(const gpu::Device& device, const gpu::PipelineLayout& layout) {
  const std::string glsl = "#version 450\n"
                           "#extension GL_EXT_shader_8bit_storage : require\n"
                           "#extension GL_EXT_shader_explicit_arithmetic_types_int8 : require\n" +
                           std::string(dialect::shader_text("frame_params.h")) +
                           std::string(dialect::shader_text("resolve.glsl"));
  return gpu::make_pipeline(device, layout, spirv::compile_own(glsl), false);
}

}  // namespace

// What one slot of the ring needs to be drawn. A submission of the slot is over before the slot is drawn again, because
// its lease was acquired (waits for the drawing) or dropped (waited for in begin()).
struct SlotResources {
  gpu::Buffer frames, statistics;
  vk::raii::CommandBuffer commands;
  vk::raii::QueryPool timestamps;
  std::vector<vk::raii::DescriptorSet> sets;  // one per range
  uint64_t rendered = 0;
  uint32_t num_requests = 0;
};

struct BatchRenderer::Impl {
  Impl(std::shared_ptr<gpu::Device> its_device, PipelinePool& its_pool, frames::FrameRing& its_ring)
      : device(std::move(its_device)), pool(its_pool.impl()), ring(its_ring), shape(ring.shape()) {
    const uint64_t limit = device->info().max_storage_range_bytes;
    PP_CHECK(shape.image_bytes() <= limit, "an image is larger than the device's largest buffer");
    images_per_range = static_cast<uint32_t>(std::min<uint64_t>(shape.batch, limit / shape.image_bytes()));
    num_ranges = (shape.batch + images_per_range - 1) / images_per_range;

    command_pool = vk::raii::CommandPool(
        device->handle(),
        vk::CommandPoolCreateInfo(vk::CommandPoolCreateFlagBits::eResetCommandBuffer, device->queue_family()));
    const uint32_t num_sets = ring.num_slots() * num_ranges;
    const vk::DescriptorPoolSize size(vk::DescriptorType::eStorageBuffer,
                                      num_sets * gpu::PipelineLayout::kNumBindings);
    descriptor_pool = vk::raii::DescriptorPool(
        device->handle(),
        vk::DescriptorPoolCreateInfo(vk::DescriptorPoolCreateFlagBits::eFreeDescriptorSet, num_sets, size));
    scratch.emplace(*device, kScratchBytesPerSample, gpu::Visibility::device);
    slots.reserve(ring.num_slots());
    for (uint32_t i = 0; i < ring.num_slots(); ++i) {
      slots.push_back(make_resources());
      write_sets(i);
    }
  }

  SlotResources make_resources() const {
    vk::raii::CommandBuffers commands(
        device->handle(),
        vk::CommandBufferAllocateInfo(*command_pool, vk::CommandBufferLevel::ePrimary, 1));
    const std::vector<vk::DescriptorSetLayout> layouts(num_ranges, pool.layout.set_layout());
    return {
        gpu::Buffer(*device, shape.batch * sizeof(shaders::FrameParams), gpu::Visibility::host),
        gpu::Buffer(*device, shape.batch * sizeof(shaders::FrameStatistics), gpu::Visibility::host),
        std::move(commands.front()),
        vk::raii::QueryPool(device->handle(), vk::QueryPoolCreateInfo({}, vk::QueryType::eTimestamp, 2)),
        vk::raii::DescriptorSets(device->handle(), vk::DescriptorSetAllocateInfo(*descriptor_pool, layouts)),
    };
  }

  void write_sets(uint32_t slot) const {
    const SlotResources& resources = slots[slot];
    const frames::SlotBuffer target = ring.buffer({slot, 0, 0});
    for (uint32_t range = 0; range < num_ranges; ++range) {
      const uint64_t offset = uint64_t{range} * images_per_range * shape.image_bytes();
      const uint64_t bytes = std::min(images_per_range * shape.image_bytes(), shape.num_bytes() - offset);
      const std::array<vk::DescriptorBufferInfo, gpu::PipelineLayout::kNumBindings> buffers{{
          {resources.frames.handle(), 0, VK_WHOLE_SIZE},
          {target.buffer, target.offset_bytes + offset, bytes},
          {scratch->handle(), 0, VK_WHOLE_SIZE},
          {resources.statistics.handle(), 0, VK_WHOLE_SIZE},
      }};
      std::array<vk::WriteDescriptorSet, gpu::PipelineLayout::kNumBindings> writes;
      for (uint32_t i = 0; i < writes.size(); ++i)
        writes[i] = vk::WriteDescriptorSet(*resources.sets[range], i, 0, 1, vk::DescriptorType::eStorageBuffer,
                                           nullptr, &buffers[i]);
      device->handle().updateDescriptorSets(writes, nullptr);
    }
  }

  // Supersampling is rare (previews): its scratch and its resolve kernel are made at the first use.
  void prepare_scratch() {
    if (*resolve) return;
    wait_for_all();
    scratch.emplace(*device, kScratchBytes, gpu::Visibility::device);
    resolve = make_resolve_pipeline(*device, pool.layout);
    for (uint32_t i = 0; i < slots.size(); ++i) write_sets(i);
  }

  void wait_for(const SlotResources& slot) const {
    PP_CHECK(ring.rendered().wait(slot.rendered, frames::kDrawTimeout), "the slot's last batch was not drawn");
  }

  void wait_for_all() const {
    for (const SlotResources& slot : slots) ring.rendered().wait(slot.rendered, frames::kDrawTimeout);
  }

  void record(SlotResources& slot, const BatchPlan& plan, const frames::WriteSlot& target) {
    const vk::raii::CommandBuffer& commands = slot.commands;
    commands.begin({});
    commands.resetQueryPool(*slot.timestamps, 0, 2);
    commands.writeTimestamp2(vk::PipelineStageFlagBits2::eTopOfPipe, *slot.timestamps, 0);
    const bool shared = ring.device_sync(target).has_value();
    if (shared && target.generation > 1) hand_over(commands, gpu::Handover::take_back, target);
    // All slots share the scratch: an earlier submission may still be resolving from it.
    if (!plan.groups.empty() && plan.groups.back().samples > 1)
      barrier(commands, vk::PipelineStageFlagBits2::eComputeShader);
    size_t pass_begin = 0;
    for (size_t i = 0; i < plan.groups.size(); ++i) {
      const DispatchGroup& group = plan.groups[i];
      if (i > 0 && plan.groups[i - 1].scratch_pass != group.scratch_pass) {
        record_resolve(slot, std::span(plan.groups).subspan(pass_begin, i - pass_begin));
        barrier(commands, vk::PipelineStageFlagBits2::eComputeShader);
        pass_begin = i;
      }
      commands.bindPipeline(vk::PipelineBindPoint::eCompute, pool.pipeline(group.program));
      dispatch(slot, group, group.num_tiles_x, group.num_tiles_y);
    }
    record_resolve(slot, std::span(plan.groups).subspan(pass_begin));
    barrier(commands, vk::PipelineStageFlagBits2::eHost);
    if (shared) hand_over(commands, gpu::Handover::give, target);
    commands.writeTimestamp2(vk::PipelineStageFlagBits2::eBottomOfPipe, *slot.timestamps, 1);
    commands.end();
  }

  void dispatch(const SlotResources& slot, const DispatchGroup& group, uint32_t x, uint32_t y) const {
    slot.commands.bindDescriptorSets(vk::PipelineBindPoint::eCompute, pool.layout.handle(), 0,
                                     *slot.sets[group.range], nullptr);
    slot.commands.pushConstants<uint32_t>(pool.layout.handle(), vk::ShaderStageFlagBits::eCompute, 0,
                                          group.first_frame);
    slot.commands.dispatch(x, y, group.num_frames);
  }

  void record_resolve(const SlotResources& slot, std::span<const DispatchGroup> groups) const {
    bool prepared = false;
    for (const DispatchGroup& group : groups) {
      if (group.samples == 1) continue;
      if (!prepared) {
        barrier(slot.commands, vk::PipelineStageFlagBits2::eComputeShader);
        slot.commands.bindPipeline(vk::PipelineBindPoint::eCompute, *resolve);
        prepared = true;
      }
      dispatch(slot, group, (shape.width_px * shape.height_px + 63) / 64, 1);
    }
  }

  void hand_over(const vk::raii::CommandBuffer& commands, gpu::Handover direction,
                 const frames::WriteSlot& target) const {
    const frames::SlotBuffer range = ring.buffer(target);
    const auto memory =
        gpu::handover_barrier(*device, direction, range.buffer, range.offset_bytes, shape.num_bytes());
    commands.pipelineBarrier2(vk::DependencyInfo({}, {}, memory));
  }

  static void barrier(const vk::raii::CommandBuffer& commands, vk::PipelineStageFlagBits2 reader) {
    using Access = vk::AccessFlagBits2;
    const bool host = reader == vk::PipelineStageFlagBits2::eHost;
    const vk::MemoryBarrier2 memory(
        vk::PipelineStageFlagBits2::eComputeShader, Access::eShaderWrite, reader,
        host ? vk::AccessFlags2(Access::eHostRead) : Access::eShaderRead | Access::eShaderWrite);
    commands.pipelineBarrier2(vk::DependencyInfo({}, memory));
  }

  void submit(SlotResources& slot, const frames::WriteSlot& target) {
    slot.rendered = target.rendered;
    constexpr auto kStages = vk::PipelineStageFlagBits2::eAllCommands;
    std::vector<vk::SemaphoreSubmitInfo> waits, signals;
    if (const auto sync = ring.device_sync(target)) {
      waits.emplace_back(sync->before.semaphore, sync->before.value, kStages);
      signals.emplace_back(sync->after.semaphore, sync->after.value, kStages);
    }
    signals.emplace_back(ring.rendered().handle(), target.rendered, kStages);
    const vk::CommandBufferSubmitInfo commands(*slot.commands);
    device->submit(vk::SubmitInfo2({}, waits, commands, signals));
  }

  std::shared_ptr<gpu::Device> device;
  PipelinePool::Impl& pool;
  frames::FrameRing& ring;
  frames::SlotShape shape;
  uint32_t images_per_range = 0, num_ranges = 0;
  vk::raii::CommandPool command_pool = nullptr;
  vk::raii::DescriptorPool descriptor_pool = nullptr;
  vk::raii::Pipeline resolve = nullptr;
  std::optional<gpu::Buffer> scratch;
  std::vector<SlotResources> slots;
};

BatchRenderer::BatchRenderer(std::shared_ptr<gpu::Device> device, PipelinePool& pool, frames::FrameRing& ring)
    : impl_(std::make_unique<Impl>(std::move(device), pool, ring)) {}

BatchRenderer::~BatchRenderer() {
  try {
    impl_->wait_for_all();
  } catch (const vk::SystemError&) {  // a lost device has nothing left in flight
  }
}

std::optional<frames::Lease> BatchRenderer::submit(std::span<const FrameRequest> requests,
                                                   std::chrono::nanoseconds timeout) {
  PP_CHECK(requests.size() <= impl_->shape.batch, requests.size(), " requests for ", impl_->shape.batch);
  const BatchPlan plan = plan_batch(requests, {impl_->shape.height_px, impl_->shape.width_px,
                                               impl_->images_per_range, kScratchBytes / kScratchBytesPerSample});
  if (!plan.groups.empty() && plan.groups.back().samples > 1) impl_->prepare_scratch();
  for (const DispatchGroup& group : plan.groups) impl_->pool.pipeline(group.program);

  const auto target = impl_->ring.begin_write(timeout);
  if (!target) return std::nullopt;
  SlotResources& slot = impl_->slots[target->index];
  impl_->wait_for(slot);
  std::memcpy(slot.frames.mapped().data(), plan.frames.data(),
              plan.frames.size() * sizeof(shaders::FrameParams));
  std::memset(slot.statistics.mapped().data(), 0, slot.statistics.mapped().size());
  slot.num_requests = static_cast<uint32_t>(requests.size());
  impl_->record(slot, plan, *target);
  impl_->submit(slot, *target);
  return impl_->ring.end_write(*target);
}

std::vector<FrameCounts> BatchRenderer::counts(const frames::Lease& lease) const {
  const SlotResources& slot = impl_->slots[lease.slot()];
  impl_->wait_for(slot);
  std::vector<FrameCounts> out;
  for (const auto& s : slot.statistics.mapped_as<shaders::FrameStatistics>().first(slot.num_requests))
    out.push_back({s.num_nan_px, s.num_budget_px});
  return out;
}

double BatchRenderer::device_ms(const frames::Lease& lease) const {
  const SlotResources& slot = impl_->slots[lease.slot()];
  impl_->wait_for(slot);
  const auto ticks = slot.timestamps.getResults<uint64_t>(0, 2, 2 * sizeof(uint64_t), sizeof(uint64_t),
                                                          vk::QueryResultFlagBits::e64 | vk::QueryResultFlagBits::eWait)
                         .second;
  return static_cast<double>(ticks[1] - ticks[0]) * impl_->device->info().timestamp_period_ns * 1e-6;
}

double BatchRenderer::replay_ms(const frames::Lease& lease, uint32_t times) const {
  const SlotResources& slot = impl_->slots[lease.slot()];
  impl_->wait_for(slot);
  const gpu::Timeline done(*impl_->device);
  const auto start = std::chrono::steady_clock::now();
  for (uint32_t i = 1; i <= times; ++i) {
    const vk::SemaphoreSubmitInfo signal(done.handle(), i, vk::PipelineStageFlagBits2::eAllCommands);
    const vk::SemaphoreSubmitInfo wait(done.handle(), i - 1, vk::PipelineStageFlagBits2::eAllCommands);
    const vk::CommandBufferSubmitInfo commands(*slot.commands);
    impl_->device->submit(vk::SubmitInfo2({}, wait, commands, signal));
  }
  PP_CHECK(done.wait(times, std::chrono::seconds(300)), "the floor was not drawn");
  const std::chrono::duration<double, std::milli> elapsed = std::chrono::steady_clock::now() - start;
  return elapsed.count() / times;
}

}  // namespace progpretrain::render
