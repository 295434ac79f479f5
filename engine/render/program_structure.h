#pragma once
// The operation graphs of a corpus's programs: made by workers, kept in a cache, and how far the
// programs lie from each other.
#include <atomic>
#include <string>
#include <vector>

#include "engine/render/screen_program.h"
#include "engine/render/screening.h"
#include "engine/structure/features.h"
#include "engine/structure/graph_cache.h"

namespace progpretrain::render {

/// Where the graphs lie that belong to this cache of modules.
structure::GraphCache graph_cache(const std::filesystem::path& module_cache_folder);

/// Which operations a graph has: all that the picture depends on, or of those the ones that count
/// in it (measure_nodes.h), as far as they were tried.
enum class GraphKind { all, counted };

/// Of a program with this content hash, made by this version of the engine.
std::string graph_key(const std::string& content_hash, GraphKind kind = GraphKind::all);

/// Translates a program (or finds it in `cache`), optimises it and makes its graph: all its passes
/// together. Runs in a worker.
corpus::Result<structure::OperationGraph> graph_of(const corpus::Program& program,
                                                   const spirv::ModuleCache& cache,
                                                   const OnStage& on_stage,
                                                   const std::optional<Translation>& known);

/// The structure of a corpus.
struct CorpusStructure {
  std::vector<std::string> ids;               ///< of the programs that have a graph
  std::vector<structure::Features> features;  ///< theirs
  uint64_t num_refused = 0;     ///< programs that were refused in reading or translation
  uint64_t num_duplicates = 0;  ///< the same text as another one
  /// Programs of which no graph could be made, with the reason.
  std::vector<std::pair<std::string, std::string>> failed;
  uint64_t num_done_now = 0;
  bool finished = true;  ///< false: the stop flag was seen
};

/// Makes the graphs that are missing, of the programs `ids` (empty: of all), in workers, and reads
/// them. Graphs of all operations need no device.
CorpusStructure corpus_structure(const corpus::Store& store, const ScreeningOptions& options,
                                 GraphKind kind = GraphKind::all,
                                 const std::vector<std::string>& ids = {},
                                 const OnScreened& on_progress = {},
                                 const std::atomic<bool>* stop = nullptr);

}  // namespace progpretrain::render
