#pragma once
// Training images from programs, drawn while the model trains.
#include <memory>

#include "engine/render/pipeline_pool.h"
#include "engine/render/request_plan.h"
#include "trainer/source.h"

namespace progpretrain::trainer {

struct ShaderSourceOptions {
  render::RequestPlan plan;    ///< what is drawn
  uint32_t batch_samples = 0;  ///< samples a batch; the batch has batch_samples * plan.views images
  uint32_t num_slots = 3;      ///< batches in the ring
  uint64_t first_sample = 0;   ///< a multiple of batch_samples; where a resumed run goes on
};

/// Draws batches ahead on its own thread, on `device`, for a trainer on `reader`: in place where both are the same GPU,
/// with a copy otherwise. `load` gives program i of the run's list.
std::unique_ptr<ImageSource> make_shader_source(std::shared_ptr<gpu::Device> device,
                                                render::PipelinePool::LoadModule load,
                                                const ShaderSourceOptions& options, torch::Device reader);

}  // namespace progpretrain::trainer
