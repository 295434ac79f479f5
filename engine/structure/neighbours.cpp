#include "engine/structure/neighbours.h"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <thread>

namespace progpretrain::structure {
namespace {

constexpr size_t kLast = kIterations;
constexpr double kSlack = 1e-12;  // of rounding

// The upper bound of a mean of similarities of which the last is known; none is more than the ratio
// of the sizes.
double bound(double last, double size_ratio) {
  return (kIterations * size_ratio + std::min(last, size_ratio)) / (kIterations + 1);
}

bool is_nearer(const Neighbour& a, const Neighbour& b) {
  return a.distance != b.distance ? a.distance < b.distance : a.index < b.index;
}

}  // namespace

NeighbourIndex::NeighbourIndex(std::span<const Features> pool)
    : pool_(pool), by_size_(pool.size()) {
  std::iota(by_size_.begin(), by_size_.end(), 0u);
  std::stable_sort(by_size_.begin(), by_size_.end(), [&](uint32_t a, uint32_t b) {
    return pool[a].num_operations < pool[b].num_operations;
  });
  for (const Features& features : pool)
    for (const Feature& feature : features.rounds[kLast]) hashes_.push_back(feature.hash);
  const size_t num_postings = hashes_.size();
  std::sort(hashes_.begin(), hashes_.end());
  std::vector<uint64_t> starts;
  std::vector<uint64_t> distinct;
  for (size_t i = 0; i < hashes_.size(); ++i)
    if (i == 0 || hashes_[i] != hashes_[i - 1]) {
      distinct.push_back(hashes_[i]);
      starts.push_back(i);
    }
  starts.push_back(num_postings);
  hashes_ = std::move(distinct);
  first_ = starts;
  postings_.resize(num_postings);
  for (uint32_t rank = 0; rank < by_size_.size(); ++rank) {
    auto at = hashes_.begin();
    for (const Feature& feature : pool[by_size_[rank]].rounds[kLast]) {
      at = std::lower_bound(at, hashes_.end(), feature.hash);
      postings_[starts[static_cast<size_t>(at - hashes_.begin())]++] = {rank, feature.count};
    }
  }
}

std::vector<Neighbour> NeighbourIndex::nearest(const Features& program, double farthest,
                                               size_t most, uint32_t except) const {
  const double size = program.num_operations;
  double least = 1.0 - farthest - kSlack;  // similarity that is wanted
  const auto operations = [&](uint32_t index) -> double { return pool_[index].num_operations; };
  // No similarity is more than the ratio of the sizes: only programs of about this size count.
  const auto begin =
      std::lower_bound(by_size_.begin(), by_size_.end(), size * least,
                       [&](uint32_t index, double wanted) { return operations(index) < wanted; });
  const auto end = least <= 0 ? by_size_.end()
                              : std::upper_bound(begin, by_size_.end(), size / least,
                                                 [&](double wanted, uint32_t index) {
                                                   return wanted < operations(index);
                                                 });
  const auto low = static_cast<uint32_t>(begin - by_size_.begin());
  const auto high = static_cast<uint32_t>(end - by_size_.begin());

  std::vector<uint32_t> common(high - low, 0);
  auto at = hashes_.begin();
  for (const Feature& feature : program.rounds[kLast]) {
    at = std::lower_bound(at, hashes_.end(), feature.hash);
    if (at == hashes_.end()) break;
    if (*at != feature.hash) continue;
    const auto number = static_cast<size_t>(at - hashes_.begin());
    const auto last = postings_.begin() + static_cast<ptrdiff_t>(first_[number + 1]);
    for (auto p = std::lower_bound(
             postings_.begin() + static_cast<ptrdiff_t>(first_[number]), last, low,
             [](const Posting&posting, uint32_t rank) { return posting.rank < rank; });
         p != last && p->rank < high; ++p)
      common[p->rank - low] += std::min(p->count, feature.count);
  }

  struct Candidate {
    double bound = 0;
    uint32_t index = 0;
  };
  std::vector<Candidate> candidates;
  for (uint32_t rank = low; rank < high; ++rank) {
    const uint32_t index = by_size_[rank];
    if (index == except) continue;
    const double other = operations(index), shared = common[rank - low],
                 all = size + other - shared;
    const double ratio =
        std::max(size, other) == 0 ? 1.0 : std::min(size, other) / std::max(size, other);
    const double upper = bound(all == 0 ? 1.0 : shared / all, ratio);
    if (upper >= least) candidates.push_back({upper, index});
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return a.bound != b.bound ? a.bound > b.bound : a.index < b.index;
  });
  std::vector<Neighbour> found;
  for (const Candidate& candidate : candidates) {
    if (candidate.bound < least) break;
    const Neighbour neighbour{candidate.index, distance(program, pool_[candidate.index])};
    if (neighbour.distance > farthest) continue;
    found.insert(std::upper_bound(found.begin(), found.end(), neighbour, is_nearer), neighbour);
    if (found.size() > most) found.pop_back();
    if (found.size() == most) least = std::max(least, 1.0 - found.back().distance - kSlack);
  }
  return found;
}

std::vector<std::vector<Neighbour>> nearest_of_all(
    const NeighbourIndex& index, std::span<const Features> programs, bool is_pool, double farthest,
    size_t most, unsigned num_threads, const std::function<bool(uint64_t)>& on_progress) {
  constexpr size_t kShare = 64;
  std::vector<std::vector<Neighbour>> out(programs.size());
  std::atomic<size_t> next = 0, done = 0;
  std::atomic<bool> is_stopped = false;
  const auto work = [&](bool reports) {
    while (!is_stopped) {
      const size_t first = next.fetch_add(kShare);
      if (first >= programs.size()) return;
      const size_t last = std::min(first + kShare, programs.size());
      for (size_t i = first; i < last; ++i)
        out[i] = index.nearest(programs[i], farthest, most,
                               is_pool ? static_cast<uint32_t>(i) : NeighbourIndex::kNobody);
      done += last - first;
      if (reports && on_progress && !on_progress(done)) is_stopped = true;
    }
  };
  if (num_threads == 0) num_threads = std::thread::hardware_concurrency();
  std::vector<std::jthread> helpers;
  for (unsigned i = 1; i < num_threads; ++i) helpers.emplace_back(work, false);
  work(true);
  return out;
}

}  // namespace progpretrain::structure
