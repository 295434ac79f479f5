#include "trainer/evaluate/resize.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/base/check.h"

namespace progpretrain::trainer {

torch::Tensor fit_to_square(const torch::Tensor& images, int64_t size_px) {
  PP_CHECK(images.dim() == 4 && images.size(1) == 3 && images.scalar_type() == torch::kUInt8 &&
               size_px > 0,
           images.sizes());
  const int64_t height = images.size(2), width = images.size(3);
  if (height == size_px && width == size_px) return images;
  const double scale = static_cast<double>(size_px) / static_cast<double>(std::min(height, width));
  const int64_t new_height =
      std::max<int64_t>(size_px, std::llround(static_cast<double>(height) * scale));
  const int64_t new_width =
      std::max<int64_t>(size_px, std::llround(static_cast<double>(width) * scale));
  std::vector<torch::Tensor> parts;
  constexpr int64_t kChunk = 256;  // bounds the float copy
  for (int64_t begin = 0; begin < images.size(0); begin += kChunk) {
    const torch::Tensor part = images.slice(0, begin, std::min(begin + kChunk, images.size(0)));
    parts.push_back(
        at::_upsample_bilinear2d_aa(part.to(torch::kFloat32), {new_height, new_width}, false)
            .round_()
            .clamp_(0, 255)
            .to(torch::kUInt8)
            .slice(2, (new_height - size_px) / 2, (new_height - size_px) / 2 + size_px)
            .slice(3, (new_width - size_px) / 2, (new_width - size_px) / 2 + size_px));
  }
  if (parts.empty()) return torch::empty({0, 3, size_px, size_px}, torch::kUInt8);
  return torch::cat(parts);
}

}  // namespace progpretrain::trainer
