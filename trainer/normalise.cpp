#include "trainer/normalise.h"

#include "engine/base/check.h"
#include "trainer/device.h"

namespace progpretrain::trainer {

torch::Tensor normalise(const torch::Tensor& images) {
  PP_CHECK(images.dim() == 4 && images.size(1) == 3, images.sizes());
  torch::NoGradGuard no_grad;
  const auto constants = [&](const std::array<float, 3>& values) {
    return upload(torch::tensor({values[0], values[1], values[2]}).view({1, 3, 1, 1}), images.device());
  };
  torch::Tensor scaled = images.sub(constants(kImageMean)).div_(constants(kImageDeviation));
  return scaled.contiguous(torch::MemoryFormat::ChannelsLast);
}

}  // namespace progpretrain::trainer
