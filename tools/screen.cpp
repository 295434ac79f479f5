// progpretrain screen: draw every program once.
#include <fmt/format.h>

#include "tools/corpus_report.h"
#include "tools/corpus_session.h"
#include "tools/corpus_summary.h"

namespace progpretrain::tools {
namespace {

struct ScreenOptions {
  CommonOptions common;
  ReportOptions report;
  render::WorkerLimits limits;
  uint32_t memory_mib = 3072;
  bool warm = false, again = false;
  bool latents = false;
};

base::Json to_json(const render::LatentCounts& counts) {
  return {{"programs", counts.num_programs}, {"measured_now", counts.num_done_now}, {"lifted", counts.num_lifted},
          {"literals", counts.num_literals}, {"differing", counts.num_differing},   {"failed", counts.num_failed},
          {"mean_cost", counts.mean_cost}};
}

std::string describe(const render::LatentCounts& counts) {
  return fmt::format("latent spaces: {} programs, {} with lifted literals ({} together, drawn at {:.2f} times the cost), {} differ when lifted, {} failed",
                     counts.num_programs, counts.num_lifted, counts.num_literals, counts.mean_cost, counts.num_differing, counts.num_failed);
}

int run_screen(ScreenOptions& options) {
  CorpusSession session(options.common);
  options.limits.memory_bytes = uint64_t{options.memory_mib} << 20;
  session.limits = options.limits;
  session.code = options.warm ? render::Code::optimised : render::Code::quick;
  session.again = options.again;
  const bool screened = session.ensure_screened() && (!options.latents || session.ensure_latents());
  session.again = false;
  const uint64_t num_screened = session.num_screened;  // the report may need more code
  const double screening_s = session.screening_s;
  const auto entries = session.store.entries(session.driver_key);
  const CorpusSummary summary = summarise(entries);
  // Interrupted, it says what is done so far and draws no report.
  const bool finished = screened && (options.report.folder.empty() ||
                                     write_corpus_report(options.report, session, entries, summary));
  if (options.common.json) {
    base::Json result = to_json(summary);
    result["corpus"] = corpus_name(options.common);
    result["device"] = session.device->info().name;
    result["driver_key"] = session.driver_key;
    result["screened_now"] = num_screened;
    result["elapsed_s"] = screening_s;
    if (options.latents) result["latents"] = to_json(session.latents);
    result["finished"] = finished;
    print_json(result);
  } else {
    print_summary(summary, "screened", num_screened, screening_s);
    if (options.latents) print_line(describe(session.latents));
    if (!finished) print_line("interrupted: the same command goes on from here");
    else if (!options.report.folder.empty()) print_line("report: " + (options.report.folder / "index.html").string());
  }
  if (!finished) return kInterrupted;
  return summary.total("ok") > 0 ? kDone : kFailure;
}

}  // namespace

void add_screen(CLI::App& app) {
  auto options = std::make_shared<ScreenOptions>();
  CLI::App* command = app.add_subcommand("screen", "Draw every program once in a worker: verdict, flags, cost, picture statistics");
  add_common_options(*command, options->common, kCorpus | kDevice | kSeed | kJobs);
  add_report_options(*command, options->report);
  command->add_option("--compile-limit", options->limits.compile_cpu_s, "Processor seconds that translating and compiling a program, with its first tiny picture, may take")->capture_default_str()->check(CLI::Range(0.1, 3600.0));
  command->add_option("--draw-limit", options->limits.draw_cpu_s, "Processor seconds that its five 64 px frames, drawn once or twice, may take")->capture_default_str()->check(CLI::Range(0.01, 3600.0));
  command->add_flag("--again", options->again, "Try once more what a limit or a crash ended: with other limits, or on a quieter machine");
  command->add_flag("--warm", options->warm, "Also make the machine code that render and pretrain use, so that they start at once, and measure the cost with it; on a device without GPU this takes twice as long (without it, they do it for what they draw)");
  command->add_option("--memory-limit", options->memory_mib, "MiB of memory that a worker may hold")->capture_default_str()->check(CLI::Range(256, 1 << 20));
  command->add_flag("--latents", options->latents, "Also measure latent spaces: which literals may be changed, and how far neighbours lie");
  set_run(*command, [options] { return run_screen(*options); });
}

}  // namespace progpretrain::tools
