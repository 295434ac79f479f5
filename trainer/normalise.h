#pragma once
// The one place where pixel values become what encoders read, in training and in evaluation.
#include <torch/types.h>

#include <array>

namespace progpretrain::trainer {

/// Per-channel mean and deviation of ImageNet's training images (RGB in [0,1]), the constants that
/// torchvision's weights expect; kept for generated images so that an encoder of ours drops into
/// code written for torchvision.
inline constexpr std::array<float, 3> kImageMean = {0.485f, 0.456f, 0.406f};
inline constexpr std::array<float, 3> kImageDeviation = {0.229f, 0.224f, 0.225f};

/// images: f32 [N,3,H,W] in [0,1] -> (images - mean) / deviation, same shape, channels-last memory
/// (the layout in which convolutions of the CPU and of tensor cores run fastest).
torch::Tensor normalise(const torch::Tensor& images);

}  // namespace progpretrain::trainer
