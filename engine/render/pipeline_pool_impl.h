#pragma once
// The Vulkan side of the pipeline pool, for batch_renderer.cpp.
#include <vector>

#include "engine/gpu/pipeline.h"
#include "engine/render/pipeline_pool.h"

namespace progpretrain::render {

struct PipelinePool::Impl {
  Impl(std::shared_ptr<gpu::Device> its_device, uint32_t num_programs, LoadModule its_load);

  /// The program's pipeline, created on first use.
  vk::Pipeline pipeline(uint32_t program);

  std::shared_ptr<gpu::Device> device;
  gpu::PipelineLayout layout;
  LoadModule load;
  std::vector<vk::raii::Pipeline> pipelines;
  uint32_t num_resident = 0;
};

}  // namespace progpretrain::render
