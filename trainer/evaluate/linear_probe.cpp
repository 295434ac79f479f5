#include "trainer/evaluate/linear_probe.h"

#include <torch/optim/lbfgs.h>

#include <algorithm>
#include <cmath>

#include "engine/base/check.h"
#include "engine/base/philox.h"

namespace progpretrain::trainer {
namespace {

constexpr uint32_t kHoldOutStage = 0x686f6c64;
constexpr int64_t kHoldOutShare = 5;  // one in five
constexpr int kMaxIterations = 60;

struct Weights {
  torch::Tensor w;  // (D, C)
  torch::Tensor b;  // (C)
};

/// Features turned into the basis of their principal axes: |W|^2 stays what it was, and the
/// curvature of the loss, about variance / C + lambda along each axis, is known, so that L-BFGS can
/// start from the right scale in every direction.
struct Rotated {
  torch::Tensor basis;     // (D, D)
  torch::Tensor variance;  // (D)
};

Rotated principal_axes(const torch::Tensor& features) {
  const torch::Tensor covariance =
      features.t().matmul(features).div_(static_cast<double>(features.size(0)));
  auto [variance, basis] = at::linalg_eigh(covariance);
  return {basis, variance.clamp_min_(0)};
}

/// Improves `weights` in place; features (N, D) and weights are in the rotated basis. The gradient
/// is written out: softmax(XW + b) - Y, which needs no graph.
void fit(const torch::Tensor& features, const torch::Tensor& variance, const torch::Tensor& labels,
         double lambda, Weights& weights) {
  const int64_t count = features.size(0);
  const torch::Tensor transposed = features.t();
  const auto num_classes = static_cast<double>(weights.b.size(0));
  const torch::Tensor scale = (variance / num_classes + lambda).rsqrt().unsqueeze(1);  // (D, 1)
  torch::Tensor scaled = weights.w / scale, bias = weights.b / std::sqrt(num_classes);
  torch::optim::LBFGS optimiser({scaled, bias}, torch::optim::LBFGSOptions(1)
                                                    .max_iter(kMaxIterations)
                                                    .history_size(10)
                                                    .tolerance_grad(1e-4)
                                                    .tolerance_change(1e-5)
                                                    .line_search_fn("strong_wolfe"));
  const auto unscale = [&] { weights = {scaled * scale, bias * std::sqrt(num_classes)}; };
  optimiser.step([&] {
    const torch::NoGradGuard no_gradients;
    unscale();
    torch::Tensor slope = torch::addmm(weights.b, features, weights.w).log_softmax(1);  // (N, C)
    const torch::Tensor loss =
        -slope.gather(1, labels.unsqueeze(1)).mean() + 0.5 * lambda * weights.w.square().sum();
    slope.exp_();
    slope.scatter_add_(1, labels.unsqueeze(1), torch::full({count, 1}, -1.0f));
    slope.div_(static_cast<double>(count));
    scaled.mutable_grad() = torch::addmm(weights.w, transposed, slope, lambda, 1).mul_(scale);
    bias.mutable_grad() = slope.sum(0).mul_(std::sqrt(num_classes));
    return loss;
  });
  unscale();
}

torch::Tensor predict(const torch::Tensor& features, const Weights& weights) {
  return torch::addmm(weights.b, features, weights.w).argmax(1);
}

/// Indices of the kept and the held-out rows; every class gives a fifth (rounded down) to the
/// second.
std::pair<torch::Tensor, torch::Tensor> hold_out(const torch::Tensor& labels, int64_t num_classes) {
  std::vector<std::vector<int64_t>> by_class(static_cast<size_t>(num_classes));
  for (int64_t i = 0; i < labels.size(0); ++i)
    by_class[static_cast<size_t>(labels.data_ptr<int64_t>()[i])].push_back(i);
  std::vector<int64_t> kept, held;
  for (size_t c = 0; c < by_class.size(); ++c) {
    std::vector<int64_t>& rows = by_class[c];
    base::Philox random(0, c, kHoldOutStage);
    for (size_t i = rows.size(); i > 1; --i)
      std::swap(rows[i - 1], rows[random.below(static_cast<uint32_t>(i))]);
    const size_t num_held = rows.size() / kHoldOutShare;
    held.insert(held.end(), rows.begin(), rows.begin() + static_cast<ptrdiff_t>(num_held));
    kept.insert(kept.end(), rows.begin() + static_cast<ptrdiff_t>(num_held), rows.end());
  }
  return {torch::tensor(kept, torch::kInt64), torch::tensor(held, torch::kInt64)};
}

}  // namespace

LinearProbe linear_probe(const torch::Tensor& train_features, const torch::Tensor& train_labels,
                         const torch::Tensor& test_features, int64_t num_classes) {
  PP_CHECK(train_features.dim() == 2 && test_features.dim() == 2 &&
           train_features.size(1) == test_features.size(1));
  PP_CHECK_EQ(train_features.size(0), train_labels.size(0));
  const torch::NoGradGuard no_gradients;
  const torch::Tensor mean = train_features.mean(0), deviation = train_features.std(0, false);
  const double floor = std::max(0.1 * deviation.mean().item<double>(), 1e-12);
  const torch::Tensor scale = deviation.clamp_min(floor);
  torch::Tensor train = (train_features - mean).div_(scale);
  const Rotated axes = principal_axes(train);
  train = train.matmul(axes.basis);
  const torch::Tensor test = (test_features - mean).div_(scale).matmul(axes.basis);
  const torch::Tensor labels = train_labels.contiguous();
  const auto new_weights = [&] {
    return Weights{torch::zeros({train.size(1), num_classes}), torch::zeros({num_classes})};
  };

  LinearProbe probe;
  const auto [kept, held] = hold_out(labels, num_classes);
  constexpr double kGrid[] = {30, 10, 3, 1, 0.3, 0.1, 0.03, 0.01, 3e-3, 1e-3, 3e-4, 1e-4};
  if (held.numel() == 0) {
    probe.lambda = 0.1;  // fewer than five images a class: nothing to choose with
  } else {
    const torch::Tensor fit_features = train.index_select(0, kept),
                        fit_labels = labels.index_select(0, kept);
    const torch::Tensor held_features = train.index_select(0, held),
                        held_labels = labels.index_select(0, held);
    Weights weights = new_weights();
    double best = -1;
    int num_worse = 0;
    for (const double lambda : kGrid) {
      fit(fit_features, axes.variance, fit_labels, lambda, weights);
      const double accuracy = (predict(held_features, weights) == held_labels)
                                  .to(torch::kFloat64)
                                  .mean()
                                  .item<double>();
      probe.validation.emplace_back(lambda, accuracy);
      if (accuracy > best) {
        best = accuracy;
        probe.lambda = lambda;
        num_worse = 0;
      } else if (++num_worse == 3) {
        break;
      }
    }
  }
  Weights weights = new_weights();
  fit(train, axes.variance, labels, probe.lambda, weights);
  probe.predictions = predict(test, weights);
  return probe;
}

}  // namespace progpretrain::trainer
