#include "trainer/sources/shader_source.h"

#include <torch/types.h>

#include <chrono>

#include "engine/base/check.h"
#include "engine/frames/cuda_ring.h"
#include "engine/render/render_session.h"
#include "engine/stream/frame_stream.h"
#include "trainer/sources/batch_tensor.h"

namespace progpretrain::trainer {
namespace {

std::vector<render::FrameRequest> requests_of_batch(const ShaderSourceOptions& options, uint64_t number) {
  std::vector<render::FrameRequest> requests;
  requests.reserve(size_t{options.batch_samples} * options.plan.views);
  for (uint64_t i = 0; i < options.batch_samples; ++i)
    for (uint32_t view = 0; view < options.plan.views; ++view)
      requests.push_back(render::request_of_view(options.plan, number * options.batch_samples + i, view));
  return requests;
}

std::unique_ptr<frames::FrameRing> make_ring(const std::shared_ptr<gpu::Device>& device,
                                             const ShaderSourceOptions& options, torch::Device reader) {
  const frames::SlotShape shape{options.batch_samples * options.plan.views, options.plan.size_px, options.plan.size_px};
  return reader.is_cuda() ? frames::make_ring_for_cuda_reader(device, shape, options.num_slots)
                          : frames::make_host_ring(device, shape, options.num_slots);
}

class ShaderSource : public ImageSource {
 public:
  ShaderSource(std::shared_ptr<gpu::Device> device, render::PipelinePool::LoadModule load,
               const ShaderSourceOptions& options, torch::Device reader)
      : options_(options),
        reader_(reader),
        session_(device, options.plan.num_programs, std::move(load), make_ring(device, options, reader)),
        stream_([this](auto requests, auto timeout) { return session_.renderer().submit(requests, timeout); },
                [options](uint64_t number) { return requests_of_batch(options, number); },
                options.first_sample / options.batch_samples, std::max(1u, options.num_slots - 1)) {
    PP_CHECK_EQ(options.first_sample % options.batch_samples, 0u);
  }

  ImageBatch next() override {
    const auto start = std::chrono::steady_clock::now();
    stream::Batch drawn = stream_.next();
    if (!drawn.frames.on_cuda()) drawn.frames.acquire();  // on CUDA the device waits, not the host
    wait_s_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();

    ImageBatch batch;
    batch.first_sample = drawn.number * options_.batch_samples;
    batch.labels = torch::empty({options_.batch_samples}, torch::kInt64);
    auto labels = batch.labels.accessor<int64_t, 1>();
    for (int64_t i = 0; i < labels.size(0); ++i)
      labels[i] = drawn.requests[static_cast<size_t>(i) * options_.plan.views].program;
    batch.images = take_as_float(std::move(drawn.frames)).to(reader_);
    return batch;
  }

  int64_t num_classes() const override { return options_.plan.num_programs; }
  double take_wait_s() override { return std::exchange(wait_s_, 0.0); }

 private:
  const ShaderSourceOptions options_;
  const torch::Device reader_;
  render::RenderSession session_;
  stream::FrameStream stream_;  // last: its thread uses the session
  double wait_s_ = 0;
};

}  // namespace

std::unique_ptr<ImageSource> make_shader_source(std::shared_ptr<gpu::Device> device,
                                                render::PipelinePool::LoadModule load,
                                                const ShaderSourceOptions& options, torch::Device reader) {
  return std::make_unique<ShaderSource>(std::move(device), std::move(load), options, reader);
}

}  // namespace progpretrain::trainer
