#include "engine/render/canvas_sharing.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/check.h"

namespace progpretrain::render {
namespace {

// A drawing that is only a little cheaper than its windows is not worth their freshness.
constexpr double kWorthwhile = 0.75;
// Blocks hold expensive programs in proportion to their size only on average.
constexpr double kBlockMargin = 0.7;

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

CanvasSharing share_canvases(const std::vector<double>& costs, const Rotation& rotation,
                             const SharingRules& rules) {
  PP_CHECK_EQ(costs.size(), size_t{rotation.num_programs});
  PP_CHECK(rules.views > 0 && rules.min_crop_area > 0);
  CanvasSharing out;
  // All views of a sample look at one canvas: fewer requests than those cannot share.
  out.samples_per_canvas = std::max(1u, rules.freshness / rules.views);
  if (rotation.rotates())
    out.samples_per_canvas = std::min(out.samples_per_canvas, rotation.visit_samples);
  const double side = std::pow(double{rules.min_crop_area} * rules.max_crop_area, 0.25);
  out.drawn_px = static_cast<uint32_t>(std::ceil(rules.size_px / side / 8.0) * 8.0);
  const double windows_px = double(out.samples_per_canvas) * rules.views *
                            std::pow(double(rules.size_px) * rules.samples_per_axis, 2);
  if (out.samples_per_canvas == 1 || std::pow(out.drawn_px, 2) > kWorthwhile * windows_px)
    return {};

  std::vector<double> known;
  std::copy_if(costs.begin(), costs.end(), std::back_inserter(known),
               [](double cost) { return cost > 0; });
  const double threshold = kExpensive * median(std::move(known));
  std::vector<uint32_t> expensive;
  for (uint32_t i = 0; i < costs.size(); ++i)
    if (costs[i] > threshold && threshold > 0) expensive.push_back(i);
  std::sort(expensive.begin(), expensive.end(), [&](uint32_t a, uint32_t b) {
    return costs[a] != costs[b] ? costs[a] > costs[b] : a < b;
  });
  double capacity = static_cast<double>(rules.max_canvas_bytes) /
                    static_cast<double>(kCanvasPixelBytes * out.drawn_px * out.drawn_px);
  if (rotation.rotates()) capacity *= kBlockMargin * rotation.num_programs / rotation.working_set;
  expensive.resize(static_cast<size_t>(std::min(capacity, static_cast<double>(expensive.size()))));
  if (expensive.empty()) return {};
  out.shares.resize(costs.size());
  for (const uint32_t program : expensive) out.shares[program] = true;
  return out;
}

uint64_t canvas_of(const CanvasSharing& sharing, const Rotation& rotation, const Showing& showing) {
  const uint64_t samples = sharing.samples_per_canvas;
  // Resident programs are shown once an epoch, and their visit never ends.
  if (!rotation.rotates()) return (showing.epoch + showing.program % samples) / samples;
  // A program that comes back in another epoch finds its canvas gone: canvases end with the visit.
  const uint64_t per_visit = (rotation.visit_samples + samples - 1) / samples;
  return showing.epoch * per_visit + showing.pass / samples;
}

}  // namespace progpretrain::render
