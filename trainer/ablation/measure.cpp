#include "trainer/ablation/measure.h"

#include <algorithm>
#include <cmath>

#include "engine/base/check.h"
#include "engine/picture/codec.h"
#include "engine/picture/page.h"
#include "trainer/ablation/statistics.h"
#include "trainer/evaluate/resize.h"

namespace progpretrain::trainer {
namespace {

std::string draw_strip(const torch::Tensor& frames) {
  constexpr int64_t kShown = 4, kSide_px = 64;
  const int64_t count = frames.size(0), shown = std::min(kShown, count);
  std::vector<torch::Tensor> chosen;
  for (int64_t i = 0; i < shown; ++i)
    chosen.push_back(frames[i * (count - 1) / std::max<int64_t>(1, shown - 1)]);
  const torch::Tensor square = fit_to_square(torch::stack(chosen), kSide_px);  // (n, 3, S, S)
  const torch::Tensor strip =
      square.permute({1, 2, 0, 3}).contiguous();  // (3, S, n, S) = (3, S, n*S)
  const picture::Image image =
      picture::from_planar({strip.data_ptr<uint8_t>(), static_cast<size_t>(strip.numel())},
                           kSide_px, static_cast<int>(shown * kSide_px));
  return picture::encode_webp(image, picture::WebpQuality::lossy_90);
}

}  // namespace

ProgramRow measure_program(const ProgramFrames& program, const FeatureFunction& encode) {
  const torch::Tensor frames = program.frames.to(torch::kCPU).contiguous();
  PP_CHECK(frames.dim() == 4 && frames.size(0) >= 2 && frames.size(1) == 3, frames.sizes());
  ProgramRow row;
  row.id = program.id;
  row.title = program.title;
  row.family = program.family;
  row.dialect = program.dialect;
  row.num_frames = frames.size(0);
  row.height_px = frames.size(2);
  row.width_px = frames.size(3);
  row.feature_diversity = mean_cosine_distance(extract_features(encode, frames, frames.size(0)));
  row.thumbnail_diversity = mean_thumbnail_distance(frames);
  row.colourfulness = mean_colourfulness(frames);
  row.coverage = mean_coverage(frames);
  row.ms_per_megapixel = program.ms_per_megapixel;
  row.nan_rate = program.nan_rate;
  row.strip = draw_strip(frames);
  return row;
}

}  // namespace progpretrain::trainer
