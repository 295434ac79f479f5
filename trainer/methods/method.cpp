#include "trainer/methods/method.h"

#include <torch/nn/functional/normalization.h>

#include <array>
#include <cmath>

#include "engine/base/check.h"
#include "trainer/methods/classify.h"
#include "trainer/methods/contrastive.h"

namespace progpretrain::trainer {
namespace {

constexpr std::array kMethods = {
    MethodInfo{"simclr", "contrastive: views of one sample attract, all others repel (NT-Xent)", 2,
               2, make_simclr},
    MethodInfo{"supcon", "contrastive with labels: all views of one program attract", 2, 2,
               make_supcon},
    MethodInfo{"ce", "supervised: a linear head tells which program drew the image (cross entropy)",
               1, 1, make_classify},
};

}  // namespace

std::span<const MethodInfo> methods() {
  return kMethods;
}

const MethodInfo& find_method(std::string_view name) {
  std::string accepted;
  for (const MethodInfo& info : kMethods) {
    if (info.name == name) return info;
    accepted += (accepted.empty() ? "" : ", ") + std::string(info.name);
  }
  throw UsageError("unknown method '" + std::string(name) + "' (accepted: " + accepted + ")");
}

std::shared_ptr<Method> make_method(std::string_view name, const MethodSettings& settings) {
  const MethodInfo& info = find_method(name);
  PP_CHECK(settings.num_features > 0 && settings.views >= info.min_views, "method ", name);
  return info.make(settings);
}

torch::Tensor feature_spread(const torch::Tensor& features) {
  torch::NoGradGuard no_grad;
  namespace F = torch::nn::functional;
  const torch::Tensor unit =
      F::normalize(features.detach().to(torch::kFloat), F::NormalizeFuncOptions().dim(1));
  return unit.std(0, /*unbiased=*/false).mean() * std::sqrt(static_cast<double>(features.size(1)));
}

}  // namespace progpretrain::trainer
