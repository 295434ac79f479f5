// progpretrain bench pretrain: training steps on live images against the same steps on one resident
// batch.
#include <fmt/format.h>

#include <chrono>

#include "engine/base/check.h"
#include "engine/base/log.h"
#include "engine/render/request_plan.h"
#include "tools/bench_options.h"
#include "tools/bench_stage.h"
#include "tools/bench_turns.h"
#include "tools/corpus_sample.h"
#include "tools/corpus_session.h"
#include "tools/run_folder.h"
#include "trainer/device.h"
#include "trainer/run_config.h"
#include "trainer/sources/batch_tensor.h"
#include "trainer/train_step.h"

namespace progpretrain::tools {
namespace {

trainer::RunConfig run_config(const BenchOptions& options, std::optional<uint32_t> size_px) {
  base::Json settings{{"corpus", options.common.corpus},
                      {"device", options.common.device},
                      {"seed", options.common.seed}};
  if (options.batch > 0) settings["batch"] = options.batch;
  if (size_px) {
    settings["size_px"] = *size_px;
    settings["canvas_px"] = 2 * *size_px;
  }
  for (const std::string& setting : options.settings) {
    const size_t equals = setting.find('=');
    const std::string name = setting.substr(0, equals);
    const trainer::RunField* field = nullptr;
    for (const trainer::RunField& candidate : trainer::run_fields())
      if (candidate.name == name) field = &candidate;
    if (!field || equals == std::string::npos)
      throw UsageError("--set " + setting +
                       ": expected NAME=VALUE of a setting in `progpretrain pretrain --help`, as "
                       "crop_scale_min=0.3");
    settings[name] = trainer::parse_field(*field, setting.substr(equals + 1));
  }
  return trainer::resolve_config(settings, "command line");
}

BatchesOfRequests run_requests(const trainer::RunConfig& config, uint32_t num_programs,
                               uint32_t num_batches) {
  const render::RequestPlan plan = request_plan_of(config, num_programs);
  BatchesOfRequests batches(num_batches);
  uint64_t sample = 0;
  for (auto& batch : batches)
    for (int64_t i = 0; i < config.batch; ++i, ++sample)
      for (uint32_t view = 0; view < plan.views; ++view)
        batch.push_back(render::request_of_view(plan, sample, view));
  return batches;
}

trainer::ImageBatch image_batch(stream::Batch drawn, const trainer::RunConfig& config,
                                torch::Device device) {
  trainer::ImageBatch batch;
  batch.first_sample = drawn.number * static_cast<uint64_t>(config.batch);
  batch.labels = torch::empty({config.batch}, torch::kInt64);
  for (int64_t i = 0; i < config.batch; ++i)
    batch.labels[i] =
        static_cast<int64_t>(drawn.requests[static_cast<size_t>(i * config.views)].program);
  batch.images = trainer::take_as_float(std::move(drawn.frames), device);
  return batch;
}

// Steps from the second on: the first of a turn waits for the first images.
double steps_s(trainer::TrainStep& step, uint64_t num_steps,
               const std::function<trainer::ImageBatch()>& next) {
  wait_for(step.run(next()).loss);
  const auto start = std::chrono::steady_clock::now();
  for (uint64_t i = 1; i < num_steps; ++i) step.run(next());
  wait_for(step.run(next()).loss);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int bench_pretrain(const BenchOptions& options) {
  std::vector<std::optional<uint32_t>> sizes(options.sizes_px.begin(), options.sizes_px.end());
  if (sizes.empty()) sizes.emplace_back();
  for (const auto& size_px : sizes)
    run_config(options, size_px);  // a wrong setting is refused before anything is measured
  CorpusSession session(options.common);
  const auto most_samples =
      std::max(int64_t{2}, run_config(options, sizes.front()).batch * options.batches);
  const auto programs = drawable_sample(session, static_cast<size_t>(most_samples));
  if (programs.size() < 2)
    throw EnvironmentError(corpus_name(options.common) + " has fewer than 2 programs to train on");
  const auto num_programs = static_cast<uint32_t>(programs.size());
  const GracefulStop graceful;
  base::Json rows = base::Json::array();
  for (const auto& size_px : sizes) {
    trainer::TrainStep step(run_config(options, size_px), num_programs);
    const trainer::RunConfig& config = step.config();
    const auto size = static_cast<uint32_t>(config.size_px),
               images = static_cast<uint32_t>(config.batch * config.views);
    BenchStage stage(session, programs, {images, size, size},
                     run_requests(config, num_programs, options.batches), step.device());
    log::info(fmt::format("bench pretrain {} px: drawing the resident batch", size));
    const trainer::ImageBatch resident =
        image_batch(BenchStage::Live(stage).next(), config, step.device());
    const std::vector<Contender> contenders{
        {"live",
         [&](uint64_t n) {
           BenchStage::Live live(stage);
           return steps_s(step, n, [&] { return image_batch(live.next(), config, step.device()); });
         }},
        {"resident", [&](uint64_t n) { return steps_s(step, n, [&] { return resident; }); }}};
    const auto turns = take_turns(fmt::format("bench pretrain {} px", size), contenders,
                                  {options.seconds, options.rounds, 1});
    if (!turns) return kInterrupted;
    rows.push_back({{"size_px", size},
                    {"method", config.method},
                    {"encoder", config.encoder},
                    {"precision", config.precision},
                    {"batch", config.batch},
                    {"views", config.views},
                    {"live_step_s", 1 / *turns->batches_per_s("live")},
                    {"resident_step_s", 1 / *turns->batches_per_s("resident")},
                    {"live_images_s", turns->images_per_s("live", images)},
                    {"ratio_live", turns->json_ratio("resident", "live")}});
    log::info(fmt::format("bench pretrain {} px: live step {:.4f} s, {:.3f} x the resident one",
                          size, rows.back()["live_step_s"].get<double>(),
                          rows.back()["ratio_live"].get<double>()));
  }
  if (options.common.json) {
    print_json(
        {{"device", session.device->info().name}, {"programs", programs.size()}, {"rows", rows}});
    return kDone;
  }
  const base::Json& first = rows.front();
  print_line(
      fmt::format("{} with {} in {}, {} samples x {} views, {} programs of {} on {}; medians of {} "
                  "rounds of {:g} s "
                  "turns",
                  first["method"].get<std::string>(), first["encoder"].get<std::string>(),
                  first["precision"].get<std::string>(), first["batch"].get<int64_t>(),
                  first["views"].get<int64_t>(), programs.size(), corpus_name(options.common),
                  session.device->info().name, options.rounds, options.seconds));
  print_line(fmt::format("{:>5} {:>13} {:>17} {:>14} {:>14}", "px", "live step, s",
                         "resident step, s", "live/resident", "live images/s"));
  for (const auto& row : rows)
    print_line(fmt::format("{:>5} ", row["size_px"].get<uint32_t>()) +
               table_cell(row["live_step_s"], 13, 4) + table_cell(row["resident_step_s"], 18, 4) +
               table_cell(row["ratio_live"], 15, 3) + table_cell(row["live_images_s"], 15, 0));
  return kDone;
}

}  // namespace progpretrain::tools
