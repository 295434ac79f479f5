#include "tools/corpus_session.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <set>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/base/hash.h"
#include "engine/base/log.h"
#include "engine/corpus/schema.h"
#include "engine/dialect/translate.h"
#include "engine/render/entry_selection.h"
#include "engine/render/screening.h"
#include "tools/default_corpus.h"

namespace progpretrain::tools {
namespace fs = std::filesystem;
namespace {

// The built-in corpus changes with its files and with what reads them.
std::string fingerprint_of_files(const fs::path& source) {
  const bool is_folder = fs::is_directory(source);
  const fs::path folder = is_folder ? source : source.parent_path();
  std::vector<fs::path> files;
  if (!is_folder) files.push_back(source);
  for (const auto& entry : is_folder ? fs::recursive_directory_iterator(folder) : fs::recursive_directory_iterator())
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  base::Sha256 hash;
  hash.update_field(std::to_string(corpus::kSchema)).update_field(PROGPRETRAIN_VERSION).update_field(std::to_string(dialect::kTranslatorVersion));
  for (const auto& file : files)
    hash.update_field(fs::relative(file, folder).string()).update_field(base::read_file(file));
  return hash.hex();
}

/// "split train in the subset in families synth_xray"
std::string describe(const corpus::PackPart& part) {
  std::vector<std::string> parts;
  if (!part.split.empty()) parts.push_back("split " + part.split);
  if (part.subset) parts.emplace_back("the subset");
  if (!part.families.empty()) parts.push_back(fmt::format("families {}", fmt::join(part.families, ", ")));
  return fmt::format("{}", fmt::join(parts, " in "));
}

}  // namespace

fs::path programs_folder() {
  std::vector<fs::path> candidates;
  if (const char* own = std::getenv("PROGPRETRAIN_PROGRAMS"); own && *own) candidates.emplace_back(own);
  candidates.push_back(base::executable_folder() / "programs");
  candidates.push_back(base::executable_folder().parent_path() / "share" / "progpretrain" / "programs");
  candidates.emplace_back(PROGPRETRAIN_SOURCE_PROGRAMS);
  for (const auto& candidate : candidates)
    if (fs::is_directory(candidate / "starter")) return candidate;
  throw UsageError("the built-in programs were not found: set PROGPRETRAIN_PROGRAMS to the folder `programs`");
}

namespace {

// The corpus file in the cache folder that holds the programs of `source`, a pack or a folder; imported at first use.
fs::path cached_corpus(const std::string& name, const fs::path& source, const CommonOptions& options) {
  const fs::path path =
      base::cache_folder() / "builtin" / (name + "-" + fingerprint_of_files(source).substr(0, 16) + ".db");
  if (fs::exists(path)) return path;
  fs::create_directories(path.parent_path());
  const fs::path unfinished = path.string() + ".tmp" + std::to_string(getpid());
  {
    corpus::Store store(unfinished, corpus::Store::Mode::create_or_open);
    const corpus::ImportOptions sources{{source}, ""};
    // The programs of a pack are known to be good: whoever draws them translates them, a few at a time.
    if (fs::is_directory(source))
      import_and_translate(store, sources, options);
    else
      import_programs(store, sources);
  }
  fs::rename(unfinished, path);
  return path;
}

}  // namespace

fs::path builtin_corpus(const std::string& name, const CommonOptions& options) {
  const auto source = builtin_source(name);
  if (!source) throw UsageError(programs_folder().string() + ": no corpus '" + name + "' in it");
  return cached_corpus(name, *source, options);
}

corpus::Store open_corpus(const CommonOptions& options) {
  const std::string name = options.corpus.empty() ? default_corpus() : options.corpus;
  const bool is_builtin = options.corpus.empty() || names_builtin(name);
  if (!is_builtin && is_pack(name) && fs::is_regular_file(name))
    return corpus::Store(cached_corpus(name_of_corpus(name), name, options), corpus::Store::Mode::open_existing);
  const fs::path path = is_builtin ? builtin_corpus(name, options) : fs::path(name);
  return corpus::Store(path, corpus::Store::Mode::open_existing);
}

std::vector<std::string> part_ids(const corpus::Store& store, const CommonOptions& options) {
  std::vector<std::string> ids;
  if (options.part.is_everything()) return ids;
  corpus::PackPart of_any_family = options.part;
  of_any_family.families.clear();
  std::set<std::string> families;
  for (const auto& entry : store.entries()) {
    if (!of_any_family.accepts(entry.program)) continue;
    if (!entry.program.family.empty()) families.insert(entry.program.family);
    if (options.part.accepts(entry.program)) ids.push_back(entry.program.id);
  }
  for (const auto& family : options.part.families)
    if (!families.contains(family))
      throw UsageError(fmt::format("--families {}: no program {}has it (families: {})", family,
                                   of_any_family.is_everything() ? "" : "of " + describe(of_any_family) + " ", listed(families)));
  if (ids.empty())
    throw UsageError(fmt::format("{} has no program of {} (packs have families, a split by family and a subset: `synth --select`)",
                                 corpus_name(options), describe(options.part)));
  return ids;
}

std::string corpus_name(const CommonOptions& options) {
  return options.corpus.empty() ? "the built-in corpus " + default_corpus() : options.corpus;
}

corpus::ImportCounts import_programs(corpus::Store& store, const corpus::ImportOptions& sources) {
  const GracefulStop graceful;
  log::Progress reading("reading", "programs", 0);
  const corpus::ImportCounts counts = corpus::import_sources(
      store, sources, [](const corpus::Program& program) { return dialect::classify(program); },
      [&](uint64_t done, const corpus::ImportCounts&) {
        if (stop_flag()) throw Interrupted("interrupted; run the same import again to go on");
        reading.update(done);
      });
  reading.finish();
  return counts;
}

std::optional<uint64_t> translate_programs(corpus::Store& store, const std::vector<std::string>& ids, const CommonOptions& options) {
  const GracefulStop graceful;
  log::Progress translating("translating", "programs", 0);
  const auto screening = screening_options(options);
  const auto translated = render::translate_missing(
      store, ids, screening,
      [&](uint64_t done, uint64_t total) {
        translating.set_total(total);
        translating.update(done);
      },
      &stop_flag());
  if (!translated.finished) return std::nullopt;
  return translated.num_done_now;
}

corpus::ImportCounts import_and_translate(corpus::Store& store, const corpus::ImportOptions& sources,
                                          const CommonOptions& options) {
  const corpus::ImportCounts counts = import_programs(store, sources);
  if (!translate_programs(store, {}, options)) throw Interrupted("interrupted; run the same import again to go on");
  return counts;
}

render::ScreeningOptions screening_options(const CommonOptions& options) {
  render::ScreeningOptions screening;
  screening.worker.settings.device = options.device;
  screening.jobs = options.jobs;
  return screening;
}

CorpusSession::CorpusSession(const CommonOptions& common)
    : options(common),
      device(std::make_shared<gpu::Device>(common.device)),
      driver_key(render::screening_driver_key(*device)),
      store(open_corpus(common)) {}

bool CorpusSession::ensure_screened(const std::vector<std::string>& wanted) {
  const std::vector<std::string> ids = wanted.empty() ? part_ids(store, options) : wanted;
  if (!trust_packs) return screen(ids);
  const std::vector<corpus::Entry> entries = store.entries(driver_key);
  std::vector<std::string> published, others;
  for (const corpus::Entry* entry : render::EntrySelection(store, entries).select(ids))
    (render::is_published_only(*entry) ? published : others).push_back(entry->program.id);
  if (published.empty()) return screen(ids);
  return translate_programs(store, published, options) && (others.empty() || screen(others));
}

bool CorpusSession::screen(const std::vector<std::string>& ids) {
  const GracefulStop graceful;
  log::Progress progress("screening", "programs", 0);
  render::ScreeningOptions screening = screening_options(options);
  screening.limits = limits;
  screening.worker.settings.code = code;
  screening.again = again;
  const auto start = std::chrono::steady_clock::now();
  const render::ScreeningCounts counts = render::screen_missing(
      store, driver_key, ids, screening,
      [&](uint64_t done, uint64_t total) {
        progress.set_total(total);
        progress.update(done);
      },
      &stop_flag());
  num_screened += counts.num_done_now;
  screening_s += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return counts.finished;
}

std::vector<render::DrawableProgram> CorpusSession::drawable_programs(render::DrawableFilter filter) const {
  filter.part = options.part;
  const auto known = translations_to_trust();
  filter.published = known.get();
  return render::drawable_programs(store, driver_key, filter);
}

render::DrawableSelection CorpusSession::drawable_programs(const std::vector<std::string>& ids, bool with_quick_code) const {
  const auto known = translations_to_trust();
  return render::drawable_programs(store, driver_key, ids, with_quick_code, known.get());
}

std::unique_ptr<render::TranslationIndex> CorpusSession::translations_to_trust() const {
  if (!trust_packs) return nullptr;
  return std::unique_ptr<render::TranslationIndex>(
      new render::TranslationIndex(render::open_translation_index(screening_options(options))));
}

bool CorpusSession::ensure_latents(const std::vector<std::string>& ids) {
  const GracefulStop graceful;
  log::Progress progress("measuring latent spaces", "programs", 0);
  render::ScreeningOptions screening = screening_options(options);
  screening.limits = limits;
  latents = render::measure_missing_latents(
      store, driver_key, ids, screening,
      [&](uint64_t done, uint64_t total) {
        progress.set_total(total);
        progress.update(done);
      },
      &stop_flag());
  return latents.finished;
}

std::unique_ptr<render::RenderSession> CorpusSession::render_session(
    const std::vector<render::DrawableProgram>& list, const frames::SlotShape& shape, uint32_t num_slots) const {
  return std::make_unique<render::RenderSession>(device, static_cast<uint32_t>(list.size()), module_loader(list),
                                                 frames::make_host_ring(device, shape, num_slots), render::RenderLimits{},
                                                 kMostResident);
}

render::PipelinePool::LoadModule CorpusSession::module_loader(const std::vector<render::DrawableProgram>& list) const {
  return render::module_loader(list, render::WorkerOptions::default_module_cache_folder());
}

}  // namespace progpretrain::tools
