#include "engine/render/drawable_programs.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/render/entry_selection.h"
#include "engine/render/latent_screening.h"
#include "engine/render/worker_protocol.h"

namespace progpretrain::render {
namespace {

using corpus::Entry;
using corpus::Verdict;

std::string describe(Verdict verdict, int line, const std::string& reason) {
  std::string out(corpus::to_string(verdict));
  if (line > 0) out += " in line " + std::to_string(line);
  return reason.empty() ? out : out + ": " + reason;
}

// The entry as a drawable program, or why it is none.
tl::expected<DrawableProgram, std::string> drawable(const Entry& entry, const EntrySelection& all,
                                                    bool with_quick_code) {
  const Entry& drawn = all.drawn_for(entry);
  if (drawn.refused)
    return tl::unexpected(
        describe(drawn.refused->verdict, drawn.refused->line, drawn.refused->reason));
  if (!drawn.screening) return tl::unexpected(std::string("was not screened on this driver"));
  const corpus::Screening& row = *drawn.screening;
  if (row.verdict != Verdict::ok)
    return tl::unexpected(describe(row.verdict, row.line, row.reason));
  if (!has_optimised_code(row) && !with_quick_code)
    return tl::unexpected(std::string("was screened with quick code only"));
  DrawableProgram out{entry.program.id, entry.content_hash,
                      row.measurements.value("spirv_key", std::string()), row.flags,
                      row.measurements.value("ms_per_megapixel", 0.0), {}, {}, 0};
  if (auto latents = latents_of(row)) {
    out.lifted_key = std::move(latents->lifted_key);
    out.distances = std::move(latents->distances);
  }
  if (!entry.duplicate_of.empty()) out.flags.push_back("duplicate_of:" + entry.duplicate_of);
  return out;
}

std::vector<Entry> entries_of(const corpus::Store& store, const std::string& driver_key,
                              const TranslationIndex* published) {
  std::vector<Entry> entries = store.entries(driver_key);
  if (published != nullptr) take_published(entries, *published);
  return entries;
}

bool passes(const DrawableProgram& program, const DrawableFilter& filter) {
  return std::all_of(program.flags.begin(), program.flags.end(), [&](const std::string& flag) {
    if (flag == "blank") return filter.with_blank;
    if (flag == "static") return filter.with_static;
    if (flag == "budget") return filter.with_budget;
    if (flag == "nan") return filter.with_nan;
    return !flag.starts_with("duplicate_of:") || filter.with_duplicates;
  });
}

}  // namespace

bool has_optimised_code(const corpus::Screening& row) {
  return row.measurements.value("code", std::string()) != to_string(Code::quick);
}

std::vector<DrawableProgram> drawable_programs(const corpus::Store& store,
                                               const std::string& driver_key,
                                               const DrawableFilter& filter) {
  const std::vector<Entry> entries = entries_of(store, driver_key, filter.published);
  const EntrySelection all(store, entries);
  std::vector<DrawableProgram> out;
  for (const Entry& entry : entries) {
    if (!filter.part.accepts(entry.program)) continue;
    auto program = drawable(entry, all, filter.with_quick_code);
    if (program && passes(*program, filter)) out.push_back(std::move(*program));
  }
  return out;
}

DrawableSelection drawable_programs(const corpus::Store& store, const std::string& driver_key,
                                    const std::vector<std::string>& ids, bool with_quick_code,
                                    const TranslationIndex* published) {
  const std::vector<Entry> entries = entries_of(store, driver_key, published);
  const EntrySelection all(store, entries);
  DrawableSelection out;
  for (const std::string& id : ids) {
    auto program = drawable(all.with_id(id), all, with_quick_code);
    if (program)
      out.programs.push_back(std::move(*program));
    else
      out.failed.push_back({id, program.error()});
  }
  return out;
}

std::vector<DrawableProgram> lifted_variants(std::vector<DrawableProgram> programs) {
  for (DrawableProgram& program : programs)
    if (!program.lifted_key.empty()) program.spirv_key = program.lifted_key;
  return programs;
}

PipelinePool::LoadModule module_loader(std::vector<DrawableProgram> programs,
                                       const std::filesystem::path& cache_folder) {
  return [programs = std::move(programs),
          cache = spirv::ModuleCache(cache_folder)](uint32_t program) -> spirv::ProgramModule {
    const DrawableProgram& wanted = programs.at(program);
    if (auto module = cache.load(wanted.spirv_key)) return std::move(*module);
    throw EnvironmentError("the compiled form of program \"" + wanted.id +
                           "\" is missing from the cache: run `progpretrain screen` again");
  };
}

}  // namespace progpretrain::render
