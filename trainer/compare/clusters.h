#pragma once
// Kinds of pictures: clusters of the frames of several corpora.
#include <torch/types.h>

#include <cstdint>

namespace progpretrain::trainer {

/// Frames that centres are found from, at most; more when there are many centres.
inline constexpr int64_t kMaxClusteredFrames = 20000, kMostFramesPerCentre = 8;

/// min(count, N) centres f32 [k,D] of rows f32 [N,D]: k-means (S. P. Lloyd, 1982), ten iterations
/// from the seeds of k-means++ (D. Arthur and S. Vassilvitskii, SODA 2007), which puts few of them
/// into a dense crowd. Of more rows than the greater of kMaxClusteredFrames and kMostFramesPerCentre * count
/// that many are used, evenly spread. A function of rows, count and seed. Centres that no row is nearest to are left out; equal rows
/// share one.
torch::Tensor cluster_centres(const torch::Tensor& rows, int64_t count, uint64_t seed);

/// The nearest centre of each row, i64 [N].
torch::Tensor nearest_centres(const torch::Tensor& rows, const torch::Tensor& centres);

}  // namespace progpretrain::trainer
