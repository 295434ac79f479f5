#pragma once
// How sure a mean over a test set is: the percentile bootstrap (B. Efron, 1979).
#include <cstdint>
#include <span>

namespace progpretrain::trainer {

struct Interval {
  double value = 0;          ///< the mean
  double low = 0, high = 0;  ///< 2.5th and 97.5th percentile of the means of 1,000 resamples
};

/// 95 % interval of the mean of one score per test image (1 = classified correctly). For a paired
/// comparison of two encoders give the differences of their scores. The resamples are a function of
/// seed and the number of scores alone, so that all columns of a table see the same ones. It covers
/// the choice of test images, not that of training seeds.
Interval bootstrap_mean(std::span<const float> scores, uint64_t seed);

}  // namespace progpretrain::trainer
