#include "trainer/train_step.h"

#include <ATen/Parallel.h>
#include <torch/utils.h>

#include <thread>

#include "engine/base/check.h"
#include "trainer/device.h"
#include "trainer/module_weights.h"
#include "trainer/normalise.h"
#include "trainer/pixel_augment.h"
#include "trainer/precision.h"
#include "trainer/schedule.h"

namespace progpretrain::trainer {
namespace {

PixelAugmentSettings augment_settings(const RunConfig& config) {
  const auto f = [](double value) { return static_cast<float>(value); };
  return {f(config.jitter_probability), f(config.jitter_brightness), f(config.jitter_contrast),
          f(config.jitter_saturation),  f(config.jitter_hue),        f(config.grey_probability),
          f(config.blur_probability),   f(config.blur_sigma_min_px), f(config.blur_sigma_max_px)};
}

NamedTensors prefixed_parameters(const Encoder& encoder, const Method& method) {
  NamedTensors result;
  for (const auto& item : encoder.named_parameters())
    result.emplace_back("encoder." + item.key(), item.value());
  for (const auto& item : method.named_parameters())
    result.emplace_back("method." + item.key(), item.value());
  return result;
}

}  // namespace

TrainStep::TrainStep(const RunConfig& config, int64_t num_classes)
    : config_(config), device_(training_device(config.device)), num_classes_(num_classes) {
  if (config_.threads == 0) config_.threads = std::max(1u, std::thread::hardware_concurrency());
  config_.device = device_name(device_);
  at::set_num_threads(static_cast<int>(config_.threads));

  torch::manual_seed(static_cast<uint64_t>(config_.seed));
  encoder_ = make_encoder(config_.encoder);
  MethodSettings settings;
  settings.num_features = encoder_->num_features();
  settings.num_classes = num_classes;
  settings.views = config_.views;
  settings.projector_hidden = config_.projector_hidden;
  settings.projector_dim = config_.projector_dim;
  settings.temperature = config_.temperature;
  method_ = make_method(config_.method, settings);
  encoder_->to(device_);
  method_->to(device_);
  use_channels_last(*encoder_);
  optimiser_ = std::make_unique<Optimiser>(
      OptimiserSettings{config_.optimiser, config_.momentum, config_.weight_decay},
      prefixed_parameters(*encoder_, *method_));
}

torch::Tensor TrainStep::augment(const ImageBatch& batch) const {
  return augment_pixels(batch.images, augment_settings(config_),
                        static_cast<uint64_t>(config_.seed), batch.first_sample, config_.views);
}

// (B*V, 3, H, W) -> (B*V, D)
torch::Tensor TrainStep::features_of(const torch::Tensor& images) {
  if (config_.precision == kFloat32) return encoder_->forward(images);
  const Bf16Scope scope(device_);
  return encoder_->forward(images).to(torch::kFloat32);
}

StepOutput TrainStep::run(const ImageBatch& batch) {
  PP_CHECK_EQ(batch.images.size(0), config_.batch * config_.views);
  PP_CHECK_EQ(batch.labels.size(0), config_.batch);
  const double lr =
      learning_rate({config_.lr, config_.warmup_steps, config_.steps}, completed_steps_);
  encoder_->train();
  method_->train();
  const torch::Tensor images = normalise(augment(batch));  // (B*V, 3, H, W)
  const torch::Tensor features = features_of(images);      // (B*V, D)
  const MethodOutput output = method_->forward(features, upload(batch.labels, device_));
  optimiser_->zero_grad();
  output.loss.backward();
  optimiser_->step(lr);
  completed_steps_ += 1;
  return {output.loss.detach(), output.metrics, lr};
}

}  // namespace progpretrain::trainer
