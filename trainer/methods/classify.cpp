#include "trainer/methods/classify.h"

#include <torch/nn.h>

#include <cmath>

#include "engine/base/check.h"
#include "trainer/methods/method.h"

namespace progpretrain::trainer {
namespace {
namespace nn = torch::nn;

// Small enough that the first logits are nearly equal, so that the first loss is near ln(classes).
constexpr double kHeadDeviation = 0.01;

class Classify : public Method {
 public:
  explicit Classify(const MethodSettings& settings)
      : views_(settings.views),
        num_classes_(settings.num_classes),
        head_(register_module("head", nn::Linear(settings.num_features, settings.num_classes))) {
    torch::NoGradGuard no_grad;
    head_->weight.normal_(0.0, kHeadDeviation);
    head_->bias.zero_();
  }

  MethodOutput forward(const torch::Tensor& features, const torch::Tensor& labels) override {
    PP_CHECK_EQ(features.size(0), labels.size(0) * views_);
    const torch::Tensor targets = labels.repeat_interleave(views_);  // (B*V)
    const torch::Tensor logits = head_->forward(features);           // (B*V, classes)
    const torch::Tensor loss = torch::cross_entropy_loss(logits, targets);
    const torch::Tensor top1 = logits.detach().argmax(1).eq(targets).to(torch::kFloat).mean();
    return {loss, {{"top1", top1}, {"spread", feature_spread(features)}}};
  }

  double uninformed_loss(int64_t) const override {
    return std::log(static_cast<double>(num_classes_));
  }

 private:
  int64_t views_, num_classes_;
  nn::Linear head_;
};

}  // namespace

std::shared_ptr<Method> make_classify(const MethodSettings& settings) {
  PP_CHECK(settings.num_classes > 0);
  return std::make_shared<Classify>(settings);
}

}  // namespace progpretrain::trainer
