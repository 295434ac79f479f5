#pragma once
// Measures the latent spaces of a corpus's programs in workers, on demand: what training with
// latent views needs to know before its first request.
#include <atomic>
#include <string>
#include <vector>

#include "engine/render/measure_latents.h"
#include "engine/render/screening.h"

namespace progpretrain::render {

/// What became of the programs that measure_missing_latents() was asked for.
struct LatentCounts {
  uint64_t num_programs = 0;   ///< drawable ones; duplicates count as the program they name
  uint64_t num_done_now = 0;   ///< given to a worker in this call
  uint64_t num_lifted = 0;     ///< have a lifted variant
  uint64_t num_failed = 0;     ///< a worker did not live through it, or a variant did not compile
  uint64_t num_differing = 0;  ///< the lifted variant draws something else than the program
  uint64_t num_literals = 0;   ///< lifted, of all programs together
  double mean_cost = 1;  ///< device time lifted / plain, mean over the programs that have a variant
  bool finished = true;  ///< false: the stop flag was seen
};

/// Measures every program in `ids` (all when empty) with verdict ok under `driver_key` that has no
/// measurement, or one whose lifted variant is no longer in the module cache. The result is kept in
/// the screening's measurements as "latents": to_json(LatentMeasurement), or {"failed": reason}.
/// Throws UsageError for an id that is not in the corpus.
LatentCounts measure_missing_latents(corpus::Store& store, const std::string& driver_key,
                                     const std::vector<std::string>& ids,
                                     const ScreeningOptions& options,
                                     const OnScreened& on_progress = {},
                                     const std::atomic<bool>* stop = nullptr);

/// The measurement in a screening's measurements; nullopt: never made, or failed.
std::optional<LatentMeasurement> latents_of(const corpus::Screening& screening);

}  // namespace progpretrain::render
