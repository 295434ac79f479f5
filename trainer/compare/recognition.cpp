#include "trainer/compare/recognition.h"

#include "engine/base/check.h"
#include "engine/synth/dot.h"
#include "engine/synth/select.h"

namespace progpretrain::trainer {

std::vector<float> identifiability(const torch::Tensor& features, uint64_t seed) {
  PP_CHECK(features.dim() == 3 && features.size(1) >= 2, features.sizes());
  // Dimensions of nothing change no cosine.
  const auto lanes = static_cast<int64_t>(synth::kDotLanes);
  const int64_t missing = (lanes - features.size(2) % lanes) % lanes;
  const torch::Tensor padded =
      torch::constant_pad_nd(features.to(torch::kFloat32), {0, missing}).contiguous();
  synth::FrameFeatures frames;
  frames.num_frames = static_cast<uint32_t>(padded.size(1));
  frames.num_features = static_cast<uint32_t>(padded.size(2));
  frames.values.assign(padded.data_ptr<float>(), padded.data_ptr<float>() + padded.numel());
  std::vector<float> out;
  for (const synth::Fitness& fitness : synth::measure_fitness(std::move(frames), seed))
    out.push_back(fitness.identifiability);
  return out;
}

}  // namespace progpretrain::trainer
