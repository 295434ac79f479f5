#pragma once
// Parameters and buffers of a module by name: what a checkpoint holds, and how it goes back in.
#include <torch/nn/module.h>
#include <torch/types.h>

#include <string>

#include "trainer/named_tensors.h"

namespace progpretrain::trainer {

/// Parameters, then buffers, each in order of registration; the tensors share memory with the
/// module.
NamedTensors named_weights(const torch::nn::Module& module);

/// Copies `weights` into the module. Names and shapes must be exactly the module's: throws
/// UsageError naming `where`, the key and both shapes otherwise, and then the module is unchanged.
void load_weights(torch::nn::Module& module, const TensorMap& weights, const std::string& where);

/// tensors[key]. Throws UsageError naming `where`, key, shapes and types when it is missing or not
/// like `expected`.
const torch::Tensor& require_tensor(const TensorMap& tensors, const std::string& key,
                                    const torch::Tensor& expected, const std::string& where);

/// Lays 4-d parameters out channels-last in place: convolutions then read channels-last images
/// without reordering.
void use_channels_last(torch::nn::Module& module);

}  // namespace progpretrain::trainer
