#pragma once
// Features that nobody trained: how strongly a picture oscillates at each scale and orientation,
// and how its colours are distributed.
#include <torch/types.h>

#include <cstdint>

namespace progpretrain::trainer {

inline constexpr int64_t kTextureScales = 4, kTextureOrientations = 6;
/// Wavelengths of the scales, in pixels: kShortestWave_px, twice that, ...
inline constexpr double kShortestWave_px = 3;
inline constexpr int64_t kColourMoments = 9;
inline constexpr int64_t kTextureFeatures =
    2 * kTextureScales * kTextureOrientations + kColourMoments;

/// images f32 [N,3,S,S] in [0,1], S even and at least 16 -> f32 [N,kTextureFeatures]:
/// - for each scale, for each orientation: mean and standard deviation over the picture of the
/// modulus
///   of its response to a log-Gabor filter (of Rec. 709 luma, mirrored at the edges). Orientation o
///   sees gratings whose luma changes along the direction (cos, sin)(o * 180 / kTextureOrientations
///   degrees), y down. The features are those of B. S. Manjunath and W. Y. Ma, "Texture features
///   for browsing and retrieval of image data", IEEE PAMI 18(8), 1996, with the filters of D. J.
///   Field, "Relations between the statistics of natural images and the response properties of
///   cortical cells", JOSA A 4(12), 1987;
/// - of luma, R - G and (R + G)/2 - B: mean, standard deviation, and third central moment over
///   variance (after M. Stricker and M. Orengo, "Similarity of color images", SPIE 2420, 1995,
///   whose cube root makes much of the little that noise has).
torch::Tensor texture_features(const torch::Tensor& images);

}  // namespace progpretrain::trainer
