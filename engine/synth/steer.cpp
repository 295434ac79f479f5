#include "engine/synth/steer.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/check.h"
#include "engine/synth/dot.h"

namespace progpretrain::synth {

Landmarks::Landmarks(const FrameFeatures& features, const FrameFeatures& ordinary)
    : mean_(ordinary.num_features, 0.0f) {
  const size_t width = mean_.size(), num_rows = width == 0 ? 0 : ordinary.values.size() / width;
  PP_CHECK(num_rows > 0 && width % kDotLanes == 0, num_rows, " frames of ", width, " features");
  PP_CHECK(features.values.empty() || features.num_features == width, features.num_features);
  std::vector<double> sums(width, 0.0);
  for (size_t i = 0; i < ordinary.values.size(); ++i) sums[i % width] += ordinary.values[i];
  for (size_t d = 0; d < width; ++d)
    mean_[d] = static_cast<float>(sums[d] / static_cast<double>(num_rows));
  for (size_t at = 0; at < features.values.size(); at += width) append(&features.values[at]);
}

std::vector<float> Landmarks::nearness(const FrameFeatures& features) const {
  PP_CHECK_EQ(features.num_features, mean_.size());
  std::vector<float> out;
  for (size_t program = 0; program < features.num_programs(); ++program) {
    double sum = 0;
    for (size_t i = 0; i < features.num_frames; ++i) {
      const auto frame =
          normalised(&features.values[(program * features.num_frames + i) * mean_.size()]);
      float nearest = -1;
      for (size_t at = 0; at < rows_.size(); at += mean_.size())
        nearest = std::max(nearest, dot(frame.data(), &rows_[at], mean_.size()));
      sum += nearest;
    }
    out.push_back(static_cast<float>(sum / features.num_frames));
  }
  return out;
}

void Landmarks::add(const FrameFeatures& features, std::span<const uint32_t> places) {
  for (const uint32_t place : places)
    for (size_t i = 0; i < features.num_frames; ++i)
      append(&features.values[(size_t{place} * features.num_frames + i) * mean_.size()]);
}

void Landmarks::append(const float* row) {
  const auto values = normalised(row);
  rows_.insert(rows_.end(), values.begin(), values.end());
}

std::vector<float> Landmarks::normalised(const float* row) const {
  std::vector<float> out(mean_.size());
  double squares = 0;
  for (size_t d = 0; d < out.size(); ++d) {
    out[d] = row[d] - mean_[d];
    squares += double{out[d]} * out[d];
  }
  const auto scale = static_cast<float>(squares > 0 ? 1 / std::sqrt(squares) : 0);
  for (float& value : out) value *= scale;
  return out;
}

std::vector<uint32_t> accept(std::span<const float> nearness, bool away, size_t count) {
  std::vector<uint32_t> order(nearness.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return away ? nearness[a] < nearness[b] : nearness[a] > nearness[b];
  });
  const auto share =
      static_cast<size_t>(std::ceil(static_cast<double>(nearness.size()) * kAcceptedShare));
  order.resize(std::min(count, share));
  std::sort(order.begin(), order.end());
  return order;
}

}  // namespace progpretrain::synth
