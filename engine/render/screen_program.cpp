#include "engine/render/screen_program.h"


#include <algorithm>
#include <array>
#include <chrono>
#include <numeric>
#include <span>
#include <thread>

#include "engine/base/check.h"
#include "engine/base/cpu_stopwatch.h"
#include "engine/base/out_of_memory.h"
#include "engine/dialect/translate.h"
#include "engine/frames/frame_ring.h"
#include "engine/gpu/device.h"
#include "engine/picture/codec.h"
#include "engine/render/batch_renderer.h"
#include "engine/render/device_errors.h"
#include "engine/render/picture_statistics.h"
#include "engine/render/pipeline_pool.h"
#include "engine/render/warming.h"
#include "engine/render/worker_pool.h"

namespace progpretrain::render {
namespace {

using corpus::Refusal;
using corpus::Screening;
using corpus::Verdict;

constexpr std::array kTimes_s{0.5f, 1.0f, 2.5f, 5.0f, 7.5f};
constexpr auto kNumFrames = static_cast<uint32_t>(kTimes_s.size());
// Frames that take longer are drawn once: the noise of the clock is small beside it.
constexpr double kRepeatBelow_ms = 10;
// The parent knows when a draw takes too long; the worker itself waits.
constexpr std::chrono::hours kForEver{24};

Screening refused(const Refusal& refusal) {
  Screening out;
  out.verdict = refusal.verdict;
  out.stage = refusal.stage;
  out.line = refusal.line;
  out.reason = refusal.reason;
  return out;
}

struct Frame {
  std::vector<uint8_t> pixels;  // (3, H, W)
  FrameCounts counts;
};

// All frames in one dispatch per pass.
struct Drawing {
  std::vector<Frame> frames;
  double ms = 0;  // what the drawing costs
};

// On a processor the cost is its time spread over its cores, as if no other process had wanted
// them.
Drawing draw(const gpu::Device& device, BatchRenderer& renderer, uint32_t size_px,
             std::span<const float> times_s) {
  std::vector<FrameRequest> requests;
  for (const float time_s : times_s) {
    requests.push_back(preview_request(0, size_px, time_s));
    requests.back().counts_budget = true;
  }
  const base::CpuStopwatch stopwatch;
  const auto lease = renderer.submit(requests, kForEver);
  PP_CHECK(lease.has_value());
  const uint8_t* pixels = lease->acquire(nullptr, kForEver);
  const double processor_ms = stopwatch.ms() / std::max(std::thread::hardware_concurrency(), 1u);
  const std::vector<FrameCounts> counts = renderer.counts(*lease);
  const auto image_bytes = static_cast<size_t>(lease->shape().image_bytes());
  Drawing out;
  for (size_t i = 0; i < times_s.size(); ++i)
    out.frames.push_back(
        {{pixels + i * image_bytes, pixels + (i + 1) * image_bytes}, counts.at(i)});
  out.ms = device.info().is_cpu ? processor_ms : renderer.device_ms(*lease);
  return out;
}

bool is_blank(const std::vector<Frame>& frames) {
  return std::all_of(frames.begin(), frames.end(),
                     [](const Frame& frame) { return is_nearly_uniform(frame.pixels); });
}

bool is_static(const std::vector<Frame>& frames) {
  return std::all_of(frames.begin(), frames.end(), [&](const Frame& frame) {
    return max_abs_difference(frames.front().pixels, frame.pixels) <= kStaticDifference;
  });
}

double average(const std::array<double, 3>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / 3.0;
}

size_t png_bytes(Planes pixels) {
  return picture::encode_png(picture::from_planar(pixels, kScreenSize_px, kScreenSize_px)).size();
}

void describe_frames(const std::vector<Frame>& frames, Screening& out) {
  uint64_t num_nan_px = 0, num_budget_px = 0;
  double mean = 0, std = 0, variance = 0, colours = 0, covered = 0, motion = 0, png = 0;
  double loop_instructions = 0, slopes = 0;
  int num_slopes = 0;
  const auto n = static_cast<double>(frames.size());
  for (size_t i = 0; i < frames.size(); ++i) {
    const Planes pixels = frames[i].pixels;
    const ChannelStatistics channels = channel_statistics(pixels);
    num_nan_px += frames[i].counts.num_nan_px;
    num_budget_px += frames[i].counts.num_budget_px;
    loop_instructions +=
        static_cast<double>(frames[i].counts.spent_budget) / (n * kScreenSize_px * kScreenSize_px);
    mean += average(channels.mean) / n;
    std += average(channels.std) / n;
    for (const double deviation : channels.std) variance += deviation * deviation / (3.0 * n);
    colours += colourfulness(pixels) / n;
    covered += coverage(pixels) / n;
    png += static_cast<double>(png_bytes(pixels)) / n;
    if (const auto slope = spectral_slope(pixels)) {
      slopes += *slope;
      ++num_slopes;
    }
    if (i > 0) motion += mean_abs_difference(frames[i - 1].pixels, pixels) / (n - 1);
  }
  if (num_nan_px > 0) out.flags.emplace_back("nan");
  if (num_budget_px > 0) out.flags.emplace_back("budget");
  if (is_blank(frames)) out.flags.emplace_back("blank");
  if (is_static(frames)) out.flags.emplace_back("static");
  out.measurements.update({{"num_nan_px", num_nan_px},
                           {"num_budget_px", num_budget_px},
                           {"loop_instructions", loop_instructions},
                           {"mean", mean},
                           {"std", std},
                           {"variance", variance},
                           {"colourfulness", colours},
                           {"coverage", covered},
                           {"png_bytes", png},
                           {"motion", motion}});
  if (num_slopes > 0) out.measurements["spectral_slope"] = slopes / num_slopes;
}

void describe_code(const TranslatedModule& translated, Screening& out) {
  const Translation& translation = translated.translation;
  const spirv::ProgramModule& module = translated.module;
  out.measurements = {{"spirv_key", translation.spirv_key},
                      {"translate_ms", translation.translate_ms},
                      {"num_instructions", translation.num_instructions},
                      {"num_loops", translation.num_loops},
                      {"uses_derivatives", translation.uses_derivatives},
                      {"num_passes", module.passes.size()},
                      {"num_buffers", module.num_buffers}};
  if (!module.notes.empty()) out.measurements["notes"] = module.notes;
  for (const dialect::DeclaredParameter& p : module.parameters) {
    const auto values = [&](const std::array<float, 4>& all) {
      return std::vector<float>(all.begin(), all.begin() + p.num_components);
    };
    out.measurements["parameters"].push_back({{"name", p.name},
                                              {"kind", p.kind},
                                              {"default", values(p.value)},
                                              {"min", values(p.min)},
                                              {"max", values(p.max)}});
  }
}

}  // namespace

corpus::Result<TranslatedModule> build_into_cache(const dialect::ComputeProgram& text,
                                                  const spirv::ModuleCache& cache,
                                                  const OnStage& on_stage) {
  const base::CpuStopwatch stopwatch;
  TranslatedModule out;
  out.translation.spirv_key = spirv::cache_key(text);
  if (auto cached = cache.load(out.translation.spirv_key)) {
    out.module = std::move(*cached);
    out.translation.from_cache = true;
  } else {
    on_stage(kStageCompile);
    auto built = spirv::build(text);
    if (!built) return corpus::Refused(built.error());
    out.module = std::move(*built);
    cache.save(out.translation.spirv_key, out.module);
  }
  out.translation.num_instructions = out.module.num_instructions();
  out.translation.num_loops = out.module.num_loops();
  out.translation.uses_derivatives = out.module.uses_derivatives();
  out.translation.translate_ms = stopwatch.ms();
  return out;
}

corpus::Result<TranslatedModule> translate_program(const corpus::Program& program,
                                                   const spirv::ModuleCache& cache,
                                                   const OnStage& on_stage,
                                                   const std::optional<Translation>& known) {
  const base::CpuStopwatch stopwatch;
  if (known)
    if (auto cached = cache.load(known->spirv_key)) return TranslatedModule{*known, *cached};
  on_stage(kStageDialect);
  const auto text = dialect::translate(program);
  if (!text) return corpus::Refused(text.error());
  auto out = build_into_cache(*text, cache, on_stage);
  if (out) out->translation.translate_ms = stopwatch.ms();
  return out;
}

struct ProgramScreener::Impl {
  Impl(std::shared_ptr<gpu::Device> its_device, spirv::ModuleCache its_cache, Code its_code)
      : device(std::move(its_device)),
        cache(std::move(its_cache)),
        code(device->info().is_cpu ? its_code : Code::optimised),
        warm(*device),
        first_ring(frames::make_host_ring(device, {1, kFirstDrawSize_px, kFirstDrawSize_px}, 1)),
        ring(frames::make_host_ring(device, {kNumFrames, kScreenSize_px, kScreenSize_px}, 1)) {}

