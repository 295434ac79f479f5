#include "engine/render/batch_renderer.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <mutex>

#include "engine/base/check.h"
#include "engine/gpu/exported_resources.h"
#include "engine/gpu/growing_buffer.h"
#include "engine/gpu/timeline.h"
#include "engine/render/batch_recorder.h"
#include "engine/render/canvas_sharing.h"
#include "engine/render/canvas_store.h"
#include "engine/render/drawing_marks.h"
#include "engine/render/stand_in_texels.h"

namespace progpretrain::render {
namespace {

constexpr uint64_t kCanvasBytesPerTexel = sizeof(shaders::vec4);

// Working memory that all slots share. What a batch does not need may be any buffer.
struct SharedBuffers {
  std::shared_ptr<const gpu::Buffer> scratch, texels, canvases;
  bool operator==(const SharedBuffers&) const = default;
};

}  // namespace

// What one slot of the ring needs to be drawn. A submission of the slot is over before the slot is drawn again, because
// its lease was acquired (waits for the drawing) or dropped (waited for in submit()).
struct SlotResources {
  gpu::Buffer frames;
  gpu::Buffer statistics, counts;  // what pixels add to, beside the device, and what the host sees of it at the end
  gpu::Buffer ticks;  // when the last batch began and ended
  vk::raii::CommandBuffer commands;
  vk::raii::QueryPool timestamps;
  std::vector<vk::raii::DescriptorSet> sets;  // one per range
  SharedBuffers bound = {};
  BatchPrograms programs = {};
  DrawingMarks marks = {};
  uint64_t rendered = 0;
  uint32_t num_requests = 0;
};

struct BatchRenderer::Impl {
  Impl(std::shared_ptr<gpu::Device> its_device, PipelinePool& its_pool, frames::FrameRing& its_ring,
       const RenderLimits& limits)
      : device(std::move(its_device)),
        pool(its_pool.impl()),
        ring(its_ring),
        shape(ring.shape()),
        scratch(*device,
                std::min(limits.scratch_bytes + limits.shared_canvas_bytes, device->info().max_storage_range_bytes)),
        scratch_px(std::min(limits.scratch_bytes, scratch.limit_bytes()) / kCanvasPixelBytes),
        shared(std::min(limits.shared_canvas_bytes, scratch.limit_bytes() / 2) / kCanvasPixelBytes),
        canvases(*device, std::min(limits.canvas_bytes, device->info().max_storage_range_bytes)),
        unused(std::make_shared<const gpu::Buffer>(*device, 16, gpu::Visibility::device)) {
    PP_CHECK(shape.image_bytes() <= device->info().max_storage_range_bytes,
             "an image is larger than the device's largest buffer");
    num_images_per_range =
        images_per_range(shape.batch, shape.image_bytes(), device->info().max_storage_range_bytes,
                         device->info().storage_offset_alignment_bytes);
    num_ranges = (shape.batch + num_images_per_range - 1) / num_images_per_range;

    command_pool = vk::raii::CommandPool(
        device->handle(),
        vk::CommandPoolCreateInfo(vk::CommandPoolCreateFlagBits::eResetCommandBuffer, device->queue_family()));
    const uint32_t num_sets = ring.num_slots() * num_ranges;
    descriptor_pool = gpu::PipelineLayout::make_pool(*device, num_sets);
    slots.reserve(ring.num_slots());
    for (uint32_t i = 0; i < ring.num_slots(); ++i) slots.push_back(make_resources());
  }

  std::optional<frames::Lease> submit_batch(std::span<const FrameRequest> requests, std::chrono::nanoseconds timeout);

