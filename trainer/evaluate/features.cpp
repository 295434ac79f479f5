#include "trainer/evaluate/features.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/log.h"
#include "trainer/evaluate/resize.h"

namespace progpretrain::trainer {

torch::Tensor extract_features(const FeatureFunction& encode, const torch::Tensor& images,
                               int64_t batch_size, const std::string& what) {
  PP_CHECK(images.dim() == 4 && images.scalar_type() == torch::kUInt8 && images.size(0) > 0 &&
               batch_size > 0,
           images.sizes());
  const torch::NoGradGuard no_gradients;
  std::optional<log::Progress> progress;
  const int64_t count = images.size(0);
  if (!what.empty()) progress.emplace(what, "images", count);
  std::vector<torch::Tensor> parts;
  for (int64_t begin = 0; begin < count; begin += batch_size) {
    const int64_t end = std::min(begin + batch_size, count);
    const torch::Tensor batch =
        images.slice(0, begin, end).to(torch::kFloat32).div_(255);  // (n, 3, H, W)
    parts.push_back(encode(batch).to(torch::kCPU, torch::kFloat32));
    PP_CHECK(parts.back().dim() == 2 && parts.back().size(0) == end - begin, parts.back().sizes());
    if (progress) progress->update(end);
  }
  torch::Tensor features = torch::cat(parts);
  if (!features.isfinite().all().item<bool>())
    throw EnvironmentError(
        "the encoder gives features that are not finite: its training has diverged");
  return features;
}

torch::Tensor pixel_features(const torch::Tensor& images, int64_t max_side_px) {
  const bool is_large = std::min(images.size(2), images.size(3)) > max_side_px;
  return (is_large ? fit_to_square(images, max_side_px) : images)
      .flatten(1)
      .to(torch::kFloat32)
      .div_(255);
}

}  // namespace progpretrain::trainer
