#pragma once
// Which sample a place in a run shows. In order, place k shows sample k. Ready-first takes the next
// sample whose program is ready and comes back to the others: nothing waits for a cold program, and
// since clocks decide, the order is logged, so that resume and replay can read it.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace progpretrain::stream {

class SampleOrder {
 public:
  virtual ~SampleOrder() = default;
  /// The samples of batch `number`, which is the first one asked for or the one after the last.
  virtual std::vector<uint64_t> samples_of_batch(uint64_t number) = 0;
  /// No sample below this one is still to come, and the drawing is at about this one.
  virtual uint64_t reached() const = 0;
};

std::unique_ptr<SampleOrder> make_ordered(uint32_t batch_samples);

struct ReadyFirst {
  uint32_t batch_samples = 0;
  uint64_t first_batch = 0;
  std::function<bool(uint64_t sample)> is_ready;
  uint64_t max_ahead =
      0;  ///< how far a sample may be taken before one that is not ready; at least batch_samples
  std::filesystem::path log;  ///< JSON lines: {"batch": N, "samples": [[first, count], ...]}
};

/// Batches that the log knows are the same again; from then on it grows. Waits only while none of
/// the next max_ahead samples is ready. Throws UsageError when the log lacks a batch before
/// first_batch, EnvironmentError when it cannot be written.
std::unique_ptr<SampleOrder> make_ready_first(const ReadyFirst& options);

/// The sample that place `place` of a run shows by its log; `place` itself when the run has none.
uint64_t sample_at(const std::filesystem::path& log, uint32_t batch_samples, uint64_t place);

}  // namespace progpretrain::stream