  SlotResources make_resources() const {
    vk::raii::CommandBuffers commands(
        device->handle(),
        vk::CommandBufferAllocateInfo(*command_pool, vk::CommandBufferLevel::ePrimary, 1));
    const std::vector<vk::DescriptorSetLayout> layouts(num_ranges, pool.layout.set_layout());
    // A request and the canvas that it looks at.
    const uint32_t num_windows = (2 * shape.batch + PP_FRAMES_PER_WINDOW - 1) / PP_FRAMES_PER_WINDOW;
    return {
        gpu::Buffer(*device, uint64_t{num_windows} * kWindowBytes, gpu::Visibility::upload),
        gpu::Buffer(*device, shape.batch * sizeof(shaders::FrameStatistics), gpu::Visibility::device),
        gpu::Buffer(*device, shape.batch * sizeof(shaders::FrameStatistics), gpu::Visibility::host),
        gpu::Buffer(*device, 2 * sizeof(uint64_t), gpu::Visibility::host),
        std::move(commands.front()),
        vk::raii::QueryPool(device->handle(), vk::QueryPoolCreateInfo({}, vk::QueryType::eTimestamp, 2)),
        vk::raii::DescriptorSets(device->handle(), vk::DescriptorSetAllocateInfo(*descriptor_pool, layouts)),
    };
  }

  // The scratch begins with the shared canvases, once there are some.
  PlanLimits plan_limits(bool shares) const {
    const uint64_t shared_px = shares ? shared.capacity_px() : 0;
    return {shape.height_px,
            shape.width_px,
            num_images_per_range,
            std::min(scratch_px, scratch.limit_bytes() / kCanvasPixelBytes - shared_px),
            canvases.limit_bytes() / kCanvasBytesPerTexel,
            shared_px};
  }

  // Most batches need none of them: a batch that does gets them, and its slot keeps them.
  SharedBuffers shared_buffers(const BatchPlan& plan, const BatchPrograms& programs, bool shares) {
    SharedBuffers buffers{unused, unused, unused};
    if (plan.scratch_px > 0) {
      // Shared canvases stay where they are: the scratch that holds them is never replaced by a larger one.
      buffers.scratch = scratch.at_least(shares ? scratch.limit_bytes() : plan.scratch_px * kCanvasPixelBytes);
      if (!*resolve) resolve = make_own_pipeline(*device, pool.layout, "", {"resolve.glsl"});
      if (shares && !*look) look = make_own_pipeline(*device, pool.layout, "", {"look.glsl"});
    }
    if (plan.canvas_texels > 0) buffers.canvases = canvases.at_least(plan.canvas_texels * kCanvasBytesPerTexel);
    if (std::any_of(plan.groups.begin(), plan.groups.end(), [&](const DispatchGroup& group) {
          return programs.at(group.program).reads_texels;
        }))
      buffers.texels = stand_in_texels(*device);
    return buffers;
  }

  // The slot's last submission is over. What is bound stays alive with the slot, so that its commands can be replayed.
  void bind(uint32_t index, SharedBuffers wanted) {
    SlotResources& slot = slots[index];
    for (const auto member : {&SharedBuffers::scratch, &SharedBuffers::texels, &SharedBuffers::canvases})
      if (wanted.*member == unused && slot.bound.*member) wanted.*member = slot.bound.*member;
    if (slot.bound == wanted) return;
    slot.bound = std::move(wanted);
    const frames::SlotBuffer target = ring.buffer({index, 0, 0});
    for (uint32_t range = 0; range < num_ranges; ++range) {
      const uint64_t offset = uint64_t{range} * num_images_per_range * shape.image_bytes();
      const uint64_t bytes = std::min(num_images_per_range * shape.image_bytes(), shape.num_bytes() - offset);
      // In the order of the bindings.
      const std::array<vk::DescriptorBufferInfo, gpu::PipelineLayout::kNumBindings> buffers{{
          {slot.frames.handle(), 0, kWindowBytes},
          {target.buffer, target.offset_bytes + offset, bytes},
          {slot.bound.scratch->handle(), 0, VK_WHOLE_SIZE},
          {slot.statistics.handle(), 0, VK_WHOLE_SIZE},
          {slot.bound.texels->handle(), 0, VK_WHOLE_SIZE},
          {slot.bound.canvases->handle(), 0, VK_WHOLE_SIZE},
      }};
      std::array<vk::WriteDescriptorSet, gpu::PipelineLayout::kNumBindings> writes;
      for (uint32_t i = 0; i < writes.size(); ++i)
        writes[i] = vk::WriteDescriptorSet(*slot.sets[range], i, 0, 1, gpu::PipelineLayout::type_of(i), nullptr,
                                           &buffers[i]);
      device->handle().updateDescriptorSets(writes, nullptr);
    }
  }

