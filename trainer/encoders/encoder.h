#pragma once
// What is pretrained: a network from images to features. Adding one means a file beside this one
// and a line in the table of encoder.cpp; the tests loop over that table.
#include <torch/nn/module.h>
#include <torch/types.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace progpretrain::trainer {

/// Parameters and buffers carry torchvision's names and no classification head, so that a
/// checkpoint loads into torchvision's model of the same shape (strict=False: only the head is
/// missing).
class Encoder : public torch::nn::Module {
 public:
  /// images: f32 [N,3,H,W], normalised (normalise.h). Returns the features that probes see and the
  /// method's projector reads: f32 [N,num_features()], not normalised.
  virtual torch::Tensor forward(torch::Tensor images) = 0;
  virtual int64_t num_features() const = 0;
};

struct EncoderInfo {
  std::string_view name;
  std::string_view description;
  int64_t num_features;
  /// Width of the hidden layer of a contrastive projector that suits this encoder; 0 = the
  /// projector is one linear layer.
  int64_t projector_hidden;
  std::shared_ptr<Encoder> (*make)();
};

/// Every encoder there is.
std::span<const EncoderInfo> encoders();

/// Throws UsageError that lists all names when there is none called `name`.
const EncoderInfo& find_encoder(std::string_view name);

/// A freshly initialised encoder; its weights come from torch's default generator (seed it with
/// torch::manual_seed).
std::shared_ptr<Encoder> make_encoder(std::string_view name);

}  // namespace progpretrain::trainer
