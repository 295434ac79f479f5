#pragma once
// k-nearest-neighbour classification of frozen features.
#include <torch/types.h>

namespace progpretrain::trainer {

/// Predicted classes i64 [M] of test features f32 [M,D], from train features f32 [N,D] and labels
/// i64 [N]. Features are centred by the train mean (the same for pixels, random and trained
/// encoders: features behind a ReLU all point the same way otherwise) and L2-normalised. The min(k,
/// N) nearest by cosine vote with weight exp(cosine / 0.07): the rule of Z. Wu et al.,
/// "Unsupervised Feature Learning via Non-Parametric Instance Discrimination", CVPR 2018, with k =
/// 20 as in M. Caron et al., "Emerging Properties in Self-Supervised Vision Transformers" (DINO),
/// ICCV 2021.
torch::Tensor knn_predict(const torch::Tensor& train_features, const torch::Tensor& train_labels,
                          const torch::Tensor& test_features, int64_t num_classes, int64_t k = 20);

}  // namespace progpretrain::trainer
