#pragma once
// Runs tasks on untrusted programs in worker processes, each within limits of processor time and
// memory. Whatever a program does to its worker becomes a refusal of that program and of no other.
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "engine/render/worker_process.h"

namespace progpretrain::render {

/// Processor time is what counts, so that a loaded machine does not change verdicts; a worker that
/// waits instead of working (uses less than a hundredth of a processor) is ended after
/// `wall_factor` times its limit.
struct WorkerLimits {
  double compile_cpu_s = 10;  ///< translation and the driver's compiler together
  double draw_cpu_s = 20;     ///< the frames that screening looks at, together
  double wall_factor = 4;
  /// Resident memory, looked at some forty times a second. What a worker can get at all ends at
  /// twice as much and a GiB: an allocation between two looks fails in it.
  uint64_t memory_bytes = 3ull << 30;
  unsigned tasks_per_worker = 300;  ///< then it is replaced by a fresh one
};

/// The stages that a worker announces; what it is charged with when it does not live through them.
/// A stage of translation is one that no driver takes part in.
bool is_translation_stage(std::string_view stage);
inline constexpr const char* kStageDialect = "dialect";
inline constexpr const char* kStageCompile = "compile";
inline constexpr const char* kStageDriver = "driver";  ///< pipeline and first draw
inline constexpr const char* kStageDraw = "draw";      ///< the frames

class WorkerPool {
 public:
  /// Starts workers when there is work for them, at most num_workers at a time (0 = one per core, at most 64).
  /// A pool lives on one thread.
  WorkerPool(WorkerOptions options, WorkerLimits limits, unsigned num_workers);
  /// Lets idle workers leave in peace (they may still be writing the driver's cache).
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  struct Work {
    size_t num_tasks = 0;
    /// Task number `index`; called once in the order of the numbers (again after a crash).
    std::function<base::Json(size_t index)> make_task;
    /// The worker's answer, or what the program is charged with: compile_timeout, draw_timeout,
    /// out_of_memory, compiler_crash or device_lost. Called on this thread, in any order of
    /// `index`. A crash or too much memory counts only when it happens again in a fresh worker.
    std::function<void(size_t index, corpus::Result<base::Json> outcome)> on_outcome;
    std::function<void()> on_tick;            ///< called some forty times a second; may be empty
    const std::atomic<bool>* stop = nullptr;  ///< set: return soon, with what is done
  };
  /// Returns whether all tasks were done. Throws EnvironmentError or UsageError when the trouble is
  /// the machine's (no device, disk full, worker missing or of another version).
  bool run(const Work& work);

  /// How many workers were started so far.
  unsigned num_started() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace progpretrain::render
