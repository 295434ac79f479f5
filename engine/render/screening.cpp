#include "engine/render/screening.h"

#include <optional>

#include "engine/base/check.h"
#include "engine/base/hash.h"
#include "engine/base/log.h"
#include "engine/dialect/compute_unit.h"
#include "engine/gpu/device.h"
#include "engine/render/drawable_programs.h"
#include "engine/render/entry_selection.h"
#include "engine/render/translation_index.h"
#include "engine/spirv/build.h"
#include "engine/spirv/compile.h"
#include "shaders/frame_params.h"

namespace progpretrain::render {
namespace {

using base::Json;
using corpus::Entry;
using corpus::Refusal;
using corpus::Screening;
using corpus::Store;
using corpus::Verdict;

constexpr const char* kTranslatorNote = "translator";

std::string translator() {
  return worker_version() + ", " + spirv::compiler_version();
}

std::string screening_key(const std::string& device_key) {
  return base::Sha256().update_field(device_key).update_field(translator()).hex();
}

void count(ScreeningCounts& counts, Verdict verdict, const std::vector<std::string>& flags = {}) {
  ++counts.verdicts[std::string(corpus::to_string(verdict))];
  for (const std::string& flag : flags) ++counts.flags[flag];
}

// Whether it speaks of this machine and its limits as much as of the program.
bool may_change(Verdict verdict) {
  return verdict != Verdict::ok && verdict != Verdict::parse_error && verdict != Verdict::unsupported;
}

// Another translator may accept what an older one refused. (What was refused before it had a
// content hash was never classified: importing it again tries it again.)
bool try_again(const Entry& entry, bool new_translator, bool again = false) {
  return (new_translator || (again && may_change(entry.refused->verdict))) &&
         !entry.content_hash.empty() && is_translation_stage(entry.refused->stage);
}

// Gives `tasks` to workers; `record` writes one outcome, in a transaction of its own: what a kill
// takes is never more than what the workers held.
void work_off(const std::vector<const Entry*>& tasks,
              const std::function<Json(const corpus::Program&)>& make_task,
              const ScreeningOptions& options,
              const std::function<void(const Entry&, corpus::Result<Json>)>& record,
              const OnScreened& on_progress, const std::atomic<bool>* stop,
              ScreeningCounts& counts) {
  if (on_progress) on_progress(0, tasks.size());
  if (tasks.empty()) return;
  WorkerPool pool(options.worker, options.limits, options.jobs);
  WorkerPool::Work work;
  work.num_tasks = tasks.size();
  work.make_task = [&](size_t i) { return make_task(tasks[i]->program); };
  work.on_outcome = [&](size_t i, corpus::Result<Json> outcome) {
    record(*tasks[i], std::move(outcome));
    ++counts.num_done_now;
    if (on_progress) on_progress(counts.num_done_now, tasks.size());
  };
  work.stop = stop;
  counts.finished = pool.run(work);
}

// Whether the row still says something about what would be drawn, with code at least as good as asked for.
bool is_valid(const Screening& row, const spirv::ModuleCache& cache, const ScreeningOptions& options) {
  if (row.verdict != Verdict::ok) return !(options.again && may_change(row.verdict));
  const Code code = options.worker.settings.code;
  if (code == Code::optimised && !has_optimised_code(row)) return false;
  const auto key = row.measurements.find("spirv_key");
  return key != row.measurements.end() && key->is_string() && cache.contains(*key);
}

}  // namespace

std::string screening_driver_key(const gpu::Device& device) {
  return screening_key(device.driver_key());
}

std::string screening_driver_key(const ScreeningOptions& options) {
  WorkerPool pool(options.worker, options.limits, 1);
  std::string device_key;
  WorkerPool::Work work;
  work.num_tasks = 1;
  work.make_task = [](size_t) { return describe_task(); };
  work.on_outcome = [&](size_t, corpus::Result<Json> outcome) {
    if (!outcome) throw EnvironmentError("the Vulkan device: " + outcome.error().reason);
    device_key = base::require<std::string>(*outcome, "device_key", "worker message");
  };
  pool.run(work);
  return screening_key(device_key);
}

TranslationIndex open_translation_index(const ScreeningOptions& options) {
  return {options.worker.settings.cache_folder,
          options.worker.executable.empty() ? find_worker() : options.worker.executable};
}

ScreeningCounts translate_missing(Store& store, const std::vector<std::string>& ids,
                                  const ScreeningOptions& options, const OnScreened& on_progress,
                                  const std::atomic<bool>* stop) {
  const bool new_translator = store.note(kTranslatorNote) != translator();
  TranslationIndex index = open_translation_index(options);
  const std::vector<Entry> entries = store.entries();
  ScreeningCounts counts;
  const auto record = [&](const Entry& entry, const corpus::Result<Translation>& translation) {
    count(counts, translation ? Verdict::ok : translation.error().verdict);
    if (!translation)
      store.set_refused(entry.program.id, translation.error());
    else if (entry.refused)
      store.set_refused(entry.program.id, std::nullopt);
  };
  std::vector<const Entry*> tasks;
  for (const Entry* entry : EntrySelection(store, entries).select(ids)) {
    ++counts.num_programs;
    if (entry->refused && !try_again(*entry, new_translator))
      count(counts, entry->refused->verdict);
    else if (const auto known = index.find(entry->program))
      record(*entry, *known);
    else
      tasks.push_back(entry);
  }
  const auto record_answer = [&](const Entry& entry, const corpus::Result<Json>& outcome) {
    if (!outcome) return record(entry, corpus::Refused(outcome.error()));
    const corpus::Result<Translation> translation = read_translation(*outcome);
    index.put(entry.program, translation);
    record(entry, translation);
  };
  work_off(tasks, translate_task, options, record_answer, on_progress, stop, counts);
  if (new_translator && ids.empty() && counts.finished) store.set_note(kTranslatorNote, translator());
  return counts;
}

ScreeningCounts screen_missing(Store& store, const std::string& driver_key,
                               const std::vector<std::string>& ids, const ScreeningOptions& options,
                               const OnScreened& on_progress, const std::atomic<bool>* stop) {
  const bool new_translator = store.note(kTranslatorNote) != translator();
  const spirv::ModuleCache cache(options.worker.settings.cache_folder);
  TranslationIndex index = open_translation_index(options);
  const std::vector<Entry> entries = store.entries(driver_key);
  ScreeningCounts counts;
  std::vector<const Entry*> tasks;
  for (const Entry* entry : EntrySelection(store, entries).select(ids)) {
    ++counts.num_programs;
    if (entry->refused && !try_again(*entry, new_translator, options.again))
      count(counts, entry->refused->verdict);
    else if (!entry->refused && entry->screening && is_valid(*entry->screening, cache, options))
      count(counts, entry->screening->verdict, entry->screening->flags);
    else if (const auto known = index.find(entry->program); known && !*known) {
      store.set_refused(entry->program.id, known->error());
      count(counts, known->error().verdict);
    } else {
      tasks.push_back(entry);
    }
  }
  const auto make_task = [&](const corpus::Program& program) {
    const auto known = index.find(program);
    return screen_task(program, known && *known ? std::optional(**known) : std::nullopt);
  };
  const auto record = [&](const Entry& entry, corpus::Result<Json> outcome) {
    Screening row;
    if (outcome) {
      row = read_screening(*outcome);
      const auto device_key = base::require<std::string>(*outcome, "device_key", "worker message");
      PP_CHECK(device_key.empty() || screening_key(device_key) == driver_key,
               "the worker draws on another device than this process");
    } else {
      Refusal& charge = outcome.error();
      row.verdict = charge.verdict;
      row.stage = std::move(charge.stage);
      row.reason = std::move(charge.reason);
    }
    count(counts, row.verdict, row.flags);
    if (row.verdict != Verdict::ok && is_translation_stage(row.stage)) {
      // No driver had a part in it: it holds everywhere.
      const Refusal refusal{row.verdict, row.stage, row.line, row.reason};
      index.put(entry.program, corpus::Refused(refusal));
      store.set_refused(entry.program.id, refusal);
      return;
    }
    if (entry.refused) store.set_refused(entry.program.id, std::nullopt);
    store.set_screening(entry.program.id, driver_key, row);
  };
  work_off(tasks, make_task, options, record, on_progress, stop, counts);
  if (new_translator && ids.empty() && counts.finished) store.set_note(kTranslatorNote, translator());
  return counts;
}

}  // namespace progpretrain::render
