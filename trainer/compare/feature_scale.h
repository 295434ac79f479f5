#pragma once
// One scale for the features of several corpora, so that distances mean the same in all of them.
#include <torch/types.h>

#include <span>
#include <vector>

namespace progpretrain::trainer {

/// Features f32 [P,F,D] of each corpus (equal P, F and D) on their common scale: the mean over all
/// frames of all corpora is taken away, each dimension is divided by its standard deviation over
/// them (one that does not vary becomes 0), and all by the same number, so that the mean squared
/// length of all rows is 1. Lengths are kept: brought to one, they would make much of what little
/// the frames near the common mean differ in. The scale depends on which corpora stand side by
/// side.
std::vector<torch::Tensor> on_common_scale(std::span<const torch::Tensor> corpora);

}  // namespace progpretrain::trainer
