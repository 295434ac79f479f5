#pragma once
// SGD with momentum and AdamW (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", ICLR
// 2019) over named parameters, with a state that can be written and read back by name. Weight decay
// acts on weights of two and more dimensions only: normalisation and biases are left alone (He et
// al., "Bag of Tricks", CVPR 2019).
#include <torch/optim/optimizer.h>

#include <memory>
#include <string>

#include "trainer/named_tensors.h"

namespace progpretrain::trainer {

struct OptimiserSettings {
  std::string name = "sgd";  ///< "sgd" or "adamw"
  double momentum = 0.9;     ///< of sgd; adamw uses betas (0.9, 0.999)
  double weight_decay = 1e-4;
};

class Optimiser {
 public:
  /// Throws UsageError when settings.name is not one of kOptimisers.
  /// The parameters share memory with the modules that are trained.
  Optimiser(const OptimiserSettings& settings, NamedTensors parameters);

  void zero_grad();
  /// One update with learning rate `lr` from the gradients of the parameters.
  void step(double lr);

  /// "momentum_buffer.NAME" (sgd) or "exp_avg.NAME", "exp_avg_sq.NAME" and i64 [] "step.NAME"
  /// (adamw) for every parameter that was updated already.
  NamedTensors state() const;
  /// Replaces the state. Throws UsageError naming `where`, key and shapes when it is not of these
  /// parameters.
  void load_state(const TensorMap& state, const std::string& where);

 private:
  bool is_sgd_;
  NamedTensors parameters_;
  std::unique_ptr<torch::optim::Optimizer> optimiser_;
};

inline constexpr const char* kOptimisers = "sgd, adamw";

}  // namespace progpretrain::trainer
