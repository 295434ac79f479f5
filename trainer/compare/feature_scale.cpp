#include "trainer/compare/feature_scale.h"

#include <algorithm>

#include "engine/base/check.h"

namespace progpretrain::trainer {

std::vector<torch::Tensor> on_common_scale(std::span<const torch::Tensor> corpora, Units units) {
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
  const torch::Tensor weights = units == Units::various ? 1 / deviation : torch::ones_like(mean);
  const torch::Tensor kept = torch::where(varies, weights, torch::zeros_like(weights));
  const double length = (kept * deviation).square().sum().sqrt().item<double>();
  const torch::Tensor scale = kept / std::max(length, 1e-12);
  std::vector<torch::Tensor> out;
  for (const torch::Tensor& features : corpora)
    out.push_back(((features.to(torch::kFloat64) - mean) * scale).to(torch::kFloat32).contiguous());
  return out;
}

}  // namespace progpretrain::trainer