  // Optimised: in the very pipelines and dispatches that training uses, so that what the driver's
  // disk cache keeps is what training asks for.
  void draw_all(const spirv::ProgramModule& module, const OnStage& on_stage, Screening& out) {
    on_stage(kStageDriver);
    PipelinePool pool(device, 1, [&](uint32_t) { return module; },
                      {.transformed = code == Code::optimised});
    out.measurements["code"] = to_string(code);
    try {
      BatchRenderer first(device, pool, *first_ring);
      const base::CpuStopwatch stopwatch;
      draw(*device, first, kFirstDrawSize_px, std::span(kTimes_s).first(1));
      out.measurements["compile_ms"] = stopwatch.ms();
    } catch (const frames::DeviceLost&) {
      throw;  // says nothing about the program
    } catch (const OutOfMemory&) {
      throw;
    } catch (const EnvironmentError& e) {
      out = refused({Verdict::unsupported, kStageDriver, 0, e.what()});
      return;
    }

    on_stage(kStageDraw);
    BatchRenderer renderer(device, pool, *ring);
    const Drawing drawing = draw(*device, renderer, kScreenSize_px, kTimes_s);
    double draw_ms = drawing.ms / kNumFrames;
    if (drawing.ms < kRepeatBelow_ms)
      draw_ms =
          std::min(draw_ms, draw(*device, renderer, kScreenSize_px, kTimes_s).ms / kNumFrames);
    out.measurements["draw_ms_64px"] = draw_ms;
    out.measurements["ms_per_megapixel"] = draw_ms * 1e6 / (kScreenSize_px * kScreenSize_px);
    describe_frames(drawing.frames, out);
  }

