#include "trainer/feature_function.h"

#include <torch/types.h>

#include "trainer/normalise.h"

namespace progpretrain::trainer {

FeatureFunction feature_function(std::shared_ptr<Encoder> encoder) {
  encoder->eval();
  return [encoder = std::move(encoder)](const torch::Tensor& images) {
    const torch::NoGradGuard frozen;
    return encoder->forward(normalise(images));
  };
}

}  // namespace progpretrain::trainer
