// progpretrain pretrain: trains an encoder on programs that are drawn while it trains.
#include <fmt/format.h>
#include <torch/types.h>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/base/log.h"
#include "engine/render/warming.h"
#include "tools/corpus_sample.h"
#include "tools/corpus_session.h"
#include "tools/default_corpus.h"
#include "tools/latent_views.h"
#include "tools/pretrain_pictures.h"
#include "tools/run_folder.h"
#include "tools/supervisor.h"
#include "trainer/checkpoint.h"
#include "trainer/device.h"
#include "trainer/dry_run.h"
#include "trainer/sources/shader_source.h"
#include "trainer/train_loop.h"

namespace progpretrain::tools {
namespace {

constexpr size_t kMostBlamed = 16;

struct PretrainOptions {
  CommonOptions common;  // corpus, device and seed are settings of the run
  bool resume = false, dry_run = false;
  std::string out;
  int64_t epochs = 0, epoch_images = 0;
  base::Json settings = base::Json::object();  // what the command line says of the run's configuration
};

trainer::RunConfig new_config(PretrainOptions options) {
  if ((options.epochs > 0) != (options.epoch_images > 0))
    throw UsageError("--epochs and --epoch-images belong together: epochs of N samples each");
  if (options.epochs > 0) {
    if (options.settings.contains("steps")) throw UsageError("give --steps or --epochs, not both");
    const auto batch = trainer::resolve_config(options.settings, "command line").batch;
    options.settings["steps"] = (options.epochs * options.epoch_images + batch - 1) / batch;
  }
  // The run folder must find its corpus from anywhere, and the same one when another becomes the default.
  if (const std::string images = options.settings.value("images", ""); !images.empty())
    options.settings["images"] = std::filesystem::absolute(images).lexically_normal().string();
  else if (const std::string corpus = options.settings.value("corpus", ""); corpus.empty())
    options.settings["corpus"] = default_corpus();
  else if (!names_builtin(corpus))
    options.settings["corpus"] = std::filesystem::absolute(corpus).lexically_normal().string();
  return trainer::resolve_config(options.settings, "command line");
}

base::Json provenance_of(const CorpusSession& session, const std::vector<render::DrawableProgram>& programs) {
  std::map<std::string, int> licences;
  base::Json hashes = base::Json::array();
  std::map<std::string, std::string> licence_of;  // one query, not thousands
  for (const auto& entry : session.store.entries()) licence_of[entry.program.id] = entry.program.licence;
  for (const auto& program : programs) {
    const std::string& licence = licence_of.at(program.id);
    ++licences[licence.empty() ? "unknown" : licence];
    hashes.push_back(program.content_hash);
  }
  return {{"corpus", corpus_name(session.options)}, {"corpus_fingerprint", session.store.fingerprint()},
          {"driver_key", session.driver_key},       {"device", session.device->info().name},
          {"licences", licences},                   {"program_hashes", hashes},
          {"real_images_seen", 0}};
}

class Pretraining {
 public:
  Pretraining(const PretrainOptions& options, const trainer::RunConfig& config)
      : options_(options), config_(config), session_(common()) {}

  int run() {
    if (!options_.dry_run) lock_.emplace(options_.out);
    session_.code = render::Code::quick;  // what it does not leave in the driver's cache is compiled ahead of its turn
    session_.trust_packs = trusts_packs(config_);
    if (options_.resume) {
      const RunFolder folder(options_.out);
      programs_ = folder.programs(session_);
      plan_ = folder.plan(programs_);
    } else {
      if (!choose_programs()) return kInterrupted;
      if (!begin_latent_views(session_, config_, programs_)) return kInterrupted;
    }
    if (programs_.size() < 2)
      throw EnvironmentError(fmt::format("{} has {} programs to train on, 2 are the least", corpus_name(session_.options), programs_.size()));
    if (!options_.resume) plan_new_run();
    find_cold();
    trainer::TrainStep step(config_, static_cast<int64_t>(programs_.size()));
    config_ = step.config();
    log::info(fmt::format("{} programs of {}, drawn on {}", programs_.size(), corpus_name(session_.options), session_.device->info().name));
    log::info("configuration:\n" + trainer::describe(config_));
    report_stream();
    if (options_.dry_run) return report_dry_run(step);

    if (options_.resume) {
      const auto checkpoint = trainer::newest_checkpoint(options_.out);
      if (checkpoint) {
        check_configuration(options_.out, *checkpoint, config_);
        trainer::load_checkpoint(*checkpoint, step);
      }
      log::info(fmt::format("going on at step {}", step.completed_steps()));
    } else {
      RunFolder::create(options_.out, config_, session_, programs_, *plan_.sharing);
    }
    if (!std::filesystem::exists(std::filesystem::path(options_.out) / kViewSheet)) draw_views(step);
    return train(step);
  }

