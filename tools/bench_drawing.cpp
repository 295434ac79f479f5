// progpretrain bench render|stream: images/s of bare dispatches, of the renderer and of the stream,
// and what programs cost.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/base/check.h"
#include "engine/render/request_plan.h"
#include "tools/bench_options.h"
#include "tools/bench_stage.h"
#include "tools/bench_turns.h"
#include "tools/corpus_sample.h"
#include "tools/corpus_session.h"
#include "trainer/device.h"

namespace progpretrain::tools {
namespace {

constexpr uint32_t kBatch = 128;
constexpr double kShares[] = {0.5, 0.9, 0.99, 1.0};
constexpr const char* kShareNames[] = {"p50", "p90", "p99", "max"};

// The requests of a training run with one view: windows of a canvas twice as large, every program
// in turn.
BatchesOfRequests training_requests(const BenchOptions& options, uint32_t num_programs,
                                    uint32_t size_px) {
  render::RequestPlan plan;
  plan.num_programs = num_programs;
  plan.seed = options.common.seed;
  plan.views = 1;
  plan.size_px = size_px;
  plan.canvas_px = 2 * size_px;
  BatchesOfRequests batches(options.batches);
  uint64_t sample = 0;
  for (auto& batch : batches)
    for (uint32_t i = 0; i < options.batch_or(kBatch); ++i)
      batch.push_back(render::request_of_view(plan, sample++, 0));
  return batches;
}

// What screening measured of these programs on this device.
base::Json costs(const CorpusSession& session,
                 const std::vector<render::DrawableProgram>& programs) {
  std::set<std::string> ids;
  for (const auto& program : programs) ids.insert(program.id);
  std::vector<double> ms;
  for (const auto& entry : session.store.entries(session.driver_key))
    if (ids.contains(entry.program.id) && entry.screening)
      if (const auto found = entry.screening->measurements.find("ms_per_megapixel");
          found != entry.screening->measurements.end() && found->is_number())
        ms.push_back(found->get<double>());
  base::Json out{{"programs", ms.size()}};
  if (ms.empty()) return out;
  std::sort(ms.begin(), ms.end());
  for (size_t i = 0; i < std::size(kShares); ++i)
    out[kShareNames[i]] = ms[static_cast<size_t>(kShares[i] * static_cast<double>(ms.size() - 1))];
  double sum = 0;
  for (const double value : ms) sum += value;
  out["mean"] = sum / static_cast<double>(ms.size());
  return out;
}

void print_table(const BenchOptions& options, const CorpusSession& session,
                 const base::Json& result) {
  print_line(fmt::format(
      "{} programs of {} on {}, batches of {}; medians of {} rounds of {:g} s turns",
      result["programs"].get<size_t>(), corpus_name(options.common), session.device->info().name,
      options.batch_or(kBatch), options.rounds, options.seconds));
  const bool stream = options.what == "stream";
  print_line(fmt::format("{:>5} {:>15} {:>18} {:>15}{}", "px", "floor images/s",
                         "renderer images/s", "renderer/floor",
                         stream ? "  stream images/s  stream/floor" : ""));
  for (const auto& row : result["rows"]) {
    std::string line = fmt::format("{:>5} ", row["size_px"].get<uint32_t>()) +
                       table_cell(row["floor_images_s"], 15, 0) +
                       table_cell(row["renderer_images_s"], 19, 0) +
                       table_cell(row["ratio_renderer"], 16, 2);
    if (stream)
      line += table_cell(row["stream_images_s"], 17, 0) + table_cell(row["floor_share"], 14, 2);
    print_line(line);
  }
  const base::Json& cost = result["cost_ms_per_megapixel"];
  if (cost.contains("mean"))
    print_line(
        fmt::format("cost in screening, ms per megapixel: p50 {:.0f}, p90 {:.0f}, p99 {:.0f}, max "
                    "{:.0f}, mean {:.0f}",
                    cost["p50"].get<double>(), cost["p90"].get<double>(), cost["p99"].get<double>(),
                    cost["max"].get<double>(), cost["mean"].get<double>()));
}

}  // namespace

int bench_drawing(const BenchOptions& options) {
  CorpusSession session(options.common);
  const uint32_t batch = options.batch_or(kBatch);
  const auto programs = drawable_sample(session, size_t{options.batches} * batch);
  if (programs.empty())
    throw EnvironmentError(corpus_name(options.common) + " has no program that can be drawn");
  const torch::Device reader = trainer::training_device(options.common.device);
  const GracefulStop graceful;
  base::Json rows = base::Json::array();
  for (const uint32_t size_px : options.sizes_px_or({64, 128, 256})) {
    BenchStage stage(session, programs, {batch, size_px, size_px},
                     training_requests(options, static_cast<uint32_t>(programs.size()), size_px),
                     reader);
    std::vector<Contender> contenders{
        {"floor", [&](uint64_t n) { return stage.floor_s(n); }},
        {"renderer", [&](uint64_t n) { return stage.renderer_s(n); }}};
    if (options.what == "stream")
      contenders.push_back({"stream", [&](uint64_t n) { return stage.stream_s(n); }});
    const auto turns = take_turns(fmt::format("bench {} {} px", options.what, size_px), contenders,
                                  {options.seconds, options.rounds, options.batches});
    if (!turns) return kInterrupted;
    base::Json row{{"size_px", size_px},
                   {"floor_images_s", turns->images_per_s("floor", batch)},
                   {"renderer_images_s", turns->images_per_s("renderer", batch)},
                   {"ratio_renderer", turns->json_ratio("renderer", "floor")}};
    if (turns->has("stream")) {
      row["stream_images_s"] = turns->images_per_s("stream", batch);
      row["floor_share"] = turns->json_ratio("stream", "floor");
    }
    rows.push_back(row);
  }
  const base::Json result{{"device", session.device->info().name},
                          {"programs", programs.size()},
                          {"batch", batch},
                          {"cost_ms_per_megapixel", costs(session, programs)},
                          {"rows", rows}};
  if (options.common.json)
    print_json(result);
  else
    print_table(options, session, result);
  return kDone;
}

}  // namespace progpretrain::tools
