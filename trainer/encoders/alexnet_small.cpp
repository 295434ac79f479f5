#include "trainer/encoders/alexnet_small.h"

#include <torch/nn.h>

#include "trainer/encoders/encoder.h"

namespace progpretrain::trainer {
namespace {
namespace nn = torch::nn;

constexpr int64_t kPooled_px = 7;
constexpr int64_t kHidden = 4096;

void add_convolution(nn::Sequential& features, int64_t in, int64_t out, bool pool) {
  features->push_back(nn::Conv2d(nn::Conv2dOptions(in, out, 3).padding(1).bias(false)));
  features->push_back(nn::BatchNorm2d(out));
  features->push_back(nn::ReLU(nn::ReLUOptions(true)));
  if (pool) features->push_back(nn::MaxPool2d(nn::MaxPool2dOptions(3).stride(2)));
}

void add_linear(nn::Sequential& classifier, int64_t in, int64_t out) {
  classifier->push_back(nn::Linear(nn::LinearOptions(in, out).bias(false)));
  classifier->push_back(nn::BatchNorm1d(out));
  classifier->push_back(nn::ReLU(nn::ReLUOptions(true)));
}

class AlexNetSmall : public Encoder {
 public:
  AlexNetSmall() {
    add_convolution(features_, 3, 96, true);    // 64 px -> 31
    add_convolution(features_, 96, 192, true);  // 31 -> 15
    add_convolution(features_, 192, 384, false);
    add_convolution(features_, 384, 384, false);
    add_convolution(features_, 384, 192, true);  // 15 -> 7
    add_linear(classifier_, 192 * kPooled_px * kPooled_px, kHidden);
    add_linear(classifier_, kHidden, kHidden);
    register_module("features", features_);
    register_module("classifier", classifier_);
  }

  torch::Tensor forward(torch::Tensor images) override {
    torch::Tensor x = features_->forward(images);                 // (N, 192, h, w)
    x = torch::adaptive_avg_pool2d(x, {kPooled_px, kPooled_px});  // (N, 192, 7, 7)
    return classifier_->forward(x.contiguous().flatten(1));       // (N, 4096)
  }

  int64_t num_features() const override { return kHidden; }

 private:
  nn::Sequential features_, classifier_;
};

}  // namespace

std::shared_ptr<Encoder> make_alexnet_small() {
  return std::make_shared<AlexNetSmall>();
}

}  // namespace progpretrain::trainer
