#pragma once
// How sure a number over a test set, or over programs, is: the percentile bootstrap (B. Efron,
// 1979).
#include <cstdint>
#include <functional>
#include <span>

namespace progpretrain::trainer {

struct Interval {
  double value = 0;          ///< of all
  double low = 0, high = 0;  ///< 2.5th and 97.5th percentile over 1,000 resamples
};

/// A number that depends on some of 0 .. count - 1, each of which may be there several times.
using Statistic = std::function<double(std::span<const uint32_t>)>;

/// 95 % interval of any statistic of `count` > 0 things that are alike. The resamples are a
/// function of seed and count alone.
Interval bootstrap(uint32_t count, uint64_t seed, const Statistic& statistic);

/// 95 % interval of the mean of one score per test image (1 = classified correctly). For a paired
/// comparison of two encoders give the differences of their scores. The resamples are a function of
/// seed and the number of scores alone, so that all columns of a table see the same ones. It covers
/// the choice of test images, not that of training seeds.
Interval bootstrap_mean(std::span<const float> scores, uint64_t seed);

}  // namespace progpretrain::trainer
