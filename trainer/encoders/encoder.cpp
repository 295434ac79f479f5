#include "trainer/encoders/encoder.h"

#include <array>
#include <string>

#include "engine/base/check.h"
#include "trainer/encoders/alexnet_small.h"
#include "trainer/encoders/resnet.h"

namespace progpretrain::trainer {
namespace {

constexpr std::array kEncoders = {
    EncoderInfo{"resnet18-half",
                "ResNet-18 with half the channels: 2.8 M parameters, the default without a GPU",
                256, 256, make_resnet18_half},
    EncoderInfo{"resnet18-quarter",
                "ResNet-18 with a quarter of the channels: 0.7 M parameters, for thumbnails", 128, 128,
                make_resnet18_quarter},
    EncoderInfo{"resnet18", "ResNet-18: 11.2 M parameters", 512, 512, make_resnet18},
    EncoderInfo{"resnet34", "ResNet-34: 21.3 M parameters", 512, 512, make_resnet34},
    EncoderInfo{"resnet50", "ResNet-50: 23.5 M parameters", 2048, 2048, make_resnet50},
    EncoderInfo{"alexnet-small",
                "small AlexNet with batch normalisation, for 64 px: 58 M parameters", 4096, 0,
                make_alexnet_small},
};

}  // namespace

std::span<const EncoderInfo> encoders() {
  return kEncoders;
}

const EncoderInfo& find_encoder(std::string_view name) {
  std::string accepted;
  for (const EncoderInfo& info : kEncoders) {
    if (info.name == name) return info;
    accepted += (accepted.empty() ? "" : ", ") + std::string(info.name);
  }
  throw UsageError("unknown encoder '" + std::string(name) + "' (accepted: " + accepted + ")");
}

std::shared_ptr<Encoder> make_encoder(std::string_view name) {
  return find_encoder(name).make();
}

}  // namespace progpretrain::trainer
