#pragma once
// One scale for the features of several corpora, so that distances mean the same in all of them.
#include <torch/types.h>

#include <span>
#include <vector>

namespace progpretrain::trainer {

/// What the dimensions of a feature space are measured in.
enum class Units {
  various,  ///< each in its own: every dimension is divided by its standard deviation
  one       ///< all in the same, as an encoder's outputs: what varies little stays little
};

/// Features f32 [P,F,D] of each corpus (equal P, F and D) on their common scale: the mean over all
/// frames of all corpora is taken away, dimensions are made comparable as `units` says (one that
/// does not vary becomes 0), and all are divided by one number, so that the mean squared length of
/// all rows is 1. Lengths are kept: brought to one, they would make much of what little the frames
/// near the common mean differ in. The scale depends on which corpora stand side by side.
std::vector<torch::Tensor> on_common_scale(std::span<const torch::Tensor> corpora, Units units);

}  // namespace progpretrain::trainer
