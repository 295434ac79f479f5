#pragma once
// Tensors in a fixed order with their names: weights, optimiser state, the content of a safetensors
// file.
#include <torch/types.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace progpretrain::trainer {

using NamedTensors = std::vector<std::pair<std::string, torch::Tensor>>;
using TensorMap = std::map<std::string, torch::Tensor>;

}  // namespace progpretrain::trainer
