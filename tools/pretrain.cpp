// progpretrain pretrain: trains an encoder on programs that are drawn while it trains.
#include <fmt/format.h>
#include <torch/types.h>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/base/log.h"
#include "engine/picture/codec.h"
#include "tools/corpus_session.h"
#include "tools/run_folder.h"
#include "trainer/checkpoint.h"
#include "trainer/device.h"
#include "trainer/dry_run.h"
#include "trainer/sources/shader_source.h"
#include "trainer/train_loop.h"
#include "trainer/view_sheet.h"

namespace progpretrain::tools {
namespace {

constexpr int64_t kViewSheetSamples = 32, kViewSheetColumns = 16;

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
  // The run folder must find its corpus from anywhere.
  if (const std::string corpus = options.settings.value("corpus", ""); !corpus.empty())
    options.settings["corpus"] = std::filesystem::absolute(corpus).lexically_normal().string();
  return trainer::resolve_config(options.settings, "command line");
}

base::Json provenance_of(const CorpusSession& session, const std::vector<render::DrawableProgram>& programs) {
  std::map<std::string, int> licences;
  base::Json hashes = base::Json::array();
  for (const auto& program : programs) {
    const auto entry = session.store.find(program.id);
    ++licences[entry->program.licence.empty() ? "unknown" : entry->program.licence];
    hashes.push_back(program.content_hash);
  }
  return {{"corpus", corpus_name(session.options)}, {"corpus_fingerprint", session.store.fingerprint()},
          {"driver_key", session.driver_key},       {"device", session.device->info().name},
          {"licences", licences},                   {"program_hashes", hashes},
          {"real_images_seen", 0}};
}

class Pretraining {
 public:
  explicit Pretraining(const PretrainOptions& options)
      : options_(options), config_(options.resume ? RunFolder(options.out).config() : new_config(options)), session_(common()) {}

  int run() {
    if (!options_.dry_run) lock_.emplace(options_.out);
    if (options_.resume) {
      const RunFolder folder(options_.out);
      programs_ = folder.programs(session_);
    } else {
      if (!session_.ensure_screened()) return kInterrupted;
      programs_ = render::drawable_programs(session_.store, session_.driver_key);
      report_left_out();
    }
    if (programs_.size() < 2)
      throw EnvironmentError(fmt::format("{} has {} programs to train on, 2 are the least", corpus_name(session_.options), programs_.size()));
    trainer::TrainStep step(config_, static_cast<int64_t>(programs_.size()));
    config_ = step.config();
    log::info(fmt::format("{} programs of {}, drawn on {}", programs_.size(), corpus_name(session_.options), session_.device->info().name));
    log::info("configuration:\n" + trainer::describe(config_));
    if (options_.dry_run) return report_dry_run(step);

    if (options_.resume) {
      const auto checkpoint = trainer::newest_checkpoint(options_.out);
      if (checkpoint) {
        check_configuration(*checkpoint);
        trainer::load_checkpoint(*checkpoint, step);
      }
      log::info(fmt::format("going on at step {}", step.completed_steps()));
    } else {
      RunFolder::create(options_.out, config_, session_, programs_);
      draw_views(step);
    }
    return train(step);
  }

 private:
  CommonOptions common() const {
    CommonOptions common;
    common.corpus = config_.corpus;
    common.device = config_.device;
    common.seed = static_cast<uint64_t>(config_.seed);
    common.jobs = options_.common.jobs;
    return common;
  }

  std::unique_ptr<trainer::ImageSource> source(int64_t completed_steps) const {
    trainer::ShaderSourceOptions options;
    options.plan = request_plan_of(config_, static_cast<uint32_t>(programs_.size()));
    options.batch_samples = static_cast<uint32_t>(config_.batch);
    options.first_sample = trainer::first_sample(config_, completed_steps);
    return trainer::make_shader_source(session_.device, session_.module_loader(programs_), options,
                                       trainer::training_device(config_.device));
  }

  int report_dry_run(trainer::TrainStep& step) const {
    const auto images = source(0);
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

  // A run folder whose config.json was edited is not the run that the checkpoint belongs to.
  void check_configuration(const std::filesystem::path& checkpoint) const {
    const std::string file = (checkpoint / "state.json").string();
    const auto saved = base::require<base::Json>(base::parse_json(base::read_file(file), file), "config", file);
    const base::Json present = trainer::to_json(config_);
    for (const auto& [key, value] : present.items())
      if (saved.value(key, base::Json()) != value)
        throw UsageError(fmt::format("{}/config.json: '{}' is {}, but the checkpoint was trained with {}: start a new run, or restore it",
                                     options_.out, key, value.dump(), saved.value(key, base::Json()).dump()));
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
    const trainer::ImageBatch batch = source(0)->next();
    const int64_t count = std::min(batch.images.size(0), kViewSheetSamples * config_.views);
    const torch::Tensor sheet = trainer::view_sheet(step.augment(batch).slice(0, 0, count), kViewSheetColumns / config_.views * config_.views).contiguous();
    const std::span<const uint8_t> planes(sheet.data_ptr<uint8_t>(), static_cast<size_t>(sheet.numel()));
    picture::write_png(std::filesystem::path(options_.out) / "views.png",
                       picture::from_planar(planes, static_cast<int>(sheet.size(1)), static_cast<int>(sheet.size(2))));
  }

  int train(trainer::TrainStep& step) const {
    if (step.completed_steps() >= config_.steps) {
      print_line(fmt::format("{}: all {} steps are done already", options_.out, config_.steps));
      return kDone;
    }
    const GracefulStop graceful;
    const auto images = source(step.completed_steps());
    trainer::LoopSettings settings;
    settings.run_folder = options_.out;
    settings.stop = &stop_flag();
    settings.provenance = [&] { return provenance_of(session_, programs_); };
    const trainer::LoopResult result = trainer::train(step, *images, settings);
    if (options_.common.json)
      print_json({{"run", options_.out}, {"steps", result.completed_steps}, {"interrupted", result.interrupted},
                  {"first_loss", result.first_loss}, {"last_loss", result.last_loss}, {"images_s", result.images_per_s},
                  {"wait_share", result.wait_share}, {"collapsed", result.collapsed}, {"checkpoint", result.checkpoint.string()}});
    else
      print_line(fmt::format("{}: step {} of {}, loss {:.4f} -> {:.4f}, {:.0f} images/s, {:.0f} % of the time waiting for images{}",
                             options_.out, result.completed_steps, config_.steps, result.first_loss, result.last_loss,
                             result.images_per_s, 100 * result.wait_share,
                             result.interrupted ? "; interrupted, go on with --resume" : ""));
    return result.interrupted ? kInterrupted : kDone;
  }

  const PretrainOptions options_;
  std::optional<RunLock> lock_;
  trainer::RunConfig config_;
  CorpusSession session_;
  std::vector<render::DrawableProgram> programs_;
};

int run_pretrain(const PretrainOptions& options) {
  if (options.out.empty() && !options.dry_run) throw UsageError("pretrain needs --out FOLDER (or --dry-run)");
  if (options.resume && (!options.settings.empty() || options.epochs > 0))
    throw UsageError("--resume goes on with the run's own configuration: give no other setting (" +
                     (options.settings.empty() ? "epochs" : options.settings.begin().key()) + ")");
  return Pretraining(options).run();
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
