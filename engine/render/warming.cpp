#include "engine/render/warming.h"

#include <cstdlib>
#include <fstream>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/gpu/device.h"
#include "engine/render/worker_protocol.h"

namespace progpretrain::render {
namespace fs = std::filesystem;
namespace {

fs::path mesa_cache_folder() {
  for (const char* variable : {"MESA_SHADER_CACHE_DIR", "MESA_GLSL_CACHE_DIR"})
    if (const char* folder = std::getenv(variable); folder && *folder)
      return fs::path(folder) / "mesa_shader_cache";
  if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache && *cache)
    return fs::path(cache) / "mesa_shader_cache";
  const char* home = std::getenv("HOME");
  return fs::path(home ? home : "/") / ".cache" / "mesa_shader_cache";
}

}  // namespace

WarmList::WarmList(const gpu::Device& device)
    : file_((device.info().is_cpu ? mesa_cache_folder() : base::cache_folder() / "warm") /
            ("progpretrain-" + device.driver_key().substr(0, 16) + ".warm")) {
  std::ifstream in(file_);
  for (std::string line; std::getline(in, line);)
    if (!line.empty()) keys_.insert(line);
}

void WarmList::add(const std::string& spirv_key) {
  if (spirv_key.empty() || !keys_.insert(spirv_key).second) return;
  std::error_code ignored;
  fs::create_directories(file_.parent_path(), ignored);
  std::ofstream(file_, std::ios::app)
      << spirv_key + "\n";  // one write, so that processes do not mix their lines
}

struct ProgramWarmer::Impl {
  Impl(const fs::path& corpus, const ScreeningOptions& options)
      : store(corpus, corpus::Store::Mode::read_only),
        pool(options.worker, options.limits, options.jobs) {}

  corpus::Program program(const std::string& id) const {
    auto entry = store.find(id);
    if (entry && !entry->duplicate_of.empty()) entry = store.find(entry->duplicate_of);
    PP_CHECK(entry.has_value(), "program ", id, " is gone from the corpus");
    return std::move(entry->program);
  }

  const corpus::Store store;
  WorkerPool pool;
};

ProgramWarmer::ProgramWarmer(const fs::path& corpus, const ScreeningOptions& options)
    : impl_(std::make_unique<Impl>(corpus, options)) {}
ProgramWarmer::~ProgramWarmer() = default;

std::vector<std::string> ProgramWarmer::warm(const std::vector<std::string>& ids,
                                             const std::atomic<bool>& stop) {
  std::vector<std::string> reasons(ids.size());
  WorkerPool::Work work;
  work.num_tasks = ids.size();
  work.make_task = [&](size_t i) { return screen_task(impl_->program(ids[i])); };
  work.on_outcome = [&](size_t i, corpus::Result<base::Json> outcome) {
    const auto say = [&](corpus::Verdict verdict, const std::string& reason) {
      reasons[i] = std::string(corpus::to_string(verdict)) + ": " + reason;
    };
    if (!outcome) return say(outcome.error().verdict, outcome.error().reason);
    const corpus::Screening row = read_screening(*outcome);
    if (row.verdict != corpus::Verdict::ok) say(row.verdict, row.reason);
  };
  work.stop = &stop;
  if (!impl_->pool.run(work)) return std::vector<std::string>(ids.size());
  return reasons;
}

}  // namespace progpretrain::render
