#pragma once
// The mathematics of one training step, without any input or output: augment -> normalise ->
// encoder -> method -> backward -> optimiser. Two runs of the same configuration on the same
// batches give the same bits on the CPU at the same thread count.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "trainer/encoders/encoder.h"
#include "trainer/methods/method.h"
#include "trainer/optimiser.h"
#include "trainer/run_config.h"
#include "trainer/source.h"

namespace progpretrain::trainer {

/// What one step computed; tensors on the training device, so that reading them is the caller's
/// decision to wait.
struct StepOutput {
  torch::Tensor loss;  ///< f32 [], without gradient
  std::vector<std::pair<std::string, torch::Tensor>>
      metrics;  ///< f32 [] each: what the method reports
  double lr = 0.0;
};

class TrainStep {
 public:
  /// Builds encoder, method and optimiser from config.seed (torch::manual_seed) on config.device;
  /// sets LibTorch's number of threads for the whole process. config() is then complete: device and
  /// threads are what is used, not "auto" and 0.
  TrainStep(const RunConfig& config, int64_t num_classes);

  /// One optimiser step on a batch of config.views views per sample; advances completed_steps(). The
  /// encoder computes in config.precision, everything else in float32.
  StepOutput run(const ImageBatch& batch);

  /// The batch as the encoder sees it but for normalisation: f32 [B*V,3,H,W] in [0,1].
  torch::Tensor augment(const ImageBatch& batch) const;

  const RunConfig& config() const { return config_; }
  torch::Device device() const { return device_; }
  int64_t num_classes() const { return num_classes_; }
  int64_t completed_steps() const { return completed_steps_; }
  Encoder& encoder() { return *encoder_; }
  Method& method() { return *method_; }
  Optimiser& optimiser() { return *optimiser_; }
  /// After the weights and the optimiser's state were replaced by those of a checkpoint.
  void set_completed_steps(int64_t steps) { completed_steps_ = steps; }

 private:
  torch::Tensor features_of(const torch::Tensor& images);

  RunConfig config_;
  torch::Device device_;
  int64_t num_classes_;
  int64_t completed_steps_ = 0;
  std::shared_ptr<Encoder> encoder_;
  std::shared_ptr<Method> method_;
  std::unique_ptr<Optimiser> optimiser_;
};

}  // namespace progpretrain::trainer
