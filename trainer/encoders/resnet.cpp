#include "trainer/encoders/resnet.h"

#include <torch/nn.h>

#include <array>
#include <string>

#include "trainer/encoders/encoder.h"

namespace progpretrain::trainer {
namespace {
namespace nn = torch::nn;

nn::Conv2d convolution(int64_t in, int64_t out, int64_t kernel, int64_t stride) {
  return nn::Conv2d(
      nn::Conv2dOptions(in, out, kernel).stride(stride).padding(kernel / 2).bias(false));
}

/// The shortcut of a block that changes shape; empty where the identity fits.
nn::Sequential shortcut(int64_t in, int64_t out, int64_t stride) {
  if (stride == 1 && in == out) return nullptr;
  return nn::Sequential(convolution(in, out, 1, stride), nn::BatchNorm2d(out));
}

struct BasicBlock : nn::Module {
  static constexpr int64_t kExpansion = 1;

  BasicBlock(int64_t in, int64_t width, int64_t stride)
      : conv1(register_module("conv1", convolution(in, width, 3, stride))),
        bn1(register_module("bn1", nn::BatchNorm2d(width))),
        conv2(register_module("conv2", convolution(width, width, 3, 1))),
        bn2(register_module("bn2", nn::BatchNorm2d(width))),
        downsample(shortcut(in, width, stride)) {
    if (!downsample.is_empty()) register_module("downsample", downsample);
  }

  // x: (N, in, H, W) -> (N, width, H/stride, W/stride)
  torch::Tensor forward(const torch::Tensor& x) {
    const torch::Tensor carried = downsample.is_empty() ? x : downsample->forward(x);
    torch::Tensor y = bn1->forward(conv1->forward(x)).relu_();
    y = bn2->forward(conv2->forward(y));
    return (y + carried).relu_();
  }

  nn::Conv2d conv1;
  nn::BatchNorm2d bn1;
  nn::Conv2d conv2;
  nn::BatchNorm2d bn2;
  nn::Sequential downsample;
};

struct Bottleneck : nn::Module {
  static constexpr int64_t kExpansion = 4;

  Bottleneck(int64_t in, int64_t width, int64_t stride)
      : conv1(register_module("conv1", convolution(in, width, 1, 1))),
        bn1(register_module("bn1", nn::BatchNorm2d(width))),
        conv2(register_module("conv2", convolution(width, width, 3, stride))),
        bn2(register_module("bn2", nn::BatchNorm2d(width))),
        conv3(register_module("conv3", convolution(width, width * kExpansion, 1, 1))),
        bn3(register_module("bn3", nn::BatchNorm2d(width * kExpansion))),
        downsample(shortcut(in, width * kExpansion, stride)) {
    if (!downsample.is_empty()) register_module("downsample", downsample);
  }

  // x: (N, in, H, W) -> (N, 4*width, H/stride, W/stride)
  torch::Tensor forward(const torch::Tensor& x) {
    const torch::Tensor carried = downsample.is_empty() ? x : downsample->forward(x);
    torch::Tensor y = bn1->forward(conv1->forward(x)).relu_();
    y = bn2->forward(conv2->forward(y)).relu_();
    y = bn3->forward(conv3->forward(y));
    return (y + carried).relu_();
  }

  nn::Conv2d conv1;
  nn::BatchNorm2d bn1;
  nn::Conv2d conv2;
  nn::BatchNorm2d bn2;
  nn::Conv2d conv3;
  nn::BatchNorm2d bn3;
  nn::Sequential downsample;
};

template <class Block>
class ResNet : public Encoder {
 public:
  /// `base_width`: channels of the stem, doubled from stage to stage.
  ResNet(std::array<int64_t, 4> blocks_per_stage, int64_t base_width)
      : num_features_(8 * base_width * Block::kExpansion),
        conv1_(register_module("conv1", convolution(3, base_width, 7, 2))),
        bn1_(register_module("bn1", nn::BatchNorm2d(base_width))) {
    int64_t channels = base_width;
    for (size_t stage = 0; stage < 4; ++stage) {
      const int64_t width = base_width << stage;
      nn::Sequential blocks;
      for (int64_t block = 0; block < blocks_per_stage[stage]; ++block) {
        const int64_t stride = stage > 0 && block == 0 ? 2 : 1;
        blocks->push_back(std::make_shared<Block>(channels, width, stride));
        channels = width * Block::kExpansion;
      }
      stages_[stage] = register_module("layer" + std::to_string(stage + 1), blocks);
    }
    for (const auto& module : modules(false)) {
      if (auto* conv = module->as<nn::Conv2d>())
        nn::init::kaiming_normal_(conv->weight, 0, torch::kFanOut, torch::kReLU);
    }
  }

  torch::Tensor forward(torch::Tensor images) override {
    torch::Tensor x = bn1_->forward(conv1_->forward(images)).relu_();  // (N, base, H/2, W/2)
    x = torch::max_pool2d(x, 3, 2, 1);                                 // (N, base, H/4, W/4)
    for (nn::Sequential& stage : stages_) x = stage->forward(x);       // (N, D, H/32, W/32)
    return x.mean({2, 3});                                             // (N, D)
  }

  int64_t num_features() const override { return num_features_; }

 private:
  int64_t num_features_;
  nn::Conv2d conv1_;
  nn::BatchNorm2d bn1_;
  std::array<nn::Sequential, 4> stages_;
};

}  // namespace

std::shared_ptr<Encoder> make_resnet18() {
  return std::make_shared<ResNet<BasicBlock>>(std::array<int64_t, 4>{2, 2, 2, 2}, 64);
}
std::shared_ptr<Encoder> make_resnet18_half() {
  return std::make_shared<ResNet<BasicBlock>>(std::array<int64_t, 4>{2, 2, 2, 2}, 32);
}
std::shared_ptr<Encoder> make_resnet18_quarter() {
  return std::make_shared<ResNet<BasicBlock>>(std::array<int64_t, 4>{2, 2, 2, 2}, 16);
}
std::shared_ptr<Encoder> make_resnet34() {
  return std::make_shared<ResNet<BasicBlock>>(std::array<int64_t, 4>{3, 4, 6, 3}, 64);
}
std::shared_ptr<Encoder> make_resnet50() {
  return std::make_shared<ResNet<Bottleneck>>(std::array<int64_t, 4>{3, 4, 6, 3}, 64);
}

}  // namespace progpretrain::trainer
