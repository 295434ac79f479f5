#include "trainer/sources/shader_source.h"

#include <torch/types.h>

#include <algorithm>
#include <chrono>

#include "engine/base/check.h"
#include "engine/frames/cuda_ring.h"
#include "engine/render/render_session.h"
#include "engine/stream/frame_stream.h"
#include "engine/stream/sample_order.h"
#include "engine/stream/watchdog.h"
#include "trainer/sources/batch_tensor.h"

namespace progpretrain::trainer {
namespace {

std::unique_ptr<frames::FrameRing> make_ring(const std::shared_ptr<gpu::Device>& device,
                                             const ShaderSourceOptions& options, torch::Device reader) {
  const frames::SlotShape shape{options.batch_samples * options.plan.views, options.plan.size_px, options.plan.size_px};
  return reader.is_cuda() ? frames::make_ring_for_cuda_reader(device, shape, options.num_slots)
                          : frames::make_host_ring(device, shape, options.num_slots);
}

// Samples to look ahead: far enough that the next working set is loaded all the while this one is shown.
uint64_t num_samples_ahead(const ShaderSourceOptions& options) {
  const render::Rotation rotation = render::rotation_of(options.plan);
  const uint64_t wanted = rotation.rotates() ? uint64_t{rotation.working_set} * rotation.visit_samples
                                             : rotation.epoch_samples();
  return std::max<uint64_t>(wanted, 2 * options.batch_samples);
}

uint32_t pool_capacity(const render::RequestPlan& plan) {
  return render::rotation_of(plan).rotates() ? 2 * plan.working_set : 0;
}

constexpr uint32_t kWarmGroup = 32;

class ShaderSource : public ImageSource {
 public:
  ShaderSource(std::shared_ptr<gpu::Device> device, render::PipelinePool::LoadModule load,
               const ShaderSourceOptions& options, torch::Device reader)
      : options_(options),
        reader_(reader),
        warm_(make_warm()),
        session_(device, options.plan.num_programs, warmed(std::move(load)), make_ring(device, options, reader),
                 render::RenderLimits::for_training(*device),
                 pool_capacity(options.plan)),
        loader_(program_of_sample(), [this](uint32_t program) { session_.pool().make_ready(program); },
                options.first_sample, num_samples_ahead(options)),
        order_(make_order()),
        watchdog_(make_watchdog()),
        stream_([this](auto requests, auto timeout) { return session_.renderer().submit(requests, timeout); },
                [this](uint64_t number) { return requests_of_batch(number); },
                options.first_sample / options.batch_samples, std::max(1u, options.num_slots - 1)) {
    PP_CHECK_EQ(options.first_sample % options.batch_samples, 0u);
  }

  // Nobody waits any longer for programs that are being compiled.
  ~ShaderSource() override {
    if (warm_) warm_->stop();
  }

  ImageBatch next() override {
    const auto start = std::chrono::steady_clock::now();
    stream::Batch drawn = next_drawn();
    wait_s_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    num_images_ += drawn.requests.size();

    ImageBatch batch;
    batch.first_sample = drawn.number * options_.batch_samples;
    batch.labels = torch::empty({options_.batch_samples}, torch::kInt64);
    auto labels = batch.labels.accessor<int64_t, 1>();
    for (int64_t i = 0; i < labels.size(0); ++i)
      labels[i] = drawn.requests[static_cast<size_t>(i) * options_.plan.views].program;
    batch.images = take_as_float(std::move(drawn.frames), reader_);
    return batch;
  }

  int64_t num_classes() const override { return options_.plan.num_programs; }
  double take_wait_s() override { return std::exchange(wait_s_, 0.0); }

  SourceCounters counters() const override {
    const auto pool = session_.pool().counters();
    const auto renderer = session_.renderer().counters();
    SourceCounters out;
    out.num_images = num_images_;
    out.draw_ms = renderer.device_ms;
    out.num_hits = pool.num_hits;
    out.num_misses = pool.num_misses;
    out.num_loads = pool.num_loads;
    out.load_s = pool.load_s;
    out.num_looks = renderer.num_looks;
    out.num_canvases = renderer.num_canvases;
    out.num_warmed = warm_ ? warm_->num_warmed() : 0;
    return out;
  }

