#pragma once
// Whether the frames of a program recognise each other: what keeps spread honest, since a program
// whose frames have nothing in common spreads widely, too.
#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace progpretrain::trainer {

/// The identifiability of synth/select.h of each program, features f32 [P,F,D]: the probability
/// (geometric mean over its frames) with which a frame is told to be its program's, among its own
/// others and those of the corpus's other programs (at most synth::kMaxOtherFrames, drawn from
/// `seed`).
std::vector<float> identifiability(const torch::Tensor& features, uint64_t seed);

}  // namespace progpretrain::trainer
