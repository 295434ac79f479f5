#pragma once
// Brings a corpus up to date with this machine: what was never translated is translated, what this
// driver has not drawn is drawn once, each program in a worker. This process is the only one that
// writes the store, every outcome as it comes: killed at any moment, it goes on later and repeats
// only what its workers had in hand.
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/corpus/store.h"
#include "engine/render/translation_index.h"
#include "engine/render/worker_pool.h"

namespace progpretrain::gpu {
class Device;
}

namespace progpretrain::render {

struct ScreeningOptions {
  WorkerOptions worker;
  WorkerLimits limits;
  unsigned jobs = 0;   ///< worker processes; 0 = one per core, at most 64
  bool again = false;  ///< what a limit, a crash or a lost device ended is tried once more
};

/// Under which key verdicts on `device` are stored: SHA-256 of the device's driver key, the
/// versions of translator, rewriter and compiler, and the loop budget. The second form asks a
/// worker for its device, so that this process need not make one.
std::string screening_driver_key(const gpu::Device& device);
std::string screening_driver_key(const ScreeningOptions& options);

/// What workers with these options answered before.
TranslationIndex open_translation_index(const ScreeningOptions& options);

/// What became of the programs that a call was asked for.
struct ScreeningCounts {
  uint64_t num_programs = 0;  ///< asked for; duplicates count as the program they name
  uint64_t num_done_now = 0;  ///< given to a worker in this call
  bool finished = true;       ///< false: the stop flag was seen
  std::map<std::string, uint64_t> verdicts;  ///< by name
  std::map<std::string, uint64_t> flags;     ///< by name; a program may have several
};

/// `done` of `total` programs that needed a worker; total 0 = nothing to do.
using OnScreened = std::function<void(uint64_t done, uint64_t total)>;

/// Translates every program of `ids`, or of the corpus when there are none, that is neither a
/// duplicate nor refused (or was refused by another version of the translator) into the module
/// cache, and records refusals. What the cache's
/// translation_index.h knows is not given to a worker. `verdicts` of the result are those of
/// translation.
ScreeningCounts translate_missing(corpus::Store& store, const std::vector<std::string>& ids,
                                  const ScreeningOptions& options,
                                  const OnScreened& on_progress = {},
                                  const std::atomic<bool>* stop = nullptr);

/// Screens what has no valid row under `driver_key`: the programs in `ids`, in that order, or all
/// when `ids` is empty, in the order of import. A row is valid while the module it speaks of is in
/// the cache (or it says that the program cannot be drawn, see ScreeningOptions::again) and its program was drawn with the code that the worker's settings ask for, or better:
/// only what was drawn with optimised code is warm for a process that draws later. Throws UsageError for an id that is not in the corpus.
ScreeningCounts screen_missing(corpus::Store& store, const std::string& driver_key,
                               const std::vector<std::string>& ids, const ScreeningOptions& options,
                               const OnScreened& on_progress = {},
                               const std::atomic<bool>* stop = nullptr);

}  // namespace progpretrain::render
