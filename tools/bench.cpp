// progpretrain bench: ratios measured side by side in one run (a machine's speed drifts; only paired ratios mean something).
#include <fmt/format.h>
#include <torch/types.h>

#include <algorithm>
#include <chrono>
#include <numeric>

#include "engine/base/check.h"
#include "engine/base/log.h"
#include "engine/render/request_plan.h"
#include "engine/stream/frame_stream.h"
#include "tools/corpus_session.h"
#include "trainer/sources/batch_tensor.h"

namespace progpretrain::tools {
namespace {

constexpr uint32_t kNumSlots = 3;

struct BenchOptions {
  CommonOptions common;
  std::string what = "stream";
  std::vector<uint32_t> sizes_px{64};
  uint32_t batch = 128, batches = 8, rounds = 5;
};

double seconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

// The same batches of requests, three ways, taking turns.
class Bench {
 public:
  Bench(const BenchOptions& options, const CorpusSession& session, const std::vector<render::DrawableProgram>& programs, uint32_t size_px)
      : options_(options), size_px_(size_px), session_(session.render_session(programs, {options.batch, size_px, size_px}, kNumSlots)) {
    plan_.num_programs = static_cast<uint32_t>(programs.size());
    plan_.seed = options.common.seed;
    plan_.views = 1;
    plan_.size_px = size_px;
    plan_.canvas_px = 2 * size_px;
  }

  base::Json run() {
    run_renderer();  // warm: every pipeline made, every page touched
    std::vector<double> floor, renderer, stream, renderer_ratio, stream_ratio;
    log::Progress progress(fmt::format("bench {} px", size_px_), "rounds", options_.rounds);
    for (uint32_t round = 0; round < options_.rounds; ++round) {
      floor.push_back(run_floor());
      renderer.push_back(run_renderer());
      stream.push_back(run_stream());
      renderer_ratio.push_back(floor.back() / renderer.back());
      stream_ratio.push_back(floor.back() / stream.back());
      progress.update(round + 1);
    }
    const double images = double{1} * options_.batch * options_.batches;
    return {{"size_px", size_px_},
            {"floor_images_s", images / median(floor)},
            {"renderer_images_s", images / median(renderer)},
            {"stream_images_s", images / median(stream)},
            {"ratio_renderer", median(renderer_ratio)},
            {"ratio_stream", median(stream_ratio)},
            {"floor_share", median(stream_ratio)}};
  }

 private:
  std::vector<render::FrameRequest> requests(uint64_t batch) const {
    std::vector<render::FrameRequest> out;
    for (uint64_t i = 0; i < options_.batch; ++i) out.push_back(render::request_of_view(plan_, batch * options_.batch + i, 0));
    return out;
  }

  // Bare dispatches: what was recorded for a batch, submitted again with nothing around it.
  double run_floor() {
    double total_s = 0;
    for (uint64_t batch = 0; batch < options_.batches; ++batch) {
      const auto lease = session_->renderer().submit(requests(batch));
      lease->acquire();
      total_s += session_->renderer().replay_ms(*lease, 1) * 1e-3;
    }
    return total_s;
  }

  // Requests in, pixels in the slot.
  double run_renderer() {
    return seconds_of([&] {
      for (uint64_t batch = 0; batch < options_.batches; ++batch) session_->renderer().submit(requests(batch))->acquire();
    });
  }

  // Requests in, a float batch on the training side out, drawn ahead.
  double run_stream() {
    return seconds_of([&] {
      stream::FrameStream frames(
          [this](auto wanted, auto timeout) { return session_->renderer().submit(wanted, timeout); },
          [this](uint64_t batch) { return requests(batch % options_.batches); }, 0, kNumSlots - 1);
      for (uint64_t batch = 0; batch < options_.batches; ++batch) checksum_ += trainer::take_as_float(frames.next().frames)[0][0][0][0].item<float>();
    });
  }

  const BenchOptions& options_;
  const uint32_t size_px_;
  std::unique_ptr<render::RenderSession> session_;
  render::RequestPlan plan_;
  float checksum_ = 0;
};

int run_bench(const BenchOptions& options) {
  CorpusSession session(options.common);
  if (!session.ensure_screened()) return kInterrupted;
  const auto programs = render::drawable_programs(session.store, session.driver_key);
  if (programs.empty()) throw EnvironmentError(corpus_name(options.common) + " has no program that can be drawn");
  base::Json rows = base::Json::array();
  for (const uint32_t size_px : options.sizes_px) rows.push_back(Bench(options, session, programs, size_px).run());
  if (options.common.json) {
    print_json({{"device", session.device->info().name}, {"programs", programs.size()}, {"batch", options.batch}, {"rows", rows}});
    return kDone;
  }
  print_line(fmt::format("{} programs of {} on {}, batches of {}, median of {} rounds taken in turns", programs.size(),
                         corpus_name(options.common), session.device->info().name, options.batch, options.rounds));
  print_line(fmt::format("{:>6} {:>16} {:>18} {:>16} {:>15} {:>13}", "px", "floor images/s", "renderer images/s", "stream images/s", "renderer/floor", "stream/floor"));
  for (const auto& row : rows)
    print_line(fmt::format("{:>6} {:>16.0f} {:>18.0f} {:>16.0f} {:>15.2f} {:>13.2f}", row["size_px"].get<uint32_t>(), row["floor_images_s"].get<double>(),
                           row["renderer_images_s"].get<double>(), row["stream_images_s"].get<double>(), row["ratio_renderer"].get<double>(), row["ratio_stream"].get<double>()));
  return kDone;
}

}  // namespace

void add_bench(CLI::App& app) {
  auto options = std::make_shared<BenchOptions>();
  CLI::App* command = app.add_subcommand("bench", "Images/s of bare dispatches (the floor), the renderer and the stream, side by side");
  add_common_options(*command, options->common, kCorpus | kDevice | kSeed | kJobs);
  command->add_option("what", options->what, "render or stream (both print the same table)")->check(CLI::IsMember({"render", "stream"}));
  command->add_option("--size", options->sizes_px, "Sizes in pixels, separated by commas")->capture_default_str()->delimiter(',')->allow_extra_args(false)->check(CLI::Range(8, 1024));
  command->add_option("--batch", options->batch, "Images a batch")->capture_default_str()->check(CLI::Range(1, 4096));
  command->add_option("--batches", options->batches, "Batches a round")->capture_default_str()->check(CLI::Range(1, 1000));
  command->add_option("--rounds", options->rounds, "Rounds; their median counts")->capture_default_str()->check(CLI::Range(1, 100));
  set_run(*command, [options] { return run_bench(*options); });
}

}  // namespace progpretrain::tools
