#include "trainer/compare/clusters.h"

#include <algorithm>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/philox.h"

namespace progpretrain::trainer {
namespace {

constexpr uint32_t kSeedStage = 0x6B6D6561;
constexpr int kIterations = 10;
constexpr double kSame = 1e-9;  // squared distance

/// Where the running sum of `weights` f32 [N] passes a share of their total, in double precision.
int64_t draw_by_weight(const torch::Tensor& weights, float share) {
  const torch::Tensor sums = weights.to(torch::kFloat64).cumsum(0);
  const double total = sums[-1].item<double>();
  const torch::Tensor wanted = torch::tensor({total * double{share}}, torch::kFloat64);
  return std::min(
      torch::searchsorted(sums, wanted, /*out_int32=*/false, /*right=*/true).item<int64_t>(),
      weights.size(0) - 1);
}

/// Of each of rows f32 [N,D] to one row f32 [D]: f32 [N]. In one pass and by differences, so that
/// equal rows are at zero.
torch::Tensor squared_distances(const torch::Tensor& rows, const torch::Tensor& from) {
  constexpr int64_t kByDifferences = 2;
  return torch::cdist(rows, from.unsqueeze(0), 2.0, kByDifferences).squeeze(1).square();
}

torch::Tensor seeds(const torch::Tensor& rows, int64_t count, uint64_t seed) {
  base::Philox draws(seed, 0, kSeedStage);
  std::vector<torch::Tensor> chosen{rows[draws.below(static_cast<uint32_t>(rows.size(0)))]};
  torch::Tensor nearest = squared_distances(rows, chosen[0]);
  while (static_cast<int64_t>(chosen.size()) < count && nearest.max().item<double>() > kSame) {
    const torch::Tensor next = rows[draw_by_weight(nearest, draws.uniform())];
    chosen.push_back(next);
    nearest = torch::minimum(nearest, squared_distances(rows, next));
  }
  return torch::stack(chosen);
}

}  // namespace

torch::Tensor nearest_centres(const torch::Tensor& rows, const torch::Tensor& centres) {
  PP_CHECK(rows.dim() == 2 && centres.dim() == 2 && rows.size(1) == centres.size(1));
  const torch::Tensor half_norms = 0.5 * centres.square().sum(1);
  std::vector<torch::Tensor> parts;
  for (const torch::Tensor& some : rows.split(2048))
    parts.push_back((some.matmul(centres.t()) - half_norms).argmax(1));
  return torch::cat(parts);
}

torch::Tensor cluster_centres(const torch::Tensor& rows, int64_t count, uint64_t seed) {
  PP_CHECK(rows.dim() == 2 && rows.size(0) > 0 && count > 0, rows.sizes());
  const torch::NoGradGuard no_gradients;
  const int64_t num_used =
      std::min(rows.size(0), std::max(kMaxClusteredFrames, kMostFramesPerCentre * count));
  const torch::Tensor used =
      rows.index_select(0, torch::arange(num_used).mul(rows.size(0)).floor_divide(num_used))
          .contiguous();
  torch::Tensor centres = seeds(used, count, seed), sizes;
  for (int i = 0; i < kIterations; ++i) {
    const torch::Tensor nearest = nearest_centres(used, centres);
    sizes = torch::bincount(nearest, {}, centres.size(0));
    const torch::Tensor sums = torch::zeros({centres.size(0), centres.size(1)}, torch::kFloat64)
                                   .index_add_(0, nearest, used.to(torch::kFloat64));
    const torch::Tensor means = (sums / sizes.clamp_min(1).unsqueeze(1)).to(torch::kFloat32);
    centres = means.index({sizes > 0}).contiguous();
  }
  return centres;
}

}  // namespace progpretrain::trainer
