#pragma once
// Corpora side by side: what is known of each after drawing, and the numbers made of it.
#include <torch/types.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "trainer/compare/cluster_curve.h"
#include "trainer/compare/effective_number.h"
#include "trainer/compare/feature_scale.h"
#include "trainer/evaluate/bootstrap.h"

namespace progpretrain::trainer {

/// A random sample of P programs of one corpus, F frames each. Text is untrusted.
struct DrawnCorpus {
  std::string name;                           ///< as people call it, unique in a comparison
  std::string fingerprint;                    ///< of the whole corpus
  uint64_t num_in_corpus = 0, num_tried = 0;  ///< distinct programs in it; looked at for the sample
  std::string cost_code;  ///< "quick", "optimised" or "mixed": what costs were measured of
  std::vector<torch::Tensor> features;  ///< of each feature space f32 [P,F,D]
  std::vector<std::vector<double>>
      power;  ///< P mean power spectra, see render/picture_statistics.h
  std::vector<float> ms_per_megapixel, colourfulness, coverage,
      motion;  ///< P each, of the screening
  std::vector<float>
      nearest_distance;  ///< in structure to the nearest of the sample (structure/features.h)

  size_t num_programs() const { return ms_per_megapixel.size(); }
};

struct SpaceName {
  std::string name, description;
  Units units = Units::various;
};

/// What one feature space says of one corpus.
struct SpaceNumbers {
  EffectiveNumber effective;
  Interval spread;           ///< mean frame_spread()
  Interval identifiability;  ///< mean identifiability()
  /// Mean of 1 + (spread - 1) * identifiability: what frames differ in counts as far as they are
  /// still told to be their program's.
  Interval recognised_spread;
  ClusterCurve curve;
};

struct CorpusNumbers {
  std::vector<SpaceNumbers> spaces;
  Interval median_ms_per_megapixel, mean_ms_per_megapixel;
  Interval spectral_exponent;                    ///< s of the mean power spectrum's 1/f^s
  Interval colourfulness, coverage, motion;      ///< medians
  Interval near_share, median_nearest_distance;  ///< programs within structure::kNearDistance
};

struct Comparison {
  std::vector<CorpusNumbers> corpora;    ///< in the order given
  std::vector<double> kernel_variances;  ///< of each space, for frame_spread()
  std::vector<int64_t> num_clusters;     ///< of each space
};

/// Clusters that frames are sorted into: one for every kFramesPerCluster frames of all corpora, at
/// most as many as asked for. Of few clusters many programs find all, and every curve flattens.
inline constexpr int64_t kFramesPerCluster = 8, kDefaultMaxClusters = 1000;

/// All numbers, with 95 % bootstrap intervals over programs (of the curve see cluster_curve.h).
/// Every corpus has the same P, F and spaces. A function of its arguments.
Comparison compare_corpora(std::span<const DrawnCorpus> corpora, std::span<const SpaceName> spaces,
                           uint64_t seed, int64_t max_clusters = kDefaultMaxClusters);

}  // namespace progpretrain::trainer
