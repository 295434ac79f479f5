#pragma once
// The nearest programs of tens of thousands, exactly, by an index from features to programs.
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/structure/features.h"

namespace progpretrain::structure {

struct Neighbour {
  uint32_t index = 0;  ///< in the pool
  double distance = 0;
  bool operator==(const Neighbour&) const = default;
};

/// Finds neighbours in a pool, which has to outlive it. Programs of about the same size share an
/// index of the features of the last round: their similarity there, with the sizes, bounds the
/// distance from below, and only programs that can be near enough are compared as a whole.
class NeighbourIndex {
 public:
  explicit NeighbourIndex(std::span<const Features> pool);

  /// The at most `most` nearest programs whose distance is at most `farthest`, the nearest first
  /// (of equal ones the first in the pool). `except`: the program's own place in the pool, or
  /// kNobody. May be called from several threads.
  std::vector<Neighbour> nearest(const Features& program, double farthest, size_t most,
                                 uint32_t except) const;
  static constexpr uint32_t kNobody = 0xffffffff;

 private:
  struct Posting {
    uint32_t rank = 0, count = 0;
  };
  std::span<const Features> pool_;
  std::vector<uint32_t> by_size_;  // rank -> index in the pool
  std::vector<uint64_t> hashes_;   // features of the last round, ascending
  std::vector<uint64_t> first_;    // of a feature's postings
  std::vector<Posting> postings_;  // by feature, then by rank
};

/// nearest() for every one of `programs`; when `is_pool` they are the pool themselves. Shares the
/// work among `num_threads` threads (0: one per core); `on_progress(done)` is called on this one, and the search ends
/// when it returns false (then the rest is empty).
std::vector<std::vector<Neighbour>> nearest_of_all(
    const NeighbourIndex& index, std::span<const Features> programs, bool is_pool, double farthest,
    size_t most, unsigned num_threads, const std::function<bool(uint64_t)>& on_progress = {});

}  // namespace progpretrain::structure
