#include "engine/render/batch_recorder.h"

#include <algorithm>

namespace progpretrain::render {
namespace {

using Groups = std::span<const DispatchGroup>;

class Recorder {
 public:
  Recorder(PipelinePool::Impl& pool, const RecordTarget& target)
      : pool_(pool), target_(target), merges_requests_(gpu::merges_requests(*pool.device)) {}

  void record_phase(Groups groups) {
    for (const DispatchGroup& group : groups)
      if (!group.has_buffers() && group.makes != Makes::looks) record_picture(group);
    record_buffers(groups);
    for (const DispatchGroup& group : groups)
      if (group.has_buffers()) record_picture(group);
    record_resolve(groups);
  }

  std::vector<RecordedPictures> end() {
    if (recorded_.size() % target_.pictures_per_mark != 0) set_mark();
    return std::move(recorded_);
  }

  void barrier() { record_barrier(target_.commands, vk::PipelineStageFlagBits2::eComputeShader); }

 private:
  // Passes of different programs do not touch each other's buffers: they share the frames' and the
  // passes' barriers.
  void record_buffers(Groups groups) {
    uint32_t num_frames = 0;
    for (const DispatchGroup& group : groups) num_frames = std::max(num_frames, group.num_steps);
    for (uint32_t frame = 0; frame < num_frames; ++frame) {
      bool drawn = true;
      for (size_t pass = 0; drawn; ++pass) {
        drawn = false;
        for (const DispatchGroup& group : groups) {
          if (frame >= group.num_steps) continue;
          const ProgramPipelines& program = target_.programs.at(group.program);
          if (pass >= program.drawing.buffer_passes.size()) continue;
          const dialect::ComputePass& its = program.drawing.buffer_passes[pass];
          dispatch(*program.units[its.unit], group,
                   {0, group.first_step + frame, its.index, its.first_buffer,
                    its.num_buffers},
                   group.num_canvas_tiles_x, group.num_canvas_tiles_y);
          drawn = true;
        }
        if (drawn) barrier();
      }
    }
  }

  // The picture sees all buffers of the last frame.
  void record_picture(const DispatchGroup& group) {
    const ProgramPipelines& program = target_.programs.at(group.program);
    const ProgramDrawing& drawing = program.drawing;
    const bool shows_buffer = drawing.shown_buffer >= 0;
    const uint32_t step = group.has_buffers() ? group.first_step + group.num_steps - 1 : 0;
    const uint32_t pass =
        shows_buffer ? static_cast<uint32_t>(drawing.shown_buffer) : drawing.picture.index;
    dispatch(shows_buffer ? pool_.show_buffer() : *program.units[drawing.picture.unit], group,
             {0, step, pass, drawing.num_buffers, 0}, group.num_tiles_x,
             group.num_tiles_y);
    recorded_.push_back({group.program, group.has_buffers()});
    if (recorded_.size() % target_.pictures_per_mark == 0) set_mark();
  }

  void set_mark() {
    const size_t mark = (recorded_.size() - 1) / target_.pictures_per_mark;
    if (mark < target_.marks.size())
      target_.commands.setEvent(*target_.marks[mark], vk::PipelineStageFlagBits::eComputeShader);
  }

  void record_resolve(Groups groups) {
    bool prepared = false;
    for (const DispatchGroup& group : groups) {
      const bool looks = group.makes == Makes::looks;
      if (group.samples == 1 && !looks) continue;
      if (!prepared) barrier();
      prepared = true;
      if (looks) {
        dispatch(target_.look, group, {0, 0, 0, 0, 0}, group.num_tiles_x, group.num_tiles_y);
        continue;
      }
      dispatch(target_.resolve, group, {0, 0, 0, 0, 0},
               (target_.num_output_px + 63) / 64, 1);
    }
  }

  void dispatch(vk::Pipeline pipeline, const DispatchGroup& group,
                shaders::DispatchParams params, uint32_t num_tiles_x, uint32_t num_tiles_y) {
    const auto& commands = target_.commands;
    constexpr auto kCompute = vk::PipelineBindPoint::eCompute;
    if (pipeline != bound_pipeline_) commands.bindPipeline(kCompute, pipeline);
    bound_pipeline_ = pipeline;
    const vk::DescriptorSet set = *target_.sets[group.range];
    const uint32_t window = group.first_frame / PP_FRAMES_PER_WINDOW;
    if (set != bound_set_ || window != bound_window_)
      commands.bindDescriptorSets(kCompute, pool_.layout.handle(), 0, set, window * kWindowBytes);
    bound_set_ = set;
    bound_window_ = window;
    params.first_frame = group.first_frame % PP_FRAMES_PER_WINDOW;
    const uint32_t num_merged = merges_requests_ ? group.num_frames : 1;
    for (uint32_t done = 0; done < group.num_frames; done += num_merged, ++params.first_frame) {
      commands.pushConstants<shaders::DispatchParams>(
          pool_.layout.handle(), vk::ShaderStageFlagBits::eCompute, 0, params);
      commands.dispatch(num_tiles_x, num_tiles_y, num_merged);
    }
  }

  PipelinePool::Impl& pool_;
  const RecordTarget& target_;
  bool merges_requests_;
  std::vector<RecordedPictures> recorded_;
  vk::Pipeline bound_pipeline_;
  vk::DescriptorSet bound_set_;
  uint32_t bound_window_ = 0;
};

}  // namespace

std::vector<RecordedPictures> record_batch(const BatchPlan& plan, PipelinePool::Impl& pool, const RecordTarget& target) {
  Recorder recorder(pool, target);
  if (plan.scratch_px > 0 || plan.canvas_texels > 0) recorder.barrier();
  const Groups groups = plan.groups;
  for (size_t begin = 0, end = 0; begin < groups.size(); begin = end) {
    while (end < groups.size() && groups[end].phase == groups[begin].phase) ++end;
    if (begin > 0) recorder.barrier();
    recorder.record_phase(groups.subspan(begin, end - begin));
  }
  return recorder.end();
}

void record_barrier(const vk::raii::CommandBuffer& commands, vk::PipelineStageFlagBits2 reader) {
  using Access = vk::AccessFlagBits2;
  const bool host = reader == vk::PipelineStageFlagBits2::eHost;
  const vk::MemoryBarrier2 memory(
      vk::PipelineStageFlagBits2::eComputeShader, Access::eShaderWrite, reader,
      host ? vk::AccessFlags2(Access::eHostRead) : Access::eShaderRead | Access::eShaderWrite);
  commands.pipelineBarrier2(vk::DependencyInfo({}, memory));
}

}  // namespace progpretrain::render
