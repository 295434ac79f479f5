#include "engine/synth/alike.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "engine/base/check.h"

namespace progpretrain::synth {

Looks::Looks(const FrameFeatures& features) : num_features_(features.num_features) {
  PP_CHECK(features.num_frames >= 2);
  const size_t n = features.num_frames, width = num_features_, num = features.num_programs();
  PP_CHECK_EQ(features.values.size(), num * n * width);
  means_.assign(num * width, 0.0);
  for (size_t p = 0; p < num; ++p) {
    double* const mean = &means_[p * width];
    double squares = 0;  // of the frames' lengths: 1 each, but for frames of nothing
    for (size_t i = 0; i < n; ++i) {
      const float* const row = &features.values[(p * n + i) * width];
      const double length = std::sqrt(std::inner_product(row, row + width, row, 0.0));
      if (length == 0) continue;
      squares += 1;
      for (size_t d = 0; d < width; ++d) mean[d] += row[d] / length;
    }
    // The sum's square holds every pair twice and every frame with itself.
    const double both = std::inner_product(mean, mean + width, mean, 0.0) - squares;
    spreads_.push_back(1.0 - both / static_cast<double>(n * (n - 1)));
    for (size_t d = 0; d < width; ++d) mean[d] /= static_cast<double>(n);
  }
}

double Looks::distance(uint32_t a, uint32_t b) const {
  const double* const of_a = &means_[a * num_features_];
  return 1.0 - std::inner_product(of_a, of_a + num_features_, &means_[b * num_features_], 0.0);
}

double Looks::relative_distance(uint32_t a, uint32_t b) const {
  return distance(a, b) / std::max(kUsualSpread, spread(a) + spread(b));
}

std::vector<uint32_t> drop_alike(std::span<const Pair> pairs, std::span<const uint32_t> order) {
  std::vector<std::vector<uint32_t>> partners(order.size());
  for (const Pair& pair : pairs) {
    partners[pair.a].push_back(pair.b);
    partners[pair.b].push_back(pair.a);
  }
  std::vector<bool> stays(order.size(), false);
  std::vector<uint32_t> dropped;
  for (const uint32_t place : order) {
    const auto& its = partners[place];
    stays[place] =
        std::none_of(its.begin(), its.end(), [&](uint32_t other) { return stays[other]; });
    if (!stays[place]) dropped.push_back(place);
  }
  std::sort(dropped.begin(), dropped.end());
  return dropped;
}

size_t num_in_pairs(std::span<const Pair> pairs, std::span<const uint32_t> chosen) {
  const auto is_chosen = [&](uint32_t place) {
    return std::binary_search(chosen.begin(), chosen.end(), place);
  };
  std::set<uint32_t> found;
  for (const Pair& pair : pairs)
    if (is_chosen(pair.a) && is_chosen(pair.b)) found.insert({pair.a, pair.b});
  return found.size();
}

}  // namespace progpretrain::synth
