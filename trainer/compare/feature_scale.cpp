#include "trainer/compare/feature_scale.h"

#include <algorithm>
#include <cmath>

#include "engine/base/check.h"

namespace progpretrain::trainer {

std::vector<torch::Tensor> on_common_scale(std::span<const torch::Tensor> corpora) {
  PP_CHECK(!corpora.empty());
  torch::Tensor sum, squares;
  double count = 0;
  for (const torch::Tensor& features : corpora) {
    PP_CHECK(features.dim() == 3 && features.sizes() == corpora[0].sizes(), features.sizes());
    const torch::Tensor rows = features.flatten(0, 1).to(torch::kFloat64);
    sum = sum.defined() ? sum + rows.sum(0) : rows.sum(0);
    count += static_cast<double>(rows.size(0));
  }
  const torch::Tensor mean = sum / count;
  for (const torch::Tensor& features : corpora) {
    const torch::Tensor part = (features.flatten(0, 1).to(torch::kFloat64) - mean).square().sum(0);
    squares = squares.defined() ? squares + part : part;
  }
  const torch::Tensor deviation = (squares / count).sqrt();
  // What rounding leaves of a constant is no variation.
  const torch::Tensor varies = deviation > 1e-6 * (mean.abs() + deviation.max());
  const torch::Tensor scale = torch::where(varies, 1 / deviation, torch::zeros_like(deviation));
  const double num_varying = std::max(1.0, varies.sum().item<double>());
  const torch::Tensor units = scale / std::sqrt(num_varying);
  std::vector<torch::Tensor> out;
  for (const torch::Tensor& features : corpora)
    out.push_back(((features.to(torch::kFloat64) - mean) * units).to(torch::kFloat32).contiguous());
  return out;
}

}  // namespace progpretrain::trainer
