#include "engine/render/latent_screening.h"

#include "engine/base/check.h"
#include "engine/render/entry_selection.h"

namespace progpretrain::render {
namespace {

using base::Json;
using corpus::Entry;

constexpr const char* kLatents = "latents";

bool is_measured(const corpus::Screening& screening, const spirv::ModuleCache& cache) {
  if (!screening.measurements.contains(kLatents)) return false;
  const auto latents = latents_of(screening);
  return !latents || latents->lifted_key.empty() || cache.contains(latents->lifted_key);
}

bool is_drawable(const Entry& entry) {
  return !entry.refused && entry.screening && entry.screening->verdict == corpus::Verdict::ok;
}

void count(LatentCounts& counts, double& cost_sum, const Json& latents) {
  ++counts.num_programs;
  if (latents.contains("failed")) {
    ++counts.num_failed;
    return;
  }
  const LatentMeasurement measured = latents_from_json(latents, kLatents);
  counts.num_differing += !measured.lifted_matches();
  if (measured.lifted_key.empty()) return;
  ++counts.num_lifted;
  counts.num_literals += measured.literals.size();
  cost_sum += measured.lifted_cost;
}

}  // namespace

std::optional<LatentMeasurement> latents_of(const corpus::Screening& screening) {
  const auto found = screening.measurements.find(kLatents);
  if (found == screening.measurements.end() || found->contains("failed")) return std::nullopt;
  return latents_from_json(*found, kLatents);
}

LatentCounts measure_missing_latents(corpus::Store& store, const std::string& driver_key,
                                     const std::vector<std::string>& ids,
                                     const ScreeningOptions& options, const OnScreened& on_progress,
                                     const std::atomic<bool>* stop) {
  const spirv::ModuleCache cache(options.worker.settings.cache_folder);
  const std::vector<Entry> entries = store.entries(driver_key);
  LatentCounts counts;
  double cost_sum = 0;
  std::vector<const Entry*> tasks;
  for (const Entry* entry : EntrySelection(store, entries).select(ids)) {
    if (!is_drawable(*entry)) continue;
    if (is_measured(*entry->screening, cache))
      count(counts, cost_sum, entry->screening->measurements.at(kLatents));
    else
      tasks.push_back(entry);
  }
  if (on_progress) on_progress(0, tasks.size());
  if (!tasks.empty()) {
    WorkerOptions worker = options.worker;
    worker.settings.code = Code::optimised;  // costs are those of training, which finds the code warm
    WorkerPool pool(worker, options.limits, options.jobs);
    WorkerPool::Work work;
    work.num_tasks = tasks.size();
    work.make_task = [&](size_t i) { return latents_task(tasks[i]->program); };
    work.on_outcome = [&](size_t i, corpus::Result<Json> outcome) {
      const auto latents = outcome.and_then(read_latents);
      corpus::Screening row = *tasks[i]->screening;
      row.measurements[kLatents] =
          latents ? *latents
                  : Json{{"failed", base::concat(corpus::to_string(latents.error().verdict), ": ",
                                                 latents.error().reason)}};
      store.set_screening(tasks[i]->program.id, driver_key, row);
      count(counts, cost_sum, row.measurements[kLatents]);
      ++counts.num_done_now;
      if (on_progress) on_progress(counts.num_done_now, tasks.size());
    };
    work.stop = stop;
    counts.finished = pool.run(work);
  }
  if (counts.num_lifted > 0) counts.mean_cost = cost_sum / static_cast<double>(counts.num_lifted);
  return counts;
}

}  // namespace progpretrain::render