 private:
  stream::Batch next_drawn() {
    try {
      stream::Batch drawn = stream_.next();
      if (!drawn.frames.on_cuda()) drawn.frames.acquire();  // on CUDA the device waits, not the host
      return drawn;
    } catch (const frames::DeviceLost&) {
      if (options_.on_stall)
        if (const auto state = session_.renderer().drawing_state()) options_.on_stall(state->programs);
      throw;
    }
  }

  stream::LoadAhead::ProgramOfSample program_of_sample() const {
    return [plan = options_.plan](uint64_t sample) { return render::program_of_sample(plan, sample); };
  }

  std::unique_ptr<stream::WarmAhead> make_warm() const {
    if (std::find(options_.cold.begin(), options_.cold.end(), true) == options_.cold.end()) return nullptr;
    PP_CHECK_EQ(options_.cold.size(), size_t{options_.plan.num_programs});
    return std::make_unique<stream::WarmAhead>(options_.cold, program_of_sample(), options_.warm, options_.first_sample,
                                               num_samples_ahead(options_) + kWarmGroup * uint64_t{options_.batch_samples}, kWarmGroup);
  }

  render::PipelinePool::LoadModule warmed(render::PipelinePool::LoadModule load) const {
    if (!warm_) return load;
    return [this, load = std::move(load)](uint32_t program) {
      if (const std::string reason = warm_->wait_for(program); !reason.empty())
        throw render::ProgramFailure(program, reason);
      return load(program);
    };
  }

  std::unique_ptr<stream::SampleOrder> make_order() {
    if (options_.order_log.empty()) return stream::make_ordered(options_.batch_samples);
    stream::ReadyFirst ready_first;
    ready_first.batch_samples = options_.batch_samples;
    ready_first.first_batch = options_.first_sample / options_.batch_samples;
    ready_first.is_ready = [this, program_of = program_of_sample()](uint64_t sample) {
      return session_.pool().is_ready(program_of(sample));
    };
    ready_first.max_ahead = num_samples_ahead(options_);
    ready_first.log = options_.order_log;
    return stream::make_ready_first(ready_first);
  }

  std::unique_ptr<stream::Watchdog> make_watchdog() {
    if (options_.stall_s <= 0) return nullptr;
    return std::make_unique<stream::Watchdog>(
        [this]() -> std::optional<uint64_t> {
          const auto state = session_.renderer().drawing_state();
          return state ? std::optional(state->progress) : std::nullopt;
        },
        std::chrono::nanoseconds(static_cast<int64_t>(1e9 * options_.stall_s)), [this] {
          if (const auto state = session_.renderer().drawing_state()) options_.on_stall(state->programs);
        });
  }

  // On the drawing thread.
  std::vector<render::FrameRequest> requests_of_batch(uint64_t number) {
    const std::vector<uint64_t> samples = order_->samples_of_batch(number);
    loader_.reach(order_->reached());
    if (warm_) warm_->reach(order_->reached());
    std::vector<render::FrameRequest> requests;
    requests.reserve(samples.size() * options_.plan.views);
    for (const uint64_t sample : samples)
      for (uint32_t view = 0; view < options_.plan.views; ++view)
        requests.push_back(render::request_of_view(options_.plan, sample, view));
    return requests;
  }

  const ShaderSourceOptions options_;
  const torch::Device reader_;
  const std::unique_ptr<stream::WarmAhead> warm_;
  render::RenderSession session_;
  stream::LoadAhead loader_;
  const std::unique_ptr<stream::SampleOrder> order_;
  const std::unique_ptr<stream::Watchdog> watchdog_;
  stream::FrameStream stream_;  // last: its thread uses everything above
  double wait_s_ = 0;
  uint64_t num_images_ = 0;
};

}  // namespace

std::unique_ptr<ImageSource> make_shader_source(std::shared_ptr<gpu::Device> device,
                                                render::PipelinePool::LoadModule load,
                                                const ShaderSourceOptions& options, torch::Device reader) {
  return std::make_unique<ShaderSource>(std::move(device), std::move(load), options, reader);
}

}  // namespace progpretrain::trainer
