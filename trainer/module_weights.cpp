#include "trainer/module_weights.h"

#include <set>
#include <sstream>

#include "engine/base/check.h"

namespace progpretrain::trainer {
namespace {

std::string describe(const torch::Tensor& tensor) {
  std::ostringstream out;
  out << tensor.scalar_type() << ' ' << tensor.sizes();
  return out.str();
}

}  // namespace

NamedTensors named_weights(const torch::nn::Module& module) {
  NamedTensors result;
  for (const auto& item : module.named_parameters()) result.emplace_back(item.key(), item.value());
  for (const auto& item : module.named_buffers()) result.emplace_back(item.key(), item.value());
  return result;
}

const torch::Tensor& require_tensor(const TensorMap& tensors, const std::string& key,
                                    const torch::Tensor& expected, const std::string& where) {
  const auto found = tensors.find(key);
  if (found == tensors.end())
    throw UsageError(where + ": key '" + key + "' is missing, expected " + describe(expected));
  if (found->second.sizes() != expected.sizes() ||
      found->second.scalar_type() != expected.scalar_type())
    throw UsageError(where + ": key '" + key + "' is " + describe(found->second) + ", expected " +
                     describe(expected));
  return found->second;
}

void load_weights(torch::nn::Module& module, const TensorMap& weights, const std::string& where) {
  const NamedTensors own = named_weights(module);
  std::set<std::string> known;
  for (const auto& [name, tensor] : own) {
    require_tensor(weights, name, tensor, where);
    known.insert(name);
  }
  for (const auto& [name, tensor] : weights)
    if (!known.contains(name))
      throw UsageError(where + ": key '" + name + "' (" + describe(tensor) +
                       ") has no place in this network");
  torch::NoGradGuard no_grad;
  for (const auto& [name, tensor] : own) tensor.copy_(weights.at(name));
}

void use_channels_last(torch::nn::Module& module) {
  torch::NoGradGuard no_grad;
  for (torch::Tensor& parameter : module.parameters())
    if (parameter.dim() == 4)
      parameter.set_data(parameter.contiguous(torch::MemoryFormat::ChannelsLast));
}

}  // namespace progpretrain::trainer
