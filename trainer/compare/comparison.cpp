#include "trainer/compare/comparison.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/log.h"
#include "engine/render/picture_statistics.h"
#include "engine/structure/features.h"
#include "trainer/compare/clusters.h"
#include "trainer/compare/frame_spread.h"
#include "trainer/compare/recognition.h"

namespace progpretrain::trainer {
namespace {

double median(std::vector<float> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return 0.5 * (double{*middle} + double{*std::max_element(values.begin(), middle)});
}

Interval bootstrap_median(const std::vector<float>& values, uint64_t seed) {
  return bootstrap(static_cast<uint32_t>(values.size()), seed,
                   [&](std::span<const uint32_t> chosen) {
                     std::vector<float> some;
                     for (const uint32_t i : chosen) some.push_back(values[i]);
                     return median(std::move(some));
                   });
}

Interval exponent_of(const std::vector<std::vector<double>>& power, uint64_t seed) {
  std::vector<double> sums;
  return bootstrap(static_cast<uint32_t>(power.size()), seed,
                   [&](std::span<const uint32_t> chosen) {
                     sums.assign(power[0].size(), 0.0);
                     for (const uint32_t i : chosen)
                       for (size_t k = 0; k < sums.size(); ++k)
                         sums[k] += power[i][k] / static_cast<double>(power.size());
                     return -render::power_law_exponent(sums).value_or(0.0);
                   });
}

CorpusNumbers numbers_of(const DrawnCorpus& corpus, uint64_t seed) {
  CorpusNumbers out;
  out.median_ms_per_megapixel = bootstrap_median(corpus.ms_per_megapixel, seed);
  out.mean_ms_per_megapixel = bootstrap_mean(corpus.ms_per_megapixel, seed);
  out.spectral_exponent = exponent_of(corpus.power, seed);
  out.colourfulness = bootstrap_median(corpus.colourfulness, seed);
  out.coverage = bootstrap_median(corpus.coverage, seed);
  out.motion = bootstrap_median(corpus.motion, seed);
  std::vector<float> near;
  for (const float distance : corpus.nearest_distance)
    near.push_back(distance <= structure::kNearDistance ? 1.0f : 0.0f);
  out.near_share = bootstrap_mean(near, seed);
  out.median_nearest_distance = bootstrap_median(corpus.nearest_distance, seed);
  return out;
}

class SpaceMeasures {
 public:
  SpaceMeasures(std::span<const DrawnCorpus> corpora, size_t space, Units units, uint64_t seed,
                int64_t max_clusters)
      : seed_(seed) {
    for (const DrawnCorpus& corpus : corpora) scaled_.push_back(corpus.features[space]);
    scaled_ = on_common_scale(scaled_, units);
    variance_ = kernel_variance(scaled_, seed);
    std::vector<torch::Tensor> rows;
    for (const torch::Tensor& features : scaled_) rows.push_back(features.flatten(0, 1));
    const torch::Tensor all = torch::cat(rows);
    const int64_t wanted = std::clamp<int64_t>(all.size(0) / kFramesPerCluster, 2, max_clusters);
    centres_ = cluster_centres(all, wanted, seed);
  }

  double variance() const { return variance_; }
  int64_t num_clusters() const { return centres_.size(0); }

  SpaceNumbers of(size_t corpus) const {
    const torch::Tensor& features = scaled_[corpus];
    SpaceNumbers out;
    out.effective = effective_number(features, seed_);
    const std::vector<float> spread = frame_spread(features, variance_);
    const std::vector<float> recognised = trainer::identifiability(features, seed_);
    std::vector<float> both;
    for (size_t i = 0; i < spread.size(); ++i) both.push_back(1 + (spread[i] - 1) * recognised[i]);
    out.spread = bootstrap_mean(spread, seed_);
    out.identifiability = bootstrap_mean(recognised, seed_);
    out.recognised_spread = bootstrap_mean(both, seed_);
    const torch::Tensor clusters = nearest_centres(features.flatten(0, 1), centres_).contiguous();
    out.curve = cluster_curve({clusters.data_ptr<int64_t>(), static_cast<size_t>(clusters.numel())},
                              features.size(0));
    return out;
  }

 private:
  uint64_t seed_;
  std::vector<torch::Tensor> scaled_;
  double variance_ = 0;
  torch::Tensor centres_;
};

}  // namespace

Comparison compare_corpora(std::span<const DrawnCorpus> corpora, std::span<const SpaceName> spaces,
                           uint64_t seed, int64_t max_clusters) {
  PP_CHECK(!corpora.empty() && max_clusters >= 2);
  const size_t num_spaces = spaces.size();
  Comparison out;
  for (const DrawnCorpus& corpus : corpora) {
    PP_CHECK_EQ(corpus.num_programs(), corpora[0].num_programs());
    PP_CHECK_EQ(corpus.features.size(), num_spaces);
    out.corpora.push_back(numbers_of(corpus, seed));
  }
  for (size_t space = 0; space < num_spaces; ++space) {
    const SpaceMeasures measures(corpora, space, spaces[space].units, seed, max_clusters);
    out.kernel_variances.push_back(measures.variance());
    out.num_clusters.push_back(measures.num_clusters());
    log::Progress progress("measuring feature space " + std::to_string(space + 1) + " of " +
                               std::to_string(num_spaces),
                           "corpora", corpora.size());
    for (size_t corpus = 0; corpus < corpora.size(); ++corpus) {
      out.corpora[corpus].spaces.push_back(measures.of(corpus));
      progress.update(corpus + 1);
    }
  }
  return out;
}

}  // namespace progpretrain::trainer
