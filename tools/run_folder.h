#pragma once
// A pretraining run on disk: RUN/config.json (the complete effective configuration) and RUN/programs.json (the ordered list
// of programs with their content hashes and who shares canvases). Both are frozen when the run starts; resume and replay
// read them. RUN/quarantine.json lists the programs that stopped it.
#include <filesystem>
#include <string>
#include <vector>

#include "engine/render/request_plan.h"
#include "tools/corpus_session.h"
#include "trainer/run_config.h"
#include "trainer/train_step.h"

namespace progpretrain::tools {

/// How the requests of a run are drawn, each a drawing of its own.
render::RequestPlan request_plan_of(const trainer::RunConfig& config, uint32_t num_programs);

/// Which of `programs` share canvases in a new run of this configuration on `device`.
render::CanvasSharing sharing_of(const trainer::RunConfig& config, const std::vector<render::DrawableProgram>& programs,
                                 const gpu::Device& device);

/// The programs of a working set for a new run on `device`: config.working_set, or as many as a quarter of this machine's
/// memory (at most 3 GiB) holds.
uint32_t working_set_of(const trainer::RunConfig& config, uint32_t num_programs, const gpu::DeviceInfo& device);

/// Whether a run takes packs at their word (render/published.h): all but those that must measure latent spaces, which is
/// done on screened programs.
bool trusts_packs(const trainer::RunConfig& config);

/// A program that stopped the run, and from which sample on it is not shown.
struct QuarantinedProgram {
  std::string id, content_hash;
  uint64_t first_sample = 0;
  std::string reason;
};

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

/// Throws UsageError that names the key when `config` is not what `checkpoint` (a folder of RUN) was trained with: a run whose
/// config.json was edited is another run.
void check_configuration(const std::string& run, const std::filesystem::path& checkpoint, const trainer::RunConfig& config);

/// RUN/views.png: what the encoder sees; the views of a sample stand side by side.
void write_view_sheet(const trainer::TrainStep& step, const trainer::ImageBatch& batch, const std::filesystem::path& run);
inline constexpr int64_t kViewSheetSamples = 32;  ///< at most
inline constexpr const char* kViewSheet = "views.png";

class RunFolder {
 public:
  /// Throws UsageError when the folder already holds a run.
  static void refuse_existing(const std::filesystem::path& folder);

  /// An existing run. Throws UsageError when `folder` is none.
  explicit RunFolder(const std::filesystem::path& folder);

  /// Writes both files. Throws UsageError when the folder already holds a run.
  static RunFolder create(const std::filesystem::path& folder, const trainer::RunConfig& config,
                          const CorpusSession& session, const std::vector<render::DrawableProgram>& programs,
                          const render::CanvasSharing& sharing);

  const std::filesystem::path& path() const { return folder_; }
  const trainer::RunConfig& config() const { return config_; }

  /// The frozen list, found again in the session's corpus; some may be cold. Screens what this driver has not seen, with
  /// session.code. Throws UsageError when a
  /// program is missing, differs, or cannot be drawn here; warns when the session's driver is not the one that the run
  /// began on: going on is then not bit-equal.
  std::vector<render::DrawableProgram> programs(CorpusSession& session) const;

  /// How the requests of the run are drawn: its configuration, its shared canvases, its quarantine. `programs`: of this run.
  render::RequestPlan plan(const std::vector<render::DrawableProgram>& programs) const;

  /// RUN/quarantine.json; grows by what stopped the run, from `first_sample` on.
  std::vector<QuarantinedProgram> quarantine() const;
  void add_to_quarantine(const std::vector<render::DrawableProgram>& programs, uint64_t first_sample, const std::string& reason) const;

  /// RUN/order.jsonl, the order of samples of a run that takes what is ready first; empty for ordered runs.
  std::filesystem::path order_log() const;
  /// The first sample after the newest complete checkpoint.
  uint64_t checkpoint_sample() const;

 private:
  std::filesystem::path folder_;
  trainer::RunConfig config_;
};

}  // namespace progpretrain::tools
