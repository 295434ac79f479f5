#pragma once
// Residual networks: He et al., "Deep Residual Learning for Image Recognition", CVPR 2016, in
// torchvision's layout (stride of a bottleneck on its 3x3 convolution; names conv1, bn1,
// layer1.0.conv1, layer2.0.downsample.0, ...), without the fc layer. The feature is the global
// average of the last stage.
#include <memory>

namespace progpretrain::trainer {

class Encoder;

std::shared_ptr<Encoder> make_resnet18();
/// ResNet-18 with 32-64-128-256 channels instead of 64-128-256-512.
std::shared_ptr<Encoder> make_resnet18_half();
/// ResNet-18 with 16-32-64-128 channels.
std::shared_ptr<Encoder> make_resnet18_quarter();
std::shared_ptr<Encoder> make_resnet34();
std::shared_ptr<Encoder> make_resnet50();

}  // namespace progpretrain::trainer