  void wait_for(const SlotResources& slot) const {
    PP_CHECK(ring.rendered().wait(slot.rendered, frames::kDrawTimeout), "the slot's last batch was not drawn");
  }

  void wait_for_all() const {
    for (const SlotResources& slot : slots) ring.rendered().wait(slot.rendered, frames::kDrawTimeout);
  }

  void record(SlotResources& slot, const BatchPlan& plan, const frames::WriteSlot& target) {
    const vk::raii::CommandBuffer& commands = slot.commands;
    commands.begin({vk::CommandBufferUsageFlagBits::eSimultaneousUse});  // replay_ms() queues it several times
    commands.resetQueryPool(*slot.timestamps, 0, 2);
    commands.writeTimestamp2(vk::PipelineStageFlagBits2::eTopOfPipe, *slot.timestamps, 0);
    const bool is_shared = ring.device_sync(target).has_value();
    if (is_shared && target.generation > 1) hand_over(commands, gpu::Handover::take_back, target);
    using Stage = vk::PipelineStageFlagBits2;
    using Access = vk::AccessFlagBits2;
    commands.fillBuffer(slot.statistics.handle(), 0, VK_WHOLE_SIZE, 0);
    const vk::MemoryBarrier2 zeroed(Stage::eAllTransfer, Access::eTransferWrite, Stage::eComputeShader,
                                    Access::eShaderRead | Access::eShaderWrite);
    commands.pipelineBarrier2(vk::DependencyInfo({}, zeroed));
    const std::lock_guard lock(marks_mutex);
    slot.marks.begin(*device, plan.groups.size());
    slot.marks.end(record_batch(plan, pool,
                                {commands, slot.programs, slot.sets, shape.width_px * shape.height_px, *resolve,
                                 slot.marks.events(), slot.marks.pictures_per_mark(), *look}));
    record_barrier(commands, vk::PipelineStageFlagBits2::eHost);
    if (is_shared) hand_over(commands, gpu::Handover::give, target);
    commands.writeTimestamp2(vk::PipelineStageFlagBits2::eBottomOfPipe, *slot.timestamps, 1);
    const vk::MemoryBarrier2 counted(Stage::eComputeShader, Access::eShaderWrite, Stage::eAllTransfer,
                                     Access::eTransferRead);
    commands.pipelineBarrier2(vk::DependencyInfo({}, counted));
    commands.copyBuffer(slot.statistics.handle(), slot.counts.handle(),
                        vk::BufferCopy(0, 0, slot.counts.size_bytes()));
    // Not read with vkGetQueryPoolResults: Mesa's lavapipe lets it wait for all that is queued.
    commands.copyQueryPoolResults(*slot.timestamps, 0, 2, slot.ticks.handle(), 0, sizeof(uint64_t),
                                  vk::QueryResultFlagBits::e64 | vk::QueryResultFlagBits::eWait);
    const vk::MemoryBarrier2 to_host(Stage::eAllTransfer, Access::eTransferWrite, Stage::eHost, Access::eHostRead);
    commands.pipelineBarrier2(vk::DependencyInfo({}, to_host));
    commands.end();
  }

  void hand_over(const vk::raii::CommandBuffer& commands, gpu::Handover direction,
                 const frames::WriteSlot& target) const {
    const frames::SlotBuffer range = ring.buffer(target);
    const auto memory =
        gpu::handover_barrier(*device, direction, range.buffer, range.offset_bytes, shape.num_bytes());
    commands.pipelineBarrier2(vk::DependencyInfo({}, {}, memory));
  }

  // With no commands: only keeps the promises to whoever waits for the slot.
  void submit(SlotResources& slot, const frames::WriteSlot& target,
              const std::vector<vk::CommandBufferSubmitInfo>& commands) {
    constexpr auto kStages = vk::PipelineStageFlagBits2::eAllCommands;
    std::vector<vk::SemaphoreSubmitInfo> waits, signals;
    if (const auto sync = ring.device_sync(target)) {
      waits.emplace_back(sync->before.semaphore, sync->before.value, kStages);
      signals.emplace_back(sync->after.semaphore, sync->after.value, kStages);
    }
    signals.emplace_back(ring.rendered().handle(), target.rendered, kStages);
    device->submit(vk::SubmitInfo2({}, waits, commands, signals));
    const std::lock_guard lock(marks_mutex);
    slot.rendered = target.rendered;
  }