  std::shared_ptr<gpu::Device> device;
  spirv::ModuleCache cache;
  Code code;
  WarmList warm;
  std::unique_ptr<frames::FrameRing> first_ring, ring;
};

ProgramScreener::ProgramScreener(std::shared_ptr<gpu::Device> device, spirv::ModuleCache cache,
                                 Code code)
    : impl_(std::make_unique<Impl>(std::move(device), std::move(cache), code)) {}
ProgramScreener::~ProgramScreener() = default;

Screening ProgramScreener::screen(const corpus::Program& program, const OnStage& on_stage,
                                  const std::optional<Translation>& known) {
  const auto translated = translate_program(program, impl_->cache, on_stage, known);
  if (!translated) return refused(translated.error());
  Screening out;
  describe_code(*translated, out);
  const uint64_t messages_before = impl_->device->num_validation_messages();
  try {
    impl_->draw_all(translated->module, on_stage, out);
  } catch (...) {
    rethrow_device_error();
  }
  if (out.verdict == Verdict::ok && impl_->code == Code::optimised)
    impl_->warm.add(translated->translation.spirv_key);
  if (impl_->device->validates())
    out.measurements["num_validation_messages"] =
        impl_->device->num_validation_messages() - messages_before;
  return out;
}

}  // namespace progpretrain::render
