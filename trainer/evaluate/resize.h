#pragma once
// The one resize rule of all evaluation, the same for every data set and every encoder.
#include <torch/types.h>

namespace progpretrain::trainer {

/// u8 [N,3,H,W] -> u8 [N,3,size_px,size_px]: the shorter side is scaled to size_px with a bilinear
/// filter that is widened when shrinking (antialias; pixel centres at half-integers), rounded to 8
/// bits, then the centre is cut out of the longer side. Pictures that have the size already come
/// back untouched.
torch::Tensor fit_to_square(const torch::Tensor& images, int64_t size_px);

}  // namespace progpretrain::trainer
