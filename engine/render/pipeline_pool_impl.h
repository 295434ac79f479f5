#pragma once
// The Vulkan side of the pipeline pool, for the batch renderer.
#include <optional>
#include <vector>

#include "engine/gpu/pipeline.h"
#include "engine/render/pipeline_pool.h"
#include "engine/render/program_drawing.h"

namespace progpretrain::render {

struct ProgramPipelines {
  ProgramDrawing drawing;
  std::vector<vk::raii::Pipeline> units;
  bool reads_texels = false;  ///< some unit reads the stand-ins for hosts' textures
};

struct PipelinePool::Impl {
  Impl(std::shared_ptr<gpu::Device> its_device, uint32_t num_programs, LoadModule its_load,
       bool is_transformed);

  /// Created on first use; the reference stays valid.
  const ProgramPipelines& program(uint32_t program);

  /// Draws the picture of programs that show a buffer (shaders/show_buffer.glsl). Created on first use.
  vk::Pipeline show_buffer();

  std::shared_ptr<gpu::Device> device;
  gpu::PipelineLayout layout;
  LoadModule load;
  bool transformed;
  std::vector<std::optional<ProgramPipelines>> programs;
  vk::raii::Pipeline shows_buffer = nullptr;
  uint32_t num_resident = 0;
};

/// A compute shader of our own over the one layout: shaders/frame_params.h, then `files` of shaders/, with `defines`.
vk::raii::Pipeline make_own_pipeline(const gpu::Device& device, const gpu::PipelineLayout& layout,
                                     const std::string& defines, const std::vector<std::string_view>& files);

}  // namespace progpretrain::render
