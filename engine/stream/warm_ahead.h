#pragma once
// Programs that are drawable but unknown to the driver's cache are made known to it by worker
// processes, ahead of their turn: no process that trains runs the driver's compiler, and nothing
// waits for the whole corpus.
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/stream/load_ahead.h"

namespace progpretrain::stream {

class WarmAhead {
 public:
  /// Warms programs; element i of the result: empty, or why programs[i] cannot be drawn. Returns
  /// early when `stop` is set.
  using Warm = std::function<std::vector<std::string>(const std::vector<uint32_t>& programs,
                                                      const std::atomic<bool>& stop)>;

  /// `cold[program]`: must be warmed. Works through the samples from `first_sample` on, `group`
  /// programs at a time, at most `num_ahead` samples beyond what reach() said.
  WarmAhead(std::vector<bool> cold, LoadAhead::ProgramOfSample program_of_sample, Warm warm,
            uint64_t first_sample, uint64_t num_ahead, uint32_t group);
  /// Sets Warm's stop and waits for it.
  ~WarmAhead();
  WarmAhead(const WarmAhead&) = delete;
  WarmAhead& operator=(const WarmAhead&) = delete;

  void reach(uint64_t sample);

  /// Whether the program can be loaded without a compiler.
  bool is_warm(uint32_t program) const;
  /// Waits until it can, and returns why it cannot be drawn, or an empty text; a program that is
  /// waited for comes first. Throws when the warming itself failed or was stopped.
  std::string wait_for(uint32_t program);
  /// Ends the warming, and the waiting for it.
  void stop();
  /// Programs warmed so far.
  uint64_t num_warmed() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace progpretrain::stream
