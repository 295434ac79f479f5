#pragma once
// Numbers that say how varied the pictures of one program are. All frames are u8 [N,3,H,W], row 0 =
// top.
#include <torch/types.h>

namespace progpretrain::trainer {

/// Mean of 1 - cosine over the pairs of N >= 2 feature rows f32 [N,D]: 0 = all the same direction,
/// 1 = orthogonal on average. A zero row has cosine 0 with every other row.
double mean_cosine_distance(const torch::Tensor& features);

/// Mean over the pairs of N >= 2 frames of the root mean square difference of their 32 px
/// thumbnails (fit_to_square; smaller frames as they are), in units of the full range: 0 = the
/// same, 1 = black against white.
double mean_thumbnail_distance(const torch::Tensor& frames);

/// Colourfulness, mean over the frames: sqrt(var(rg) + var(yb)) + 0.3 sqrt(mean(rg)^2 + mean(yb)^2)
/// with rg = R - G and yb = (R + G)/2 - B in 0..255. Grey is 0; about 33 is moderately, 82 highly
/// colourful. D. Hasler and S. Suesstrunk, "Measuring Colourfulness in Natural Images", SPIE Human
/// Vision and Electronic Imaging, 2003.
double mean_colourfulness(const torch::Tensor& frames);

/// Share of the canvas that shows something, mean over the frames: the share of pixels whose 3x3
/// neighbourhood (inside the frame) differs from the frame's dominant colour by a root mean square
/// of more than 12/255. The dominant colour is the mean of the fullest cell of a 16x16x16 colour
/// histogram. Frames above 64 px are first brought to 64 px by fit_to_square, so that a
/// neighbourhood means the same at every resolution. 0 = one flat colour.
double mean_coverage(const torch::Tensor& frames);

}  // namespace progpretrain::trainer