  // Batches are drawn in the order of their submission.
  std::optional<DrawingState> drawing_state() const {
    const std::lock_guard lock(marks_mutex);
    bool lost = false;
    try {
      last_rendered = ring.rendered().value();
    } catch (const vk::DeviceLostError&) {
      lost = true;
    }
    const SlotResources* current = nullptr;
    for (const SlotResources& slot : slots)
      if (slot.rendered > last_rendered && (!current || slot.rendered < current->rendered)) current = &slot;
    if (!current) return std::nullopt;
    DrawingMarks::UnderWay under_way;
    try {
      under_way = current->marks.under_way(lost);
    } catch (const vk::DeviceLostError&) {  // a driver may answer the timeline from memory and notice only here
      under_way = current->marks.under_way(true);
    }
    return DrawingState{(current->rendered << 20) + under_way.num_set, std::move(under_way.programs)};
  }

  void draw(const BatchPlan& plan, SharedBuffers buffers, BatchPrograms programs, size_t num_requests,
            const frames::WriteSlot& target) {
    SlotResources& slot = slots[target.index];
    slot.programs = std::move(programs);
    bind(target.index, std::move(buffers));
    std::memcpy(slot.frames.mapped().data(), plan.frames.data(),
                plan.frames.size() * sizeof(shaders::FrameParams));
    slot.num_requests = static_cast<uint32_t>(num_requests);
    record(slot, plan, target);
    submit(slot, target, {vk::CommandBufferSubmitInfo(*slot.commands)});
  }

  // Of the slot's last batch, which is drawn.
  double device_ms(const SlotResources& slot) const {
    const auto ticks = slot.ticks.mapped_as<uint64_t>();
    return static_cast<double>(ticks[1] - ticks[0]) * device->info().timestamp_period_ns * 1e-6;
  }

  void count_drawn(const SlotResources& slot) {
    if (slot.num_requests == 0) return;
    const double ms = device_ms(slot);
    const std::lock_guard lock(counters_mutex);
    counters.device_ms += ms;
  }

  BatchPrograms pin(std::span<const FrameRequest> requests) {
    BatchPrograms programs;
    for (const FrameRequest& request : requests) {
      if (programs.contains(request.program)) continue;
      bool was_ready = false;
      programs.add(request.program, pool.program(request.program, &was_ready));
      num_missed += !was_ready;
    }
    return programs;
  }

  void count_submitted(std::span<const FrameRequest> requests, std::span<const CanvasUse> uses, size_t num_programs) {
    const uint64_t num_misses = std::exchange(num_missed, 0);
    pool.count(num_programs - std::min<uint64_t>(num_misses, num_programs), num_misses);
    const std::lock_guard lock(counters_mutex);
    counters.num_requests += requests.size();
    for (size_t i = 0; i < uses.size(); ++i) {
      counters.num_looks += requests[i].looks_at_canvas();
      counters.num_canvases += uses[i].draws;
    }
  }

  // A slot that was taken but not drawn goes through the ring undrawn, else it would be lost.
  void give_up(const frames::WriteSlot& target) noexcept {
    try {
      slots[target.index].commands.reset();
      slots[target.index].num_requests = 0;
      slots[target.index].marks.end({});
      submit(slots[target.index], target, {});
      ring.end_write(target).release();
    } catch (const std::exception&) {  // a lost device: there is nothing to save
    }
  }

