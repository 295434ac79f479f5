#pragma once
// Linear classification of frozen features: multinomial logistic regression.
#include <torch/types.h>

#include <utility>
#include <vector>

namespace progpretrain::trainer {

struct LinearProbe {
  torch::Tensor predictions;  ///< i64 [M]
  double lambda = 0;          ///< the regularisation chosen
  std::vector<std::pair<double, double>>
      validation;  ///< (lambda, accuracy on the held-out part), in the order tried
};

/// Minimises mean cross-entropy + lambda/2 * |W|^2 (bias free) on standardised train features f32
/// [N,D] with labels i64 [N] by L-BFGS, and classifies test features f32 [M,D]. Each dimension is
/// divided by its deviation, but never by less than a tenth of the mean deviation, so that nearly
/// constant dimensions are not blown up. lambda comes from the grid 30, 10, 3, ... 1e-4, strong to
/// weak, each fit starting from the one before: the one that is best on a fifth of train, held out
/// per class; the grid ends early when three in a row are no better than the best. Then all of
/// train is fitted again. No randomness: same input, same result.
LinearProbe linear_probe(const torch::Tensor& train_features, const torch::Tensor& train_labels,
                         const torch::Tensor& test_features, int64_t num_classes);

}  // namespace progpretrain::trainer
