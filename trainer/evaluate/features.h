#pragma once
// Features of many images, batch by batch.
#include <torch/types.h>

#include <functional>
#include <string>

namespace progpretrain::trainer {

/// f32 [n,3,H,W] in [0,1] on the CPU -> features [n,D]. Whoever makes it normalises, moves to the
/// encoder's device and puts the encoder into evaluation mode.
using FeatureFunction = std::function<torch::Tensor(const torch::Tensor&)>;

/// Features f32 [N,D] on the CPU of images u8 [N,3,H,W], without gradients. `what` names the
/// activity on the progress line; empty: none is shown. Throws EnvironmentError when a feature is
/// not finite (training diverged).
torch::Tensor extract_features(const FeatureFunction& encode, const torch::Tensor& images,
                               int64_t batch_size, const std::string& what = {});

/// The pixels themselves as features, the floor of every comparison: f32 [N,3*S*S] in [0,1] with S
/// the images' size, but at most max_side_px (larger ones go through fit_to_square).
torch::Tensor pixel_features(const torch::Tensor& images, int64_t max_side_px);

}  // namespace progpretrain::trainer