  std::shared_ptr<gpu::Device> device;
  PipelinePool::Impl& pool;
  frames::FrameRing& ring;
  frames::SlotShape shape;
  uint32_t num_images_per_range = 0, num_ranges = 0;
  vk::raii::CommandPool command_pool = nullptr;
  vk::raii::DescriptorPool descriptor_pool = nullptr;
  vk::raii::Pipeline resolve = nullptr, look = nullptr;
  gpu::GrowingBuffer scratch;
  uint64_t scratch_px;  // that supersamples may use
  CanvasStore shared;
  gpu::GrowingBuffer canvases;
  mutable uint64_t last_rendered = 0;
  mutable std::mutex marks_mutex;  // of the slots' marks and rendered
  uint64_t num_missed = 0;  // programs that the batch to be submitted had to wait for
  mutable std::mutex counters_mutex;
  RenderCounters counters;
  std::shared_ptr<const gpu::Buffer> unused;
  std::vector<SlotResources> slots;
};

RenderLimits RenderLimits::for_training(const gpu::Device& device) {
  constexpr uint64_t kMostBytes = 1ull << 30;
  RenderLimits limits;
  if (device.info().is_cpu) return limits;
  const uint64_t half = device.info().max_storage_range_bytes / 2;
  limits.shared_canvas_bytes = std::clamp(half, limits.shared_canvas_bytes, kMostBytes);
  limits.canvas_bytes = std::clamp(half, limits.canvas_bytes, kMostBytes);  // few phases, each with all of the device
  return limits;
}

BatchRenderer::BatchRenderer(std::shared_ptr<gpu::Device> device, PipelinePool& pool, frames::FrameRing& ring,
                             const RenderLimits& limits)
    : impl_(std::make_unique<Impl>(std::move(device), pool, ring, limits)) {}

BatchRenderer::~BatchRenderer() {
  try {
    impl_->wait_for_all();
  } catch (const vk::SystemError&) {  // a lost device has nothing left in flight
  }
}

std::optional<frames::Lease> BatchRenderer::submit(std::span<const FrameRequest> requests,
                                                   std::chrono::nanoseconds timeout) {
  try {
    return impl_->submit_batch(requests, timeout);
  } catch (const vk::DeviceLostError& e) {
    throw frames::DeviceLost(std::string("the device was lost while batches were drawn: ") + e.what());
  }
}

std::optional<frames::Lease> BatchRenderer::Impl::submit_batch(std::span<const FrameRequest> requests,
                                                               std::chrono::nanoseconds timeout) {
  PP_CHECK(requests.size() <= shape.batch, requests.size(), " requests for ", shape.batch);
  PP_CHECK(pool.transformed || std::none_of(requests.begin(), requests.end(), is_transformed));
  BatchPrograms programs = pin(requests);
  const bool looks = std::any_of(requests.begin(), requests.end(),
                                 [](const FrameRequest& request) { return request.looks_at_canvas(); });
  const bool shares = looks || !shared.is_empty();
  // Only what was submitted is remembered as drawn.
  std::optional<CanvasStore> store;
  std::vector<CanvasUse> uses;
  if (looks) uses = store.emplace(shared).place(requests);
  const BatchPlan plan = plan_batch(
      requests, plan_limits(shares),
      [&](uint32_t program) -> const ProgramDrawing& { return programs.at(program).drawing; }, uses);
  SharedBuffers buffers = shared_buffers(plan, programs, shares);

  const auto target = ring.begin_write(timeout);
  if (!target) return std::nullopt;
  wait_for(slots[target->index]);
  count_drawn(slots[target->index]);
  try {
    draw(plan, std::move(buffers), std::move(programs), requests.size(), *target);
  } catch (...) {
    give_up(*target);
    throw;
  }
  if (store) shared = std::move(*store);
  count_submitted(requests, uses, slots[target->index].programs.size());
  return ring.end_write(*target);
}

std::vector<FrameCounts> BatchRenderer::counts(const frames::Lease& lease) const {
  const SlotResources& slot = impl_->slots[lease.slot()];
  impl_->wait_for(slot);
  std::vector<FrameCounts> out;
  for (const auto& s : slot.counts.mapped_as<shaders::FrameStatistics>().first(slot.num_requests))
    out.push_back({s.num_nan_px, s.num_budget_px, uint64_t{s.spent_budget_256} << 8});
  return out;
}

double BatchRenderer::device_ms(const frames::Lease& lease) const {
  const SlotResources& slot = impl_->slots[lease.slot()];
  impl_->wait_for(slot);
  return impl_->device_ms(slot);
}

std::optional<DrawingState> BatchRenderer::drawing_state() const { return impl_->drawing_state(); }

RenderCounters BatchRenderer::counters() const {
  const std::lock_guard lock(impl_->counters_mutex);
  return impl_->counters;
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
