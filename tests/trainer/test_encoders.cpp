#include <doctest/doctest.h>
#include <torch/nn.h>

#include <map>
#include <set>

#include "engine/base/check.h"
#include "trainer/encoders/encoder.h"
#include "trainer/module_weights.h"
#include "trainer/safetensors.h"

using namespace progpretrain;
using namespace progpretrain::trainer;

namespace {

struct Expected {
  int64_t num_parameters;
  std::map<std::string, std::vector<int64_t>> shapes;
};

// Counts and names of torchvision's models less their fc layer; halves, quarters and AlexNet-small by
// arithmetic.
const std::map<std::string, Expected> kExpected = {
    {"resnet18",
     {11176512,
      {{"conv1.weight", {64, 3, 7, 7}},
       {"bn1.running_mean", {64}},
       {"layer1.0.conv1.weight", {64, 64, 3, 3}},
       {"layer2.0.downsample.0.weight", {128, 64, 1, 1}},
       {"layer2.0.downsample.1.running_var", {128}},
       {"layer4.1.bn2.num_batches_tracked", {}}}}},
    {"resnet18-half",
     {2798880, {{"conv1.weight", {32, 3, 7, 7}}, {"layer4.1.conv2.weight", {256, 256, 3, 3}}}}},
    {"resnet18-quarter",
     {702096, {{"conv1.weight", {16, 3, 7, 7}}, {"layer4.1.conv2.weight", {128, 128, 3, 3}}}}},
    {"resnet34",
     {21284672, {{"layer3.5.conv2.weight", {256, 256, 3, 3}}, {"layer4.2.bn1.weight", {512}}}}},
    {"resnet50",
     {23508032,
      {{"layer1.0.downsample.0.weight", {256, 64, 1, 1}},
       {"layer3.5.conv3.weight", {1024, 256, 1, 1}},
       {"layer4.2.bn3.bias", {2048}}}}},
    {"alexnet-small",
     {58153952,
      {{"features.0.weight", {96, 3, 3, 3}},
       {"features.1.running_mean", {96}},
       {"features.14.weight", {192, 384, 3, 3}},
       {"classifier.0.weight", {4096, 9408}},
       {"classifier.3.weight", {4096, 4096}}}}},
};

}  // namespace

TEST_CASE(
    "encoders: every one has the declared feature size, torchvision's names and its number of "
    "parameters") {
  std::set<std::string_view> names;
  for (const EncoderInfo& info : encoders()) {
    CAPTURE(info.name);
    CHECK(names.insert(info.name).second);
    const auto encoder = make_encoder(info.name);
    CHECK(encoder->num_features() == info.num_features);
    encoder->eval();
    torch::NoGradGuard no_grad;
    const torch::Tensor features = encoder->forward(torch::rand({2, 3, 64, 64}));
    CHECK(features.sizes() == torch::IntArrayRef({2, info.num_features}));
    CHECK(torch::isfinite(features).all().item<bool>());

    REQUIRE_MESSAGE(kExpected.contains(std::string(info.name)),
                    "declare the shapes of a new encoder in this test");
    const Expected& expected = kExpected.at(std::string(info.name));
    int64_t num_parameters = 0;
    for (const torch::Tensor& parameter : encoder->parameters())
      num_parameters += parameter.numel();
    CHECK(num_parameters == expected.num_parameters);
    std::map<std::string, std::vector<int64_t>> shapes;
    for (const auto& [name, tensor] : named_weights(*encoder)) shapes[name] = tensor.sizes().vec();
    for (const auto& [name, shape] : expected.shapes) {
      CAPTURE(name);
      REQUIRE(shapes.contains(name));
      CHECK(shapes.at(name) == shape);
    }
    for (const auto& [name, shape] : shapes) CHECK_MESSAGE(!name.starts_with("fc."), name);
  }
  CHECK(names.size() == kExpected.size());
}

TEST_CASE("encoders: resnet18 has exactly the 120 tensors of torchvision's state_dict without fc") {
  CHECK(named_weights(*make_encoder("resnet18")).size() == 120);
}

TEST_CASE("encoders: an unknown name is refused with the list of all") {
  try {
    make_encoder("resnet19");
    FAIL("accepted");
  } catch (const UsageError& e) {
    const std::string message = e.what();
    CHECK(message.find("'resnet19'") != std::string::npos);
    for (const EncoderInfo& info : encoders()) CHECK(message.find(info.name) != std::string::npos);
  }
}

TEST_CASE("encoders: the same seed gives the same weights, another seed others") {
  const auto bytes = [](uint64_t seed) {
    torch::manual_seed(seed);
    return encode_safetensors(named_weights(*make_encoder("resnet18-half")), {});
  };
  CHECK(bytes(1) == bytes(1));
  CHECK(bytes(1) != bytes(2));
}

TEST_CASE("encoders: channels-last weights change no result beyond rounding") {
  torch::NoGradGuard no_grad;
  const auto encoder = make_encoder("resnet18-half");
  encoder->eval();
  const torch::Tensor images = torch::rand({2, 3, 32, 32});
  const torch::Tensor before = encoder->forward(images);
  use_channels_last(*encoder);
  const torch::Tensor after =
      encoder->forward(images.contiguous(torch::MemoryFormat::ChannelsLast));
  CHECK(torch::allclose(before, after, 1e-4, 1e-4));
}