 private:
  CommonOptions common() const {
    CommonOptions common;
    common.corpus = config_.corpus;
    common.part = {config_.split, config_.subset, trainer::families_of(config_)};
    common.device = config_.device;
    common.seed = static_cast<uint64_t>(config_.seed);
    common.jobs = options_.common.jobs;
    return common;
  }

  // False when interrupted.
  bool choose_programs() {
    if (config_.num_programs > 0) {
      programs_ = sample_corpus(session_, static_cast<uint32_t>(config_.num_programs), session_.options.seed).programs;
      return true;
    }
    if (!session_.ensure_screened()) return false;
    render::DrawableFilter filter;
    filter.with_quick_code = true;
    programs_ = session_.drawable_programs(filter);
    report_left_out();
    return true;
  }

  void plan_new_run() {
    const auto num_programs = static_cast<uint32_t>(programs_.size());
    config_.working_set = working_set_of(config_, num_programs, session_.device->info());
    plan_ = request_plan_of(config_, num_programs);
    plan_.sharing = std::make_shared<const render::CanvasSharing>(sharing_of(config_, programs_, *session_.device));
    set_latent_sigmas(programs_, plan_);
  }

  // What the driver's cache does not know is compiled in workers, ahead of its turn. (Lifted variants were drawn in workers
  // when their latents were measured.)
  void find_cold() {
    if (plan_.kind == render::ViewKind::latent) return cold_.assign(programs_.size(), false);
    const render::WarmList warm(*session_.device);
    for (const auto& program : programs_) cold_.push_back(!warm.contains(program.spirv_key));
  }

  void report_stream() const {
    const render::Rotation rotation = render::rotation_of(plan_);
    if (rotation.rotates())
      log::info(fmt::format("{} programs are shown in turns of {}, {} samples each before the next ones: an epoch has {} samples",
                            rotation.num_programs, rotation.working_set, rotation.visit_samples, rotation.epoch_samples()));
    if (const auto num_cold = std::count(cold_.begin(), cold_.end(), true); num_cold > 0)
      log::info(fmt::format("{} programs are not in the driver's cache: workers compile them ahead of their turn", num_cold));
    const auto num_shared = std::count(plan_.sharing->shares.begin(), plan_.sharing->shares.end(), true);
    if (num_shared > 0)
      log::info(fmt::format("{} programs cost more than {} times the median: one drawing of their canvas ({} px) serves {} images",
                            num_shared, render::kExpensive, plan_.sharing->drawn_px, plan_.sharing->samples_per_canvas * plan_.views));
    if (!plan_.quarantine.empty())
      log::warn(fmt::format("{} programs are in quarantine, because drawing them stopped the run (see quarantine.json)", plan_.quarantine.size()));
  }

  trainer::ShaderSourceOptions source_options(int64_t completed_steps) const {
    trainer::ShaderSourceOptions options;
    options.plan = plan_;
    options.batch_samples = static_cast<uint32_t>(config_.batch);
    options.first_sample = trainer::first_sample(config_, completed_steps);
    options.cold = cold_;
    options.warm = [this, warmer = std::make_shared<render::ProgramWarmer>(
                              session_.store.path(), screening_options(session_.options))](
                       const std::vector<uint32_t>& programs, const std::atomic<bool>& stop) {
      std::vector<std::string> ids;
      for (const uint32_t program : programs) ids.push_back(programs_[program].id);
      return warmer->warm(ids, stop);
    };
    return options;
  }

  void watch(trainer::ShaderSourceOptions& options) const {
    options.stall_s = config_.stall_s;
    options.on_stall = [this](const std::vector<uint32_t>& programs) {
      leave_stuck(RunFolder(options_.out), programs, fmt::format("the device did not come to an end with it (--stall-s {:g})", config_.stall_s));
    };
  }

  std::unique_ptr<trainer::ImageSource> source(const trainer::ShaderSourceOptions& options) const {
    return trainer::make_shader_source(session_.device, session_.module_loader(programs_), options,
                                       trainer::training_device(config_.device));
  }

