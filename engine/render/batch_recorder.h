#pragma once
// Writes the dispatches of a planned batch into a command buffer, with the barriers between them.
#include <span>

#include "engine/render/pipeline_pool_impl.h"
#include "engine/render/request_params.h"

namespace progpretrain::render {

/// Bytes of the slot's frames that one dispatch sees (PP_FRAMES_PER_WINDOW of them): the step of the dynamic offset.
inline constexpr uint32_t kWindowBytes = PP_FRAMES_PER_WINDOW * sizeof(shaders::FrameParams);
static_assert(kWindowBytes <= 64 << 10 && kWindowBytes % 256 == 0, "limits of uniform buffers");

/// What the dispatches of one slot bind.
struct RecordTarget {
  const vk::raii::CommandBuffer& commands;
  const BatchPrograms& programs;                  ///< all of the plan
  std::span<const vk::raii::DescriptorSet> sets;  ///< one per descriptor range
  uint32_t num_output_px = 0;                     ///< of one picture
  vk::Pipeline resolve;                           ///< for plans with supersampled groups
  std::span<const vk::raii::Event> marks;         ///< what tells how far the device came
  uint32_t pictures_per_mark = 1;
  vk::Pipeline look;                              ///< for plans with requests that look at canvases
};

/// A program's pictures (or canvases) in the order in which the device comes to them.
struct RecordedPictures {
  uint32_t program = 0;
  bool has_buffers = false;  ///< drawn among those of other programs with buffers
};

/// Every phase of the plan in turn: pictures of programs without buffers; the passes that write
/// buffers, frame by frame, pass by pass, all programs together; the pictures that read them; the
/// means of supersampled pictures, and the pictures that look at shared canvases. Barriers stand
/// between phases, after every (frame, pass) and before the means, and at the start where the plan
/// uses canvases or scratch, which an earlier submission may still be reading. target.marks[i] is
/// set when the i-th part of the result is drawn.
std::vector<RecordedPictures> record_batch(const BatchPlan& plan, PipelinePool::Impl& pool, const RecordTarget& target);

/// Makes what compute shaders wrote visible to later compute shaders, or to the host.
void record_barrier(const vk::raii::CommandBuffer& commands, vk::PipelineStageFlagBits2 reader);

}  // namespace progpretrain::render
