#include "engine/render/program_structure.h"

#include <optional>
#include <unordered_set>

#include "engine/base/check.h"
#include "engine/base/hash.h"
#include "engine/render/translation_index.h"
#include "engine/render/worker_pool.h"
#include "engine/spirv/module.h"
#include "engine/structure/optimise.h"

namespace progpretrain::render {
namespace {

using base::Json;
using corpus::Entry;

// What the cache knows of a program.
using Known = tl::expected<structure::Features, std::string>;

std::optional<Known> find(const Entry& entry, GraphKind kind, const structure::GraphCache& cache) {
  const auto graph = cache.load(graph_key(entry.content_hash, kind));
  if (!graph) return std::nullopt;
  if (*graph) return structure::features_of(**graph);
  return tl::unexpected(
      base::concat(corpus::to_string(graph->error().verdict), ": ", graph->error().reason));
}

}  // namespace

structure::GraphCache graph_cache(const std::filesystem::path& module_cache_folder) {
  return structure::GraphCache(module_cache_folder / "graphs");
}

std::string graph_key(const std::string& content_hash, GraphKind kind) {
  return base::Sha256()
      .update_field(content_hash)
      .update_field(worker_version())
      .update_field(std::to_string(structure::kStructureVersion))
      .update_field(kind == GraphKind::all ? "all" : "counted")
      .hex();
}

corpus::Result<structure::OperationGraph> graph_of(const corpus::Program& program,
                                                   const spirv::ModuleCache& cache,
                                                   const OnStage& on_stage,
                                                   const std::optional<Translation>& known) {
  const auto translated = translate_program(program, cache, on_stage, known);
  if (!translated) return corpus::Refused(translated.error());
  on_stage(kStageCompile);
  structure::OperationGraph graph;
  for (const spirv::Module& unit : translated->module.units) {
    const auto module = spirv::ParsedModule::parse(unit.words);
    PP_CHECK(module.has_value(), module.error());
    const auto words = structure::optimise(*module);
    if (!words) return corpus::Refused(words.error());
    const auto optimised = spirv::ParsedModule::parse(*words);
    PP_CHECK(optimised.has_value(), optimised.error());
    graph.append(structure::operation_graph(*optimised));
  }
  return graph;
}

CorpusStructure corpus_structure(const corpus::Store& store, const ScreeningOptions& options,
                                 GraphKind kind, const std::vector<std::string>& ids,
                                 const OnScreened& on_progress, const std::atomic<bool>* stop) {
  const std::unordered_set<std::string> wanted(ids.begin(), ids.end());
  const structure::GraphCache cache = graph_cache(options.worker.settings.cache_folder);
  const std::vector<Entry> entries = store.entries();
  CorpusStructure out;
  std::vector<const Entry*> asked, tasks;
  std::vector<std::optional<Known>> known_structures;  // of `asked`
  for (const Entry& entry : entries) {
    if (!wanted.empty() && !wanted.contains(entry.program.id)) continue;
    if (entry.refused || entry.content_hash.empty()) {
      ++out.num_refused;
    } else if (!entry.duplicate_of.empty()) {
      ++out.num_duplicates;
    } else {
      asked.push_back(&entry);
      known_structures.push_back(find(entry, kind, cache));
      if (!known_structures.back()) tasks.push_back(&entry);
    }
  }
  if (on_progress) on_progress(0, tasks.size());
  if (!tasks.empty()) {
    const TranslationIndex translations(
        options.worker.settings.cache_folder,
        options.worker.executable.empty() ? find_worker() : options.worker.executable);
    WorkerPool pool(options.worker, options.limits, options.jobs);
    WorkerPool::Work work;
    work.num_tasks = tasks.size();
    work.make_task = [&](size_t i) {
      const auto known = translations.find(tasks[i]->program);
      return graph_task(tasks[i]->program, kind == GraphKind::counted,
                        graph_key(tasks[i]->content_hash, kind),
                        known && *known ? std::optional(**known) : std::nullopt);
    };
    work.on_outcome = [&](size_t i, const corpus::Result<Json>& outcome) {
      // The worker keeps what it finds out; of what it did not live through it cannot tell.
      const auto answer = outcome.and_then(read_graph_answer);
      if (!answer)
        cache.save(graph_key(tasks[i]->content_hash, kind), corpus::Refused(answer.error()));
      ++out.num_done_now;
      if (on_progress) on_progress(out.num_done_now, tasks.size());
    };
    work.stop = stop;
    out.finished = pool.run(work);
  }
  if (!out.finished) return out;
  for (size_t i = 0; i < asked.size(); ++i) {
    auto& known = known_structures[i];
    if (!known) known = find(*asked[i], kind, cache);
    if (known && *known) {
      out.ids.push_back(asked[i]->program.id);
      out.features.push_back(std::move(**known));
    } else {
      out.failed.emplace_back(asked[i]->program.id, known ? known->error() : "no graph was kept");
    }
  }
  return out;
}

}  // namespace progpretrain::render
