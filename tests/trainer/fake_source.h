#pragma once
// Image sources whose picture k is a pure function of k, and a configuration small enough for
// tests.
#include <torch/types.h>

#include <atomic>
#include <cmath>
#include <limits>

#include "engine/base/philox.h"
#include "trainer/run_config.h"
#include "trainer/source.h"

namespace progpretrain::testing {

/// Waves whose direction and colour tell the class and whose phase differs from view to view.
class WaveSource : public trainer::ImageSource {
 public:
  static constexpr int64_t kClasses = 4;

  WaveSource(const trainer::RunConfig& config, int64_t completed_steps)
      : config_(config), next_sample_(trainer::first_sample(config, completed_steps)) {}

  trainer::ImageBatch next() override {
    if (stop_after_ >= 0 && num_batches_ + 1 >= stop_after_ && stop_) stop_->store(true);
    ++num_batches_;
    const int64_t size = config_.size_px;
    trainer::ImageBatch batch;
    batch.first_sample = next_sample_;
    batch.images = torch::empty({config_.batch * config_.views, 3, size, size});
    batch.labels = torch::empty({config_.batch}, torch::kLong);
    float* pixel = batch.images.data_ptr<float>();
    for (int64_t i = 0; i < config_.batch; ++i, ++next_sample_) {
      const auto label = static_cast<int64_t>(next_sample_ % kClasses);
      batch.labels[i] = label;
      for (int64_t view = 0; view < config_.views; ++view) {
        base::Philox random(7, next_sample_, static_cast<uint32_t>(view));
        const float phase = random.uniform(0.0f, 6.0f), angle = 0.8f * static_cast<float>(label);
        for (int64_t channel = 0; channel < 3; ++channel)
          for (int64_t y = 0; y < size; ++y)
            for (int64_t x = 0; x < size; ++x) {
              const float along =
                  std::cos(angle) * static_cast<float>(x) + std::sin(angle) * static_cast<float>(y);
              *pixel++ = 0.5f + 0.4f * std::sin(0.7f * along + phase +
                                                0.5f * static_cast<float>(channel * label));
            }
      }
    }
    return batch;
  }
  int64_t num_classes() const override { return kClasses; }
  double take_wait_s() override { return 0.0; }

  /// Sets `stop` while batch number `num_batches` is being made, as a signal in mid-run would.
  void stop_after(int64_t num_batches, std::atomic<bool>& stop) {
    stop_after_ = num_batches;
    stop_ = &stop;
  }
  int64_t num_batches() const { return num_batches_; }

 private:
  trainer::RunConfig config_;
  uint64_t next_sample_;
  int64_t num_batches_ = 0, stop_after_ = -1;
  std::atomic<bool>* stop_ = nullptr;
};

/// Every picture is the same value: grey, or something that no network survives.
class ConstantSource : public trainer::ImageSource {
 public:
  ConstantSource(const trainer::RunConfig& config, float value) : config_(config), value_(value) {}
  trainer::ImageBatch next() override {
    trainer::ImageBatch batch;
    batch.first_sample = next_sample_;
    batch.images =
        torch::full({config_.batch * config_.views, 3, config_.size_px, config_.size_px}, value_);
    batch.labels = torch::zeros({config_.batch}, torch::kLong);
    next_sample_ += static_cast<uint64_t>(config_.batch);
    return batch;
  }
  int64_t num_classes() const override { return 2; }
  double take_wait_s() override { return 0.0; }

 private:
  trainer::RunConfig config_;
  float value_;
  uint64_t next_sample_ = 0;
};

inline trainer::RunConfig small_config(std::string_view method = "simclr") {
  trainer::RunConfig config = trainer::default_config(method, "resnet18-half");
  config.size_px = 32;
  config.batch = 8;
  config.steps = 6;
  config.warmup_steps = 0;
  config.log_every = 1;
  config.checkpoint_every = 1000;
  config.threads = 1;  // spinning threads would be slow on a machine that is busy with other tests
  config.device = "cpu";
  return config;
}

}  // namespace progpretrain::testing
