#pragma once
// From --corpus and --device to programs that can be drawn: opens the corpus, screens what this driver has not seen, picks.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/corpus/store.h"
#include "engine/gpu/device.h"
#include "engine/render/drawable_programs.h"
#include "engine/corpus/import.h"
#include "engine/render/latent_screening.h"
#include "engine/render/render_session.h"
#include "engine/render/screening.h"
#include "tools/command.h"

namespace progpretrain::tools {

/// The corpus file, the pack (a corpus file of it in the cache folder, made at first use) or the built-in corpus that `options` name; when they name none, default_corpus(). Throws UsageError when it is missing or foreign.
corpus::Store open_corpus(const CommonOptions& options);

/// The corpus file of the built-in corpus NAME (default_corpus.h) in the cache folder, imported at first use.
std::filesystem::path builtin_corpus(const std::string& name, const CommonOptions& options);

/// Folder of the programs that come with progpretrain: $PROGPRETRAIN_PROGRAMS, beside the executable, or in the source tree.
std::filesystem::path programs_folder();

/// Ids of the programs of `options.part`, in the order of the corpus; empty when that is everything. Throws UsageError when
/// there is none, or none of one of its families.
std::vector<std::string> part_ids(const corpus::Store& store, const CommonOptions& options);

/// "the built-in corpus NAME" or the path.
std::string corpus_name(const CommonOptions& options);

/// Reads `sources` into `store`; shows progress.
corpus::ImportCounts import_programs(corpus::Store& store, const corpus::ImportOptions& sources);

/// Translates what is new in `store`, of `ids` or of all when empty, in workers; shows progress. Returns how many programs
/// a worker was given (what the module cache knows needs none), nullopt when interrupted.
std::optional<uint64_t> translate_programs(corpus::Store& store, const std::vector<std::string>& ids, const CommonOptions& options);

/// Both.
corpus::ImportCounts import_and_translate(corpus::Store& store, const corpus::ImportOptions& sources,
                                          const CommonOptions& options);

/// How this command line wants programs screened.
render::ScreeningOptions screening_options(const CommonOptions& options);

/// A corpus, a device and the verdicts of its driver.
struct CorpusSession {
  CommonOptions options;
  std::shared_ptr<gpu::Device> device;
  std::string driver_key;
  corpus::Store store;
  render::WorkerLimits limits;
  bool again = false;  ///< see ScreeningOptions
  render::Code code = render::Code::optimised;  ///< what ensure_screened() draws with: optimised is warm afterwards
  bool trust_packs = false;  ///< programs of packs need not be drawn before they are drawable (render/published.h)
  uint64_t num_screened = 0;  ///< given to a worker by this session, and how long that took
  double screening_s = 0;

  explicit CorpusSession(const CommonOptions& options);

  /// Screens what has no verdict on this driver: the programs in `ids`, or all of options.part when empty; with trust_packs
  /// those of packs are only translated. Shows progress; returns false when interrupted.
  bool ensure_screened(const std::vector<std::string>& ids = {});

  /// render::drawable_programs() of options.part, or of `ids`; with trust_packs as the packs say.
  std::vector<render::DrawableProgram> drawable_programs(render::DrawableFilter filter = {}) const;
  render::DrawableSelection drawable_programs(const std::vector<std::string>& ids, bool with_quick_code) const;

  /// Measures the latent spaces that have not been, of the screened programs in `ids`, or of all when empty; `latents` says
  /// what came of it. Shows progress; returns false when interrupted.
  bool ensure_latents(const std::vector<std::string>& ids = {});
  render::LatentCounts latents;

  /// A render session for the programs of `list`, of which the latest kMostResident stay compiled.
  static constexpr uint32_t kMostResident = 512;  ///< on a software device a program takes some 3 MB
  std::unique_ptr<render::RenderSession> render_session(const std::vector<render::DrawableProgram>& list,
                                                        const frames::SlotShape& shape, uint32_t num_slots = 3) const;
  /// Where a renderer finds the modules of `list`.
  render::PipelinePool::LoadModule module_loader(const std::vector<render::DrawableProgram>& list) const;

 private:
  bool screen(const std::vector<std::string>& ids);
  std::unique_ptr<render::TranslationIndex> translations_to_trust() const;  ///< null: packs are not trusted
};

}  // namespace progpretrain::tools
