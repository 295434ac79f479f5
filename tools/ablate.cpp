// progpretrain ablate: program by program, how diverse its images are and what they cost.
#include <fmt/format.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "engine/base/check.h"
#include "engine/base/log.h"
#include "tools/corpus_session.h"
#include "trainer/ablation/measure.h"
#include "trainer/ablation/report.h"
#include "trainer/checkpoint.h"
#include "trainer/feature_function.h"

namespace progpretrain::tools {
namespace {

struct AblateOptions {
  CommonOptions common;
  std::string out, checkpoint;
  uint32_t frames = 16, size_px = 64;
  float time_min_s = 0, time_max_s = 10;
};

struct NamedEncoder {
  std::string description;
  trainer::FeatureFunction encode;
};

NamedEncoder encoder_of(const AblateOptions& options) {
  if (!options.checkpoint.empty()) {
    const auto trained = trainer::load_encoder(options.checkpoint);
    return {fmt::format("{}, {} step {}", trained.name, trained.method, trained.step), trainer::feature_function(trained.encoder)};
  }
  torch::manual_seed(options.common.seed);
  return {"resnet18-half, randomly initialised", trainer::feature_function(trainer::make_encoder("resnet18-half"))};
}

int run_ablate(const AblateOptions& options) {
  const NamedEncoder encoder = encoder_of(options);
  CorpusSession session(options.common);
  if (!session.ensure_screened()) return kInterrupted;
  const auto programs = session.drawable_programs({true, true, true, false, true});
  if (programs.empty()) throw EnvironmentError(corpus_name(options.common) + " has no program that can be drawn");
  auto renderer = session.render_session(programs, {options.frames, options.size_px, options.size_px});

  const GracefulStop graceful;
  std::vector<trainer::ProgramRow> rows;
  log::Progress progress("measuring", "programs", programs.size());
  for (uint32_t i = 0; i < programs.size(); ++i) {
    if (stop_flag()) return kInterrupted;
    std::vector<render::FrameRequest> requests;
    for (uint32_t n = 0; n < options.frames; ++n)
      requests.push_back(render::preview_request(
          i, options.size_px, options.time_min_s + (options.time_max_s - options.time_min_s) * (static_cast<float>(n) + 0.5f) / static_cast<float>(options.frames)));
    render::DrawnFrames drawn = renderer->draw(requests);
    uint64_t num_nan_px = 0;
    for (const auto& counts : drawn.counts) num_nan_px += counts.num_nan_px;

    const auto entry = *session.store.find(programs[i].id, session.driver_key);
    trainer::ProgramFrames frames;
    frames.id = entry.program.id;
    frames.title = entry.program.title;
    frames.family = entry.program.family;
    frames.dialect = entry.program.dialect;
    frames.frames = torch::from_blob(drawn.planes.data(), {options.frames, 3, options.size_px, options.size_px}, torch::kUInt8);
    frames.ms_per_megapixel = entry.screening->measurements.value("ms_per_megapixel", 0.0);
    frames.nan_rate = static_cast<double>(num_nan_px) / (double{1} * options.frames * options.size_px * options.size_px);
    rows.push_back(trainer::measure_program(frames, encoder.encode));
    progress.update(i + 1);
  }
  progress.finish();
  trainer::write_report(options.out, "progpretrain: " + corpus_name(options.common), encoder.description, rows);
  if (options.common.json)
    print_json(trainer::to_report_json(corpus_name(options.common), encoder.description, rows));
  else
    print_line(fmt::format("{}/index.html: {} programs, {} frames each; programs.csv and programs.json beside it", options.out, rows.size(), options.frames));
  return kDone;
}

}  // namespace

void add_ablate(CLI::App& app) {
  auto options = std::make_shared<AblateOptions>();
  CLI::App* command = app.add_subcommand("ablate", "A report, program by program: diversity, colour, coverage, cost, NaN rate");
  add_common_options(*command, options->common, kCorpus | kPart | kDevice | kSeed | kJobs);
  command->add_option("-o,--out", options->out, "Report folder: index.html, programs.csv, programs.json")->required();
  command->add_option("--checkpoint", options->checkpoint, "Run whose encoder measures diversity (default: a random encoder)");
  command->add_option("--frames", options->frames, "Moments drawn of each program")->capture_default_str()->check(CLI::Range(2, 256));
  command->add_option("--size", options->size_px, "Width and height in pixels")->capture_default_str()->check(CLI::Range(16, 1024));
  command->add_option("--time-min", options->time_min_s, "Earliest moment, seconds")->capture_default_str();
  command->add_option("--time-max", options->time_max_s, "Latest moment, seconds")->capture_default_str();
  set_run(*command, [options] { return run_ablate(*options); });
}

}  // namespace progpretrain::tools
