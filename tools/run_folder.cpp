#include "tools/run_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/base/log.h"

namespace progpretrain::tools {
namespace fs = std::filesystem;

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
  return plan;
}

RunLock::RunLock(const fs::path& folder) {
  std::error_code ignored;
  fs::create_directories(folder, ignored);
  file_ = open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file_ < 0) throw EnvironmentError(folder.string() + ": cannot write into this folder: " + std::strerror(errno));
  if (flock(file_, LOCK_EX | LOCK_NB) == 0) return;
  close(file_);
  throw UsageError(folder.string() + ": another process is training in this folder");
}

RunLock::~RunLock() { close(file_); }

RunFolder::RunFolder(const fs::path& folder) : folder_(folder) {
  if (!fs::exists(folder / "config.json"))
    throw UsageError(folder.string() + ": no pretraining run (it has no config.json)");
  config_ = trainer::read_run_config(folder);
}

RunFolder RunFolder::create(const fs::path& folder, const trainer::RunConfig& config, const CorpusSession& session,
                            const std::vector<render::DrawableProgram>& programs) {
  if (fs::exists(folder / "config.json"))
    throw UsageError(folder.string() + ": already holds a run; go on with --resume, or give another --out");
  base::Json list = base::Json::array();
  for (const auto& program : programs) list.push_back({{"id", program.id}, {"content_hash", program.content_hash}});
  const base::Json frozen = {{"corpus", corpus_name(session.options)},
                             {"corpus_fingerprint", session.store.fingerprint()},
                             {"driver_key", session.driver_key},
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
  for (const auto& row : base::require<base::Json>(frozen, "programs", file.string())) {
    ids.push_back(base::require<std::string>(row, "id", file.string()));
    const auto content_hash = base::require<std::string>(row, "content_hash", file.string());
    const auto entry = session.store.find(ids.back());
    if (!entry || entry->content_hash != content_hash)
      throw UsageError(folder_.string() + ": its program '" + ids.back() + "' is " + (entry ? "another" : "missing") +
                       " in " + corpus_name(session.options));
  }
  if (!session.ensure_screened(ids)) throw Interrupted("interrupted while screening");
  auto [programs, failed] = render::drawable_programs(session.store, session.driver_key, ids);
  if (!failed.empty())
    throw UsageError(folder_.string() + ": " + std::to_string(failed.size()) +
                     " of its programs cannot be drawn on this driver: " + failed[0].id + ": " + failed[0].reason);
  return programs;
}

}  // namespace progpretrain::tools
