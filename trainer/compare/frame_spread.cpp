#include "trainer/compare/frame_spread.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/philox.h"

namespace progpretrain::trainer {
namespace {

constexpr uint32_t kPairStage = 0x70616972;
constexpr double kLeastVariance = 1e-6;  // of features that are all the same

}  // namespace

std::vector<float> frame_spread(const torch::Tensor& features, double variance) {
  PP_CHECK(features.dim() == 3 && features.size(1) >= 2 && variance > 0, features.sizes());
  std::vector<float> out;
  for (int64_t p = 0; p < features.size(0); ++p) {
    const torch::Tensor rows = features[p].to(torch::kFloat64);  // (F, D)
    const torch::Tensor norms = rows.square().sum(1);
    const torch::Tensor squares =
        (norms.unsqueeze(0) + norms.unsqueeze(1) - 2 * rows.matmul(rows.t())).clamp_min(0);
    const double mean = (squares / -variance).exp().mean().item<double>();  // of k^2
    out.push_back(static_cast<float>(1 / mean));
  }
  return out;
}

double kernel_variance(std::span<const torch::Tensor> corpora, uint64_t seed) {
  PP_CHECK(!corpora.empty() && corpora[0].dim() == 3);
  const auto num_programs = static_cast<uint32_t>(corpora[0].size(0));
  const auto num_frames = static_cast<uint32_t>(corpora[0].size(1));
  const auto num_all = static_cast<uint32_t>(corpora.size()) * num_programs;
  PP_CHECK(num_all >= 2);
  base::Philox draws(seed, 0, kPairStage);
  std::vector<float> squares;
  const auto frame_of = [&](uint32_t program) {
    return corpora[program / num_programs][program % num_programs][draws.below(num_frames)];
  };
  for (int i = 0; i < kPairs; ++i) {
    const uint32_t a = draws.below(num_all), b = (a + 1 + draws.below(num_all - 1)) % num_all;
    const torch::Tensor first = frame_of(a), second = frame_of(b);
    squares.push_back((first - second).square().sum().item<float>());
  }
  const auto middle = squares.begin() + kPairs / 2;
  std::nth_element(squares.begin(), middle, squares.end());
  return std::max(kLeastVariance, double{*middle} / 8);
}

}  // namespace progpretrain::trainer
