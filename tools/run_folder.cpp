#include "tools/run_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <unordered_map>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/base/log.h"
#include "engine/picture/codec.h"
#include "tools/latent_views.h"
#include "trainer/checkpoint.h"
#include "trainer/view_sheet.h"

namespace progpretrain::tools {
namespace fs = std::filesystem;

constexpr const char* kQuarantine = "quarantine.json";

render::RequestPlan request_plan_of(const trainer::RunConfig& config, uint32_t num_programs) {
  render::RequestPlan plan;
  plan.seed = static_cast<uint64_t>(config.seed);
  plan.num_programs = num_programs;
  plan.views = static_cast<uint32_t>(config.views);
  plan.size_px = static_cast<uint32_t>(config.size_px);
  plan.canvas_px = static_cast<uint32_t>(config.canvas_px);
  plan.samples_per_axis = static_cast<uint32_t>(config.samples_per_axis);
  plan.time_s = {static_cast<float>(config.time_min_s), static_cast<float>(config.time_max_s)};
  plan.crop_area = {static_cast<float>(config.crop_scale_min), static_cast<float>(config.crop_scale_max)};
  const auto aspect = static_cast<float>(config.crop_aspect_max);
  plan.crop_aspect = {1.0f / aspect, aspect};
  plan.flip_probability = static_cast<float>(config.flip_probability);
  plan.working_set = static_cast<uint32_t>(config.working_set);
  plan.visit_samples = static_cast<uint32_t>(config.visit_samples);
  if (config.view_kind == "latent") plan.kind = render::ViewKind::latent;
  if (config.view_kind == "frame") plan.kind = render::ViewKind::frame;
  plan.parameters_sigma = static_cast<float>(config.parameters_sigma);
  plan.latent_sigma = static_cast<float>(config.latent_sigma);
  return plan;
}

render::CanvasSharing sharing_of(const trainer::RunConfig& config, const std::vector<render::DrawableProgram>& programs,
                                 const gpu::Device& device) {
  const render::RequestPlan plan = request_plan_of(config, static_cast<uint32_t>(programs.size()));
  std::vector<double> costs;
  for (const auto& program : programs) costs.push_back(program.ms_per_megapixel);
  return render::share_canvases(costs, render::rotation_of(plan),
                                {static_cast<uint32_t>(config.freshness), plan.views, plan.size_px, plan.samples_per_axis,
                                 plan.crop_area[0], plan.crop_area[1], render::RenderLimits::for_training(device).shared_canvas_bytes});
}

uint32_t working_set_of(const trainer::RunConfig& config, uint32_t num_programs, const gpu::DeviceInfo& device) {
  if (config.working_set > 0) return static_cast<uint32_t>(std::min<int64_t>(config.working_set, num_programs));
  // What a driver keeps for a real program, mean: measured for Mesa's software device, where NIR and code stay in memory.
  constexpr uint64_t kSoftwareBytes = 3ull << 20, kHardwareBytes = 1ull << 17, kMostBytes = 3ull << 30;
  const uint64_t memory_bytes = static_cast<uint64_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
  const uint64_t capacity = std::min(memory_bytes / 4, kMostBytes) / (device.is_cpu ? kSoftwareBytes : kHardwareBytes);
  if (num_programs <= capacity) return num_programs;
  return static_cast<uint32_t>(std::max<uint64_t>(capacity / 2, 2));
}

bool trusts_packs(const trainer::RunConfig& config) { return config.view_kind != "latent"; }

void check_configuration(const std::string& run, const fs::path& checkpoint, const trainer::RunConfig& config) {
  const std::string file = (checkpoint / "state.json").string();
  // A setting that is younger than the checkpoint had its default.
  const base::Json saved = trainer::to_json(trainer::resolve_config(
      base::require<base::Json>(base::parse_json(base::read_file(file), file), "config", file), file));
  const base::Json present = trainer::to_json(config);
  for (const auto& [key, value] : present.items())
    if (saved.at(key) != value)
      throw UsageError(run + "/config.json: '" + key + "' is " + value.dump() + ", but the checkpoint was trained with " +
                       saved.at(key).dump() + ": start a new run, or restore it");
}

void write_view_sheet(const trainer::TrainStep& step, const trainer::ImageBatch& batch, const fs::path& run) {
  constexpr int64_t kColumns = 16;
  const int64_t views = step.config().views, count = std::min(batch.images.size(0), kViewSheetSamples * views);
  const torch::Tensor sheet = trainer::view_sheet(step.augment(batch).slice(0, 0, count), kColumns / views * views).contiguous();
  const std::span<const uint8_t> planes(sheet.data_ptr<uint8_t>(), static_cast<size_t>(sheet.numel()));
  picture::write_png(run / kViewSheet, picture::from_planar(planes, static_cast<int>(sheet.size(1)), static_cast<int>(sheet.size(2))));
}

RunLock::RunLock(const fs::path& folder) {
  std::error_code ignored;
  fs::create_directories(folder, ignored);
  file_ = open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file_ < 0) throw EnvironmentError(folder.string() + ": cannot write into this folder: " + std::strerror(errno));
  // A process that was killed a moment ago may still be leaving.
  for (int i = 0; i < 30; ++i) {
    if (flock(file_, LOCK_EX | LOCK_NB) == 0) return;
    usleep(100'000);
  }
  close(file_);
  throw UsageError(folder.string() + ": another process is training in this folder");
}

RunLock::~RunLock() { close(file_); }

RunFolder::RunFolder(const fs::path& folder) : folder_(folder) {
  if (!fs::exists(folder / "config.json"))
    throw UsageError(folder.string() + ": no pretraining run (it has no config.json)");
  config_ = trainer::read_run_config(folder);
}

void RunFolder::refuse_existing(const fs::path& folder) {
  if (fs::exists(folder / "config.json"))
    throw UsageError(folder.string() + ": already holds a run; go on with --resume, or give another --out");
}

RunFolder RunFolder::create(const fs::path& folder, const trainer::RunConfig& config, const CorpusSession& session,
                            const std::vector<render::DrawableProgram>& programs, const render::CanvasSharing& sharing) {
  refuse_existing(folder);
  base::Json list = base::Json::array();
  for (uint32_t i = 0; i < programs.size(); ++i) {
    list.push_back({{"id", programs[i].id}, {"content_hash", programs[i].content_hash}, {"ms_per_megapixel", programs[i].ms_per_megapixel}});
    if (sharing.applies_to(i)) list.back()["shares_canvas"] = true;
    list.back().update(frozen_latent(config, programs[i]));
  }
  const base::Json frozen = {{"corpus", corpus_name(session.options)},
                             {"corpus_fingerprint", session.store.fingerprint()},
                             {"driver_key", session.driver_key},
                             {"samples_per_canvas", sharing.samples_per_canvas},
                             {"drawn_px", sharing.drawn_px},
                             {"programs", std::move(list)}};
  base::write_file_atomically(folder / "programs.json", frozen.dump(1) + "\n");
  trainer::write_run_config(folder, config);
  return RunFolder(folder);
}

std::vector<render::DrawableProgram> RunFolder::programs(CorpusSession& session) const {
  const fs::path file = folder_ / "programs.json";
  const base::Json frozen = base::parse_json(base::read_file(file), file.string());
  if (base::require<std::string>(frozen, "driver_key", file.string()) != session.driver_key)
    log::warn(folder_.string() + ": this is not the driver that the run began on; it goes on, but not bit for bit");
  std::vector<std::string> ids;
  std::vector<double> costs;
  std::unordered_map<std::string, std::string> present;  // one query, not thousands
  for (const auto& entry : session.store.entries()) present[entry.program.id] = entry.content_hash;
  for (const auto& row : base::require<base::Json>(frozen, "programs", file.string())) {
    ids.push_back(base::require<std::string>(row, "id", file.string()));
    costs.push_back(base::optional<double>(row, "ms_per_megapixel", 0.0, file.string()));
    const auto content_hash = base::require<std::string>(row, "content_hash", file.string());
    const auto found = present.find(ids.back());
    if (found == present.end() || found->second != content_hash)
      throw UsageError(folder_.string() + ": its program '" + ids.back() + "' is " + (found != present.end() ? "another" : "missing") +
                       " in " + corpus_name(session.options));
  }
  if (!session.ensure_screened(ids)) throw Interrupted("interrupted while screening");
  auto [programs, failed] = session.drawable_programs(ids, true);
  if (!failed.empty())
    throw UsageError(folder_.string() + ": " + std::to_string(failed.size()) +
                     " of its programs cannot be drawn on this driver: " + failed[0].id + ": " + failed[0].reason);
  resume_latent_views(session, config_, frozen.at("programs"), programs, file.string());
  for (size_t i = 0; i < programs.size(); ++i) programs[i].ms_per_megapixel = costs[i];
  return programs;
}

render::RequestPlan RunFolder::plan(const std::vector<render::DrawableProgram>& programs) const {
  render::RequestPlan plan = request_plan_of(config_, static_cast<uint32_t>(programs.size()));
  const std::string file = (folder_ / "programs.json").string();
  const base::Json frozen = base::parse_json(base::read_file(file), file);
  render::CanvasSharing sharing;
  sharing.samples_per_canvas = base::optional<uint32_t>(frozen, "samples_per_canvas", 1, file);
  sharing.drawn_px = base::optional<uint32_t>(frozen, "drawn_px", 0, file);
  for (const auto& row : base::require<base::Json>(frozen, "programs", file))
    sharing.shares.push_back(base::optional<bool>(row, "shares_canvas", false, file));
  plan.sharing = std::make_shared<const render::CanvasSharing>(std::move(sharing));
  for (const QuarantinedProgram& q : quarantine())
    for (uint32_t i = 0; i < programs.size(); ++i)
      if (programs[i].content_hash == q.content_hash) plan.quarantine.push_back({i, q.first_sample});
  set_latent_sigmas(programs, plan);
  return plan;
}

std::vector<QuarantinedProgram> RunFolder::quarantine() const {
  const fs::path file = folder_ / kQuarantine;
  std::vector<QuarantinedProgram> out;
  if (!fs::exists(file)) return out;
  const base::Json json = base::parse_json(base::read_file(file), file.string());
  for (const auto& row : base::require<base::Json>(json, "programs", file.string()))
    out.push_back({base::require<std::string>(row, "id", file.string()), base::require<std::string>(row, "content_hash", file.string()),
                   base::require<uint64_t>(row, "first_sample", file.string()), base::require<std::string>(row, "reason", file.string())});
  return out;
}

void RunFolder::add_to_quarantine(const std::vector<render::DrawableProgram>& programs, uint64_t first_sample,
                                  const std::string& reason) const {
  std::vector<QuarantinedProgram> all = quarantine();
  for (const auto& program : programs) {
    const auto known = std::find_if(all.begin(), all.end(), [&](const auto& q) { return q.content_hash == program.content_hash; });
    if (known != all.end())
      known->first_sample = std::min(known->first_sample, first_sample);  // the run went back to before that
    else
      all.push_back({program.id, program.content_hash, first_sample, reason});
  }
  base::Json rows = base::Json::array();
  for (const auto& q : all)
    rows.push_back({{"id", q.id}, {"content_hash", q.content_hash}, {"first_sample", q.first_sample}, {"reason", q.reason}});
  base::write_file_atomically(folder_ / kQuarantine, base::Json{{"programs", rows}}.dump(1) + "\n");
}

fs::path RunFolder::order_log() const {
  return config_.stream == trainer::kReadyFirst ? folder_ / "order.jsonl" : fs::path();
}

uint64_t RunFolder::checkpoint_sample() const {
  const auto checkpoint = trainer::newest_checkpoint(folder_);
  if (!checkpoint) return 0;
  const std::string file = (*checkpoint / "state.json").string();
  return trainer::first_sample(config_, base::require<int64_t>(base::parse_json(base::read_file(file), file), "step", file));
}

}  // namespace progpretrain::tools
