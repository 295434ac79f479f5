#include "trainer/view_sheet.h"

#include "engine/base/check.h"

namespace progpretrain::trainer {

torch::Tensor view_sheet(const torch::Tensor& images, int64_t columns) {
  PP_CHECK(images.dim() == 4 && images.size(0) > 0 && columns > 0, images.sizes());
  constexpr int64_t kGap_px = 2;
  const int64_t height = images.size(2), width = images.size(3);
  const int64_t rows = (images.size(0) + columns - 1) / columns;
  const torch::Tensor pixels =
      images.detach().clamp(0, 1).mul(255).add(0.5).floor().to(torch::kCPU, torch::kByte);
  torch::Tensor sheet =
      torch::full({3, rows * (height + kGap_px) + kGap_px, columns * (width + kGap_px) + kGap_px},
                  128, torch::kByte);
  for (int64_t n = 0; n < images.size(0); ++n) {
    const int64_t top = kGap_px + n / columns * (height + kGap_px),
                  left = kGap_px + n % columns * (width + kGap_px);
    sheet.narrow(1, top, height).narrow(2, left, width).copy_(pixels[n]);
  }
  return sheet;
}

}  // namespace progpretrain::trainer
