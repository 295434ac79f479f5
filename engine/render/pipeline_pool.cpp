#include "engine/render/pipeline_pool.h"

#include "engine/base/check.h"
#include "engine/render/pipeline_pool_impl.h"

namespace progpretrain::render {

PipelinePool::Impl::Impl(std::shared_ptr<gpu::Device> its_device, uint32_t num_programs, LoadModule its_load)
    : device(std::move(its_device)), layout(*device), load(std::move(its_load)) {
  pipelines.reserve(num_programs);
  for (uint32_t i = 0; i < num_programs; ++i) pipelines.emplace_back(nullptr);
}

vk::Pipeline PipelinePool::Impl::pipeline(uint32_t program) {
  PP_CHECK(program < pipelines.size(), "program ", program, " of ", pipelines.size());
  vk::raii::Pipeline& found = pipelines[program];
  if (!*found) {
    const spirv::Module module = load(program);
    found = gpu::make_pipeline(*device, layout, module.words, module.uses_derivatives);
    ++num_resident;
  }
  return *found;
}

PipelinePool::PipelinePool(std::shared_ptr<gpu::Device> device, uint32_t num_programs, LoadModule load)
    : impl_(std::make_unique<Impl>(std::move(device), num_programs, std::move(load))) {}
PipelinePool::~PipelinePool() = default;

uint32_t PipelinePool::num_programs() const { return static_cast<uint32_t>(impl_->pipelines.size()); }
uint32_t PipelinePool::num_resident() const { return impl_->num_resident; }

}  // namespace progpretrain::render
