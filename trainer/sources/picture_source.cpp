#include "trainer/sources/picture_source.h"

#include <torch/torch.h>

#include <chrono>
#include <cmath>
#include <utility>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/philox.h"
#include "engine/base/sample.h"

namespace progpretrain::trainer {
namespace {

constexpr uint32_t kOrderStage = 0x50494F52, kWindowStage = 0x50495700;  // the second: + view

class PictureSource : public ImageSource {
 public:
  PictureSource(PictureSet pictures, const RunConfig& config, int64_t completed_steps,
                torch::Device device)
      : pictures_(std::move(pictures)),
        config_(config),
        device_(device),
        next_sample_(trainer::first_sample(config, completed_steps)) {
    PP_CHECK(pictures_.images.size(0) >= 2);
  }

  ImageBatch next() override {
    const auto start = std::chrono::steady_clock::now();
    ImageBatch batch;
    batch.first_sample = config_.overfit_batch ? 0 : next_sample_;
    batch.labels = torch::empty({config_.batch}, torch::kInt64);
    std::vector<torch::Tensor> views;
    for (int64_t i = 0; i < config_.batch; ++i) {
      const uint64_t sample = batch.first_sample + static_cast<uint64_t>(i);
      const int64_t place = place_of(sample);
      batch.labels[i] = pictures_.labels[place];
      const torch::Tensor picture = pictures_.images[place].to(torch::kFloat32).div_(255.0);
      for (int64_t view = 0; view < config_.views; ++view)
        views.push_back(view_of(picture, sample, static_cast<uint32_t>(view)));
    }
    next_sample_ += static_cast<uint64_t>(config_.batch);
    num_images_ += views.size();
    batch.images = torch::cat(views).to(device_);
    batch.labels = batch.labels.to(device_);
    wait_s_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return batch;
  }

  int64_t num_classes() const override { return pictures_.num_classes; }
  double take_wait_s() override { return std::exchange(wait_s_, 0.0); }
  SourceCounters counters() const override {
    SourceCounters counters;
    counters.num_images = num_images_;
    return counters;
  }

 private:
  int64_t place_of(uint64_t sample) {
    const auto count = static_cast<uint64_t>(pictures_.images.size(0));
    if (order_.empty() || epoch_ != sample / count) {
      epoch_ = sample / count;
      order_ = base::draw_without_replacement(
          count, count, base::Philox(static_cast<uint64_t>(config_.seed), epoch_, kOrderStage));
    }
    return order_[sample % count];
  }

  // picture: f32 [3,S,S] -> f32 [1,3,size_px,size_px]
  torch::Tensor view_of(const torch::Tensor& picture, uint64_t sample, uint32_t view) const {
    base::Philox random(static_cast<uint64_t>(config_.seed), sample, kWindowStage + view);
    const auto side = static_cast<double>(picture.size(1));
    const double area = random.uniform(static_cast<float>(config_.crop_scale_min),
                                       static_cast<float>(config_.crop_scale_max));
    const auto widest = static_cast<float>(std::log(config_.crop_aspect_max));
    const double aspect = std::exp(random.uniform(-widest, widest));
    const auto pixels = [&](double share) {
      return std::clamp<int64_t>(std::llround(side * std::min(1.0, std::sqrt(share))), 1,
                                 picture.size(1));
    };
    const int64_t width = pixels(area * aspect), height = pixels(area / aspect);
    const auto offset = [&](int64_t length) {
      const int64_t room = picture.size(1) - length;
      return std::min(room, static_cast<int64_t>(random.uniform() * static_cast<float>(room + 1)));
    };
    const int64_t left = offset(width), top = offset(height);
    torch::Tensor out = at::_upsample_bilinear2d_aa(
        picture.slice(1, top, top + height).slice(2, left, left + width).unsqueeze(0),
        {config_.size_px, config_.size_px}, false);
    return random.coin(static_cast<float>(config_.flip_probability)) ? out.flip({3}) : out;
  }

  const PictureSet pictures_;
  const RunConfig config_;
  const torch::Device device_;
  uint64_t next_sample_, epoch_ = 0, num_images_ = 0;
  std::vector<uint32_t> order_;  // of the pictures in epoch_
  double wait_s_ = 0;
};

}  // namespace

std::unique_ptr<ImageSource> make_picture_source(PictureSet pictures, const RunConfig& config,
                                                 int64_t completed_steps, torch::Device device) {
  return std::make_unique<PictureSource>(std::move(pictures), config, completed_steps, device);
}

}  // namespace progpretrain::trainer
