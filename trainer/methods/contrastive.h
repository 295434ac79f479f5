#pragma once
// SimCLR (Chen et al., "A Simple Framework for Contrastive Learning of Visual Representations",
// ICML 2020) and SupCon (Khosla et al., "Supervised Contrastive Learning", NeurIPS 2020, their
// L_out). Both are one loss; they differ in who is a positive.
#include <torch/types.h>

#include <memory>

namespace progpretrain::trainer {

class Method;
struct MethodSettings;

/// Positives of a view: the other views of its sample.
std::shared_ptr<Method> make_simclr(const MethodSettings& settings);
/// Positives of a view: all other views of samples with its label.
std::shared_ptr<Method> make_supcon(const MethodSettings& settings);

struct ContrastiveOutput {
  torch::Tensor loss;  ///< f32 []
  torch::Tensor
      accuracy;  ///< f32 []: share of rows whose nearest other row is a positive; without gradient
};

/// Mean over the M rows of -1/|P(i)| * sum over p in P(i) of log softmax over all other rows of
/// cos(i, .)/temperature at p. For pairs (|P| = 1) this is NT-Xent. projections: f32 [M,d]; groups:
/// i64 [M], rows of one group are each other's positives and every group has at least two rows.
/// Uninformed features give ln(M-1).
ContrastiveOutput contrastive_loss(const torch::Tensor& projections, const torch::Tensor& groups,
                                   double temperature);

}  // namespace progpretrain::trainer
