#pragma once
// Which programs of a corpus may be drawn on a driver, in which order, and where their modules are.
#include <filesystem>
#include <string>
#include <vector>

#include "engine/corpus/pack.h"
#include "engine/corpus/store.h"
#include "engine/render/latent.h"
#include "engine/render/pipeline_pool.h"
#include "engine/render/published.h"

namespace progpretrain::render {

/// Whether screening made the code with which this process would draw (see Code in
/// worker_protocol.h). A row with quick code says all about the program and nothing about that. What
/// the driver's cache still holds is another matter: see WarmList in warming.h.
bool has_optimised_code(const corpus::Screening& row);

/// A program with verdict ok. Its place in the list is its number in frame requests.
struct DrawableProgram {
  std::string id;
  std::string content_hash;
  std::string spirv_key;
  std::vector<std::string> flags;  ///< nan, budget, blank, static, duplicate_of:ID
  double ms_per_megapixel = 0;     ///< what screening measured; 0 = not known
  std::string lifted_key;          ///< of its lifted variant; empty: it was not measured, or has none
  DistanceCurve distances;         ///< how far its neighbours lie, when that was measured
  float latent_sigma = 0;          ///< of its neighbours in a run that normalises sigma, else 0
};

/// What training leaves out unless told otherwise.
struct DrawableFilter {
  bool with_blank = false, with_static = false, with_budget = false, with_duplicates = false;
  bool with_nan = true;
  bool with_quick_code = false;  ///< for whoever lets workers compile them before their turn
  corpus::PackPart part = {};    ///< only these programs
  /// Not null: programs of packs count as drawable before they were drawn here, with quick code, where
  /// this knows their modules (published.h).
  const TranslationIndex* published = nullptr;

  /// Everything that can be drawn at all.
  static DrawableFilter everything() { return {true, true, true, true, true, false, {}, nullptr}; }
};

/// A program that was asked for and cannot be drawn.
struct Undrawable {
  std::string id;
  std::string reason;  ///< "parse_error in line 3: ...", "was not screened on this driver"
};

struct DrawableSelection {
  std::vector<DrawableProgram> programs;
  std::vector<Undrawable> failed;  ///< only for programs asked for by id
};

/// All drawable programs of the corpus in the order of import. Duplicates are drawn as the program
/// they name.
std::vector<DrawableProgram> drawable_programs(const corpus::Store& store,
                                               const std::string& driver_key,
                                               const DrawableFilter& filter = {});

/// The programs `ids`, in that order, whatever their flags; `with_quick_code` and `published` as in
/// DrawableFilter. Throws UsageError for an id that is not in the corpus.
DrawableSelection drawable_programs(const corpus::Store& store, const std::string& driver_key,
                                    const std::vector<std::string>& ids,
                                    bool with_quick_code = false,
                                    const TranslationIndex* published = nullptr);

/// The same list with every program replaced by its lifted variant, where it has one.
std::vector<DrawableProgram> lifted_variants(std::vector<DrawableProgram> programs);

/// Loads programs[i] for a pipeline pool from the module cache under `cache_folder`. Throws
/// EnvironmentError when the module is no longer there (screening makes it anew).
PipelinePool::LoadModule module_loader(std::vector<DrawableProgram> programs,
                                       const std::filesystem::path& cache_folder);

}  // namespace progpretrain::render