  int report_dry_run(trainer::TrainStep& step) const {
    const auto images = source(source_options(0));
    const trainer::DryRunReport report = trainer::dry_run(step, *images);
    if (options_.common.json)
      print_json({{"steps", report.num_steps}, {"step_s", report.step_s}, {"samples_s", report.samples_per_s},
                  {"images_s", report.images_per_s}, {"wait_share", report.wait_share}, {"run_hours", report.run_hours},
                  {"peak_memory_mib", report.peak_memory_mib}, {"first_loss", report.first_loss},
                  {"uninformed_loss", report.uninformed_loss}});
    else
      print_line(trainer::describe(report));
    return kDone;
  }

  // Programs that can be drawn but teach nothing are left out; the user should know.
  void report_left_out() const {
    std::map<std::string, int> reasons;
    for (const auto& entry : session_.store.entries(session_.driver_key)) {
      if (entry.refused || !entry.screening || entry.screening->verdict != corpus::Verdict::ok || !entry.duplicate_of.empty()) continue;
      for (const auto& flag : entry.screening->flags)
        if (flag != "nan") ++reasons[flag];
    }
    std::string text;
    for (const auto& [flag, count] : reasons) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, flag);
    if (!text.empty()) log::info("left out of training: " + text + " (a program may have several flags; see `progpretrain list`)");
  }

  // What the encoder sees, before the first step: every pair of columns is one sample.
  void draw_views(const trainer::TrainStep& step) const {
    trainer::ShaderSourceOptions options = source_options(0);
    watch(options);
    options.batch_samples = static_cast<uint32_t>(std::min(config_.batch, kViewSheetSamples));
    const trainer::ImageBatch batch = source(options)->next();
    write_view_sheet(step, batch, options_.out);
  }

  int train(trainer::TrainStep& step) const {
    if (step.completed_steps() >= config_.steps) {
      print_line(fmt::format("{}: all {} steps are done already", options_.out, config_.steps));
      return kDone;
    }
    const GracefulStop graceful;
    const RunFolder folder(options_.out);
    trainer::ShaderSourceOptions options = source_options(step.completed_steps());
    options.order_log = folder.order_log();
    watch(options);
    const auto images = source(options);
    trainer::LoopSettings settings;
    settings.run_folder = options_.out;
    settings.stop = &stop_flag();
    const base::Json state = {{"quarantine", quarantined_hashes()}};
    base::Json provenance;
    settings.provenance = [&] {
      if (provenance.is_null()) provenance = provenance_of(session_, programs_);
      return provenance;
    };
    settings.stream_state = [&] { return state; };
    trainer::LoopResult result;
    try {
      result = trainer::train(step, *images, settings);
    } catch (const render::ProgramFailure& e) {
      leave_stuck(folder, {e.program}, e.what());
    }
    report_images(result);
    if (options_.common.json)
      print_json({{"run", options_.out}, {"steps", result.completed_steps}, {"interrupted", result.interrupted},
                  {"first_loss", result.first_loss}, {"last_loss", result.last_loss}, {"images_s", result.images_per_s},
                  {"wait_share", result.wait_share}, {"train_s", result.train_s}, {"draw_s", 1e-3 * result.images.draw_ms},
                  {"working_set_hits", result.images.hit_share()}, {"programs_loaded", result.images.num_loads},
                  {"load_s", result.images.load_s}, {"programs_compiled", result.images.num_warmed},
                  {"reuse_share", result.images.reuse_share()}, {"canvases", result.images.num_canvases},
                  {"quarantined", plan_.quarantine.size()}, {"collapsed", result.collapsed}, {"checkpoint", result.checkpoint.string()}});
    else
      print_line(fmt::format("{}: step {} of {}, loss {:.4f} -> {:.4f}, {:.0f} images/s, {:.0f} % of the time waiting for images{}",
                             options_.out, result.completed_steps, config_.steps, result.first_loss, result.last_loss,
                             result.images_per_s, 100 * result.wait_share,
                             result.interrupted ? "; interrupted, go on with --resume" : ""));
    return result.interrupted ? kInterrupted : kDone;
  }

  // The next process begins at the newest checkpoint, and from there on without the programs.
  [[noreturn]] void leave_stuck(const RunFolder& folder, const std::vector<uint32_t>& programs, const std::string& reason) const {
    std::vector<render::DrawableProgram> bad;
    for (const uint32_t program : programs) bad.push_back(programs_.at(program));
    // When it is not known which one it was, the most expensive one is the likeliest.
    std::sort(bad.begin(), bad.end(), [](const auto& a, const auto& b) { return a.ms_per_megapixel > b.ms_per_megapixel; });
    if (bad.size() > kMostBlamed) bad.resize(1);
    folder.add_to_quarantine(bad, folder.checkpoint_sample(), reason);
    for (const auto& program : bad)
      log::warn(fmt::format("program {} is put in quarantine: {}; the run goes on from its newest checkpoint", program.id, reason));
    std::fflush(nullptr);
    std::_Exit(kStuck);
  }

