#pragma once
// How many different frames a program draws.
#include <torch/types.h>

#include <cstdint>
#include <span>
#include <vector>

namespace progpretrain::trainer {

/// The order-2 Renyi kernel entropy score of the frames of each program, features f32 [P,F,D]: P
/// values from 1 (all frames equal) to F (all different). RKE = 1 / mean over all pairs of
/// k(x, y)^2, the exponential of the order-2 entropy of the kernel matrix's eigenvalues (M. Jalali,
/// C. T. Li, F. Farnia, "An Information-Theoretic Evaluation of Generative Models in Learning
/// Multi-modal Distributions", NeurIPS 2023; the Vendi score of order 2 of D. Friedman and A. B.
/// Dieng, "The Vendi Score", TMLR 2023). Kernel: Gaussian, k = exp(-|x - y|^2 / (2 variance)).
/// Numbers are comparable at equal F only.
std::vector<float> frame_spread(const torch::Tensor& features, double variance);

/// The kernel's variance for corpora side by side, features f32 [P,F,D] each: an eighth of the
/// median squared distance between frames of different programs of all corpora together (of kPairs
/// drawn from `seed`), so that two frames as far apart as strangers have k = exp(-4): they count as
/// two.
double kernel_variance(std::span<const torch::Tensor> corpora, uint64_t seed);
inline constexpr int kPairs = 20000;

}  // namespace progpretrain::trainer
