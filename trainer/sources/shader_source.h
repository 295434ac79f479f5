#pragma once
// Training images from programs, drawn while the model trains.
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "engine/render/pipeline_pool.h"
#include "engine/render/request_plan.h"
#include "engine/stream/warm_ahead.h"
#include "trainer/source.h"

namespace progpretrain::trainer {

struct ShaderSourceOptions {
  render::RequestPlan plan;    ///< what is drawn
  uint32_t batch_samples = 0;  ///< samples a batch; the batch has batch_samples * plan.views images
  uint32_t num_slots = 3;      ///< batches in the ring
  uint64_t first_sample = 0;   ///< a multiple of batch_samples; where a resumed run goes on

  /// Not empty: samples whose programs are ready come first, and this file logs their order (stream::make_ready_first).
  std::filesystem::path order_log;
  /// Programs that the driver's cache does not know, and who compiles them; empty = all are known.
  std::vector<bool> cold;
  stream::WarmAhead::Warm warm;

  /// When nothing the device was given ends for this long (0 = any time), `on_stall` gets the programs among which it is, on
  /// a thread of its own; and when the device is lost, on the thread of next().
  double stall_s = 0;
  std::function<void(const std::vector<uint32_t>& programs)> on_stall;
};

/// Draws batches ahead on its own thread, on `device`, for a trainer on `reader`: in place where both are the same GPU,
/// with a copy otherwise. `load` gives program i of the run's list; of a plan that rotates, two working sets stay resident,
/// else all programs. next() throws render::ProgramFailure for a program that turns out not to be drawable.
std::unique_ptr<ImageSource> make_shader_source(std::shared_ptr<gpu::Device> device,
                                                render::PipelinePool::LoadModule load,
                                                const ShaderSourceOptions& options, torch::Device reader);

}  // namespace progpretrain::trainer