  base::Json quarantined_hashes() const {
    base::Json out = base::Json::array();
    for (const auto& q : plan_.quarantine)
      out.push_back({{"content_hash", programs_[q.program].content_hash}, {"first_sample", q.first_sample}});
    return out;
  }

  void report_images(const trainer::LoopResult& result) const {
    const trainer::SourceCounters& images = result.images;
    log::info(fmt::format("drawing took {:.1f} s of the device, training {:.1f} s; programs were ready {:.2f} % of the times they were "
                          "wanted, {} were loaded in {:.1f} s{}",
                          1e-3 * images.draw_ms, result.train_s, 100 * images.hit_share(), images.num_loads, images.load_s,
                          images.num_warmed > 0 ? fmt::format(", {} of them compiled first", images.num_warmed) : ""));
    if (images.num_looks > 0)
      log::info(fmt::format("{} images of expensive programs came from {} drawings: {:.0f} % of all images were reused",
                            images.num_looks, images.num_canvases, 100 * images.reuse_share()));
  }

  const PretrainOptions options_;
  std::optional<RunLock> lock_;
  trainer::RunConfig config_;
  CorpusSession session_;
  std::vector<render::DrawableProgram> programs_;
  render::RequestPlan plan_;
  std::vector<bool> cold_;  // by program
};

// What is in quarantine, as a number that a restart must let grow.
uint64_t quarantine_size(const std::string& run) {
  const std::filesystem::path folder(run);
  return std::filesystem::exists(folder / "config.json") ? RunFolder(folder).quarantine().size() : 0;
}

int run_pretrain(const PretrainOptions& options) {
  if (options.out.empty() && !options.dry_run) throw UsageError("pretrain needs --out FOLDER (or --dry-run)");
  if (options.resume && (!options.settings.empty() || options.epochs > 0))
    throw UsageError("--resume goes on with the run's own configuration: give no other setting (" +
                     (options.settings.empty() ? "epochs" : options.settings.begin().key()) + ")");
  const trainer::RunConfig config = options.resume ? RunFolder(options.out).config() : new_config(options);
  if (!config.images.empty()) {
    if (options.dry_run) throw UsageError("--dry-run is for runs on programs");
    return pretrain_on_pictures(config, options.out, options.resume, options.common.json);
  }
  if (options.dry_run || is_supervised()) return Pretraining(options, config).run();
  std::vector<std::string> restart{"pretrain", "--resume", "--out", options.out};
  if (options.common.json) restart.emplace_back("--json");
  if (options.common.quiet) restart.emplace_back("--quiet");
  if (options.common.jobs > 0) restart.insert(restart.end(), {"--jobs", std::to_string(options.common.jobs)});
  return supervise(restart, [&] { return quarantine_size(options.out); });
}

}  // namespace

void add_pretrain(CLI::App& app) {
  auto options = std::make_shared<PretrainOptions>();
  CLI::App* command = app.add_subcommand("pretrain", "Train an encoder on programs that are drawn while it trains");
  command->add_option("--out", options->out, "Run folder: configuration, metrics, views.png, checkpoints");
  command->add_flag("--resume", options->resume, "Go on from the newest complete checkpoint in --out");
  command->add_flag("--dry-run", options->dry_run, "Measure 20 steps, print hours and memory, write nothing");
  command->add_option("--epochs", options->epochs, "Instead of --steps: this many epochs of --epoch-images samples")->check(CLI::PositiveNumber);
  command->add_option("--epoch-images", options->epoch_images, "Samples of an epoch")->check(CLI::PositiveNumber);
  add_common_options(*command, options->common, kJobs);

  const trainer::RunConfig defaults = trainer::resolve_config(base::Json::object(), "defaults");
  for (const trainer::RunField& field : trainer::run_fields()) {
    const std::string name = trainer::option_name(field);
    const auto set = [options, &field](const std::string& text) { options->settings[std::string(field.name)] = trainer::parse_field(field, text); };
    if (std::holds_alternative<bool trainer::RunConfig::*>(field.member))
      command->add_flag_callback(name, [set] { set("true"); }, std::string(field.help))->group("Run configuration");
    else
      command->add_option_function<std::string>(name, set, std::string(field.help))
          ->group("Run configuration")
          ->default_str(trainer::field_text(defaults, field))
          ->type_name("");
  }
  set_run(*command, [options] { return run_pretrain(*options); });
}

}  // namespace progpretrain::tools
