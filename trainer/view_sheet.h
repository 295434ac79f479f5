#pragma once
// Views side by side in one picture, to see what the encoder sees.
#include <torch/types.h>

#include <cstdint>

namespace progpretrain::trainer {

/// images: f32 [N,3,H,W] in [0,1] -> u8 [3,rows*(H+2)+2,columns*(W+2)+2] on the CPU, row by row, 2
/// px of grey between them. With `columns` a multiple of the views of a sample, views of one sample
/// stand side by side.
torch::Tensor view_sheet(const torch::Tensor& images, int64_t columns);

}  // namespace progpretrain::trainer
