#include "trainer/optimiser.h"

#include <torch/optim/adamw.h>
#include <torch/optim/sgd.h>

#include "engine/base/check.h"
#include "trainer/module_weights.h"

namespace progpretrain::trainer {
namespace {
using torch::optim::AdamW;
using torch::optim::AdamWOptions;
using torch::optim::AdamWParamState;
using torch::optim::OptimizerParamGroup;
using torch::optim::SGD;
using torch::optim::SGDOptions;
using torch::optim::SGDParamState;

template <class Options>
std::vector<OptimizerParamGroup> decay_groups(const NamedTensors& parameters,
                                              const Options& options) {
  std::vector<torch::Tensor> decayed, plain;
  for (const auto& [name, tensor] : parameters)
    (tensor.dim() >= 2 ? decayed : plain).push_back(tensor);
  Options without_decay = options;
  without_decay.weight_decay(0.0);
  std::vector<OptimizerParamGroup> groups;
  if (!decayed.empty()) groups.emplace_back(decayed, std::make_unique<Options>(options));
  if (!plain.empty()) groups.emplace_back(plain, std::make_unique<Options>(without_decay));
  return groups;
}

/// A copy in the memory layout of the parameter, so that updates after loading run as before.
torch::Tensor take(const TensorMap& state, const std::string& key, const torch::Tensor& like,
                   const std::string& where) {
  const torch::Tensor& stored = require_tensor(state, key, like, where);
  return torch::empty_like(like, like.options().requires_grad(false)).copy_(stored);
}

}  // namespace

Optimiser::Optimiser(const OptimiserSettings& settings, NamedTensors parameters)
    : is_sgd_(settings.name == "sgd"), parameters_(std::move(parameters)) {
  if (is_sgd_) {
    const SGDOptions options =
        SGDOptions(0.0).momentum(settings.momentum).weight_decay(settings.weight_decay);
    optimiser_ = std::make_unique<SGD>(decay_groups(parameters_, options), options);
  } else if (settings.name == "adamw") {
    const AdamWOptions options = AdamWOptions(0.0).weight_decay(settings.weight_decay);
    optimiser_ = std::make_unique<AdamW>(decay_groups(parameters_, options), options);
  } else {
    throw UsageError("unknown optimiser '" + settings.name + "' (accepted: " + kOptimisers + ")");
  }
}

void Optimiser::zero_grad() {
  optimiser_->zero_grad();
}

void Optimiser::step(double lr) {
  for (OptimizerParamGroup& group : optimiser_->param_groups()) group.options().set_lr(lr);
  optimiser_->step();
}

NamedTensors Optimiser::state() const {
  NamedTensors result;
  const auto& states = optimiser_->state();
  for (const auto& [name, parameter] : parameters_) {
    const auto found = states.find(parameter.unsafeGetTensorImpl());
    if (found == states.end()) continue;
    if (is_sgd_) {
      const auto& state = static_cast<const SGDParamState&>(*found->second);
      if (state.momentum_buffer().defined())
        result.emplace_back("momentum_buffer." + name, state.momentum_buffer());
    } else {
      const auto& state = static_cast<const AdamWParamState&>(*found->second);
      result.emplace_back("exp_avg." + name, state.exp_avg());
      result.emplace_back("exp_avg_sq." + name, state.exp_avg_sq());
      result.emplace_back("step." + name, torch::tensor(state.step(), torch::kLong));
    }
  }
  return result;
}

void Optimiser::load_state(const TensorMap& state, const std::string& where) {
  auto& states = optimiser_->state();
  states.clear();
  size_t num_taken = 0;
  for (const auto& [name, parameter] : parameters_) {
    if (is_sgd_) {
      const std::string key = "momentum_buffer." + name;
      if (!state.contains(key)) continue;  // momentum 0, or a parameter without gradient so far
      auto loaded = std::make_unique<SGDParamState>();
      loaded->momentum_buffer(take(state, key, parameter, where));
      states[parameter.unsafeGetTensorImpl()] = std::move(loaded);
      num_taken += 1;
    } else {
      if (!state.contains("exp_avg." + name)) continue;
      auto loaded = std::make_unique<AdamWParamState>();
      loaded->exp_avg(take(state, "exp_avg." + name, parameter, where));
      loaded->exp_avg_sq(take(state, "exp_avg_sq." + name, parameter, where));
      loaded->step(require_tensor(state, "step." + name, torch::empty({}, torch::kLong), where)
                       .item<int64_t>());
      states[parameter.unsafeGetTensorImpl()] = std::move(loaded);
      num_taken += 3;
    }
  }
  if (num_taken != state.size())
    throw UsageError(where + ": holds the state of another optimiser or model (first key '" +
                     state.begin()->first + "')");
}

}  // namespace progpretrain::trainer
