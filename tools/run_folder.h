#pragma once
// A pretraining run on disk: RUN/config.json (the complete effective configuration) and RUN/programs.json (the ordered list
// of programs with their content hashes). Both are frozen when the run starts; resume and replay read them.
#include <filesystem>
#include <string>
#include <vector>

#include "engine/render/request_plan.h"
#include "tools/corpus_session.h"
#include "trainer/run_config.h"

namespace progpretrain::tools {

/// How the requests of a run are drawn.
render::RequestPlan request_plan_of(const trainer::RunConfig& config, uint32_t num_programs);

/// Keeps other processes from training in the same folder, as long as it lives.
class RunLock {
 public:
  /// Throws UsageError when another process holds it.
  explicit RunLock(const std::filesystem::path& folder);
  ~RunLock();
  RunLock(const RunLock&) = delete;
  RunLock& operator=(const RunLock&) = delete;

 private:
  int file_ = -1;
};

class RunFolder {
 public:
  /// An existing run. Throws UsageError when `folder` is none.
  explicit RunFolder(const std::filesystem::path& folder);

  /// Writes both files. Throws UsageError when the folder already holds a run.
  static RunFolder create(const std::filesystem::path& folder, const trainer::RunConfig& config,
                          const CorpusSession& session, const std::vector<render::DrawableProgram>& programs);

  const std::filesystem::path& path() const { return folder_; }
  const trainer::RunConfig& config() const { return config_; }

  /// The frozen list, found again in the session's corpus. Screens what this driver has not seen. Throws UsageError when a
  /// program is missing, differs, or cannot be drawn here; warns when the session's driver is not the one that the run
  /// began on: going on is then not bit-equal.
  std::vector<render::DrawableProgram> programs(CorpusSession& session) const;

 private:
  std::filesystem::path folder_;
  trainer::RunConfig config_;
};

}  // namespace progpretrain::tools
