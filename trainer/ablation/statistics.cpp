#include "trainer/ablation/statistics.h"

#include <algorithm>

#include "engine/base/check.h"
#include "trainer/evaluate/resize.h"

namespace progpretrain::trainer {
namespace {

void check_frames(const torch::Tensor& frames, int64_t at_least) {
  PP_CHECK(frames.dim() == 4 && frames.size(1) == 3 && frames.scalar_type() == torch::kUInt8,
           frames.sizes());
  PP_CHECK(frames.size(0) >= at_least, frames.size(0));
}

torch::Tensor shrink(const torch::Tensor& frames, int64_t max_px) {
  return std::min(frames.size(2), frames.size(3)) > max_px ? fit_to_square(frames, max_px) : frames;
}

/// Mean colour, f32 [3], of the fullest cell of the histogram of one frame's pixels u8 [P,3].
torch::Tensor dominant_colour(const torch::Tensor& pixels) {
  const torch::Tensor cells = pixels.bitwise_right_shift(4)
                                  .to(torch::kInt64)
                                  .matmul(torch::tensor({256, 16, 1}, torch::kInt64));  // (P)
  const torch::Tensor fullest = torch::bincount(cells, {}, 4096).argmax();
  return pixels.index({cells == fullest}).to(torch::kFloat32).mean(0);
}

}  // namespace

double mean_cosine_distance(const torch::Tensor& features) {
  PP_CHECK(features.dim() == 2 && features.size(0) >= 2, features.sizes());
  const torch::Tensor rows = features.to(torch::kFloat64);
  const torch::Tensor unit = rows / rows.norm(2, 1, true).clamp_min(1e-12);
  // The sum over ordered pairs i != j of u_i . u_j is |sum u|^2 - sum |u|^2.
  const double pairs = static_cast<double>(unit.size(0)) * static_cast<double>(unit.size(0) - 1);
  const double sum = unit.sum(0).square().sum().item<double>() - unit.square().sum().item<double>();
  return std::clamp(1 - sum / pairs, 0.0, 2.0);
}

double mean_thumbnail_distance(const torch::Tensor& frames) {
  check_frames(frames, 2);
  const torch::Tensor flat =
      shrink(frames, 32).flatten(1).to(torch::kFloat64).div_(255);  // (N, 3*32*32)
  return torch::pdist(flat).mean().item<double>() / std::sqrt(static_cast<double>(flat.size(1)));
}

double mean_colourfulness(const torch::Tensor& frames) {
  check_frames(frames, 1);
  const torch::Tensor planes = frames.flatten(2).to(torch::kFloat64);  // (N, 3, P)
  const torch::Tensor r = planes.select(1, 0), g = planes.select(1, 1), b = planes.select(1, 2);
  const torch::Tensor rg = r - g, yb = (r + g) * 0.5 - b;
  const torch::Tensor spread = (rg.var(1, false) + yb.var(1, false)).sqrt();
  const torch::Tensor offset = (rg.mean(1).square() + yb.mean(1).square()).sqrt();
  return (spread + 0.3 * offset).mean().item<double>();
}

double mean_coverage(const torch::Tensor& frames) {
  check_frames(frames, 1);
  constexpr double kThreshold = 12;
  const torch::Tensor small = shrink(frames, 64);
  double sum = 0;
  for (int64_t i = 0; i < small.size(0); ++i) {
    const torch::Tensor frame = small[i];  // (3, H, W)
    const torch::Tensor colour = dominant_colour(frame.flatten(1).t().contiguous());
    const torch::Tensor square =
        (frame.to(torch::kFloat32) - colour.view({3, 1, 1})).square().mean(0);  // (H, W)
    const torch::Tensor around =
        at::avg_pool2d(square.view({1, 1, square.size(0), square.size(1)}), 3, 1, 1, false,
                       /*count_include_pad=*/false);
    sum += (around > kThreshold * kThreshold).to(torch::kFloat64).mean().item<double>();
  }
  return sum / static_cast<double>(small.size(0));
}

}  // namespace progpretrain::trainer
