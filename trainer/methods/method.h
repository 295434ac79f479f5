#pragma once
// How an encoder learns: a method owns what sits on top of the features (projector or head) and
// turns a batch of features into a loss. Adding one means a file beside this one and a line in the
// table of method.cpp; the tests loop over that table.
#include <torch/nn/module.h>
#include <torch/types.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace progpretrain::trainer {

/// Sizes and settings that a method is built from.
struct MethodSettings {
  int64_t num_features = 0;      ///< of the encoder
  int64_t num_classes = 0;       ///< of the image source
  int64_t views = 2;             ///< per sample
  int64_t projector_hidden = 0;  ///< 0 = one linear layer
  int64_t projector_dim = 128;
  double temperature = 0.07;
};

struct MethodOutput {
  torch::Tensor loss;                                          ///< f32 [], with gradient
  std::vector<std::pair<std::string, torch::Tensor>> metrics;  ///< f32 [] each, without gradient
};

class Method : public torch::nn::Module {
 public:
  /// features: f32 [B*V,D], sample-major; labels: i64 [B]. Every method reports the metric "spread"
  /// (see below).
  virtual MethodOutput forward(const torch::Tensor& features, const torch::Tensor& labels) = 0;
  /// The loss of features that tell nothing, for batches of B samples; the first loss of a run lies
  /// near it.
  virtual double uninformed_loss(int64_t num_samples) const = 0;
};

struct MethodInfo {
  std::string_view name;
  std::string_view description;
  int64_t min_views;
  int64_t default_views;
  std::shared_ptr<Method> (*make)(const MethodSettings&);
};

/// Every method there is.
std::span<const MethodInfo> methods();

/// Throws UsageError that lists all names when there is none called `name`.
const MethodInfo& find_method(std::string_view name);

/// A method with freshly initialised projector or head (torch's default generator).
std::shared_ptr<Method> make_method(std::string_view name, const MethodSettings& settings);

/// How far from collapse features are: the mean over dimensions of the standard deviation of the
/// L2-normalised rows, times sqrt(D). 1 = spread evenly over the sphere, 0 = every image has the
/// same feature (Chen and He, "Exploring Simple Siamese Representation Learning", CVPR 2021,
/// section 4.1). features: f32 [N,D]; returns f32 [] without gradient.
torch::Tensor feature_spread(const torch::Tensor& features);

}  // namespace progpretrain::trainer
