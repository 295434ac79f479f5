#include "engine/render/picture_statistics.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "engine/base/check.h"

namespace progpretrain::render {
namespace {

size_t num_px(Planes picture) {
  PP_CHECK(!picture.empty() && picture.size() % 3 == 0, picture.size(), " bytes");
  return picture.size() / 3;
}

// Sums of small integers are exact, so that a uniform picture has deviation 0, not nearly 0.
struct Moments {
  int64_t sum = 0, sum_squares = 0;

  void add(int64_t value) {
    sum += value;
    sum_squares += value * value;
  }
  double mean(size_t n) const { return static_cast<double>(sum) / static_cast<double>(n); }
  double variance(size_t n) const {
    const auto count = static_cast<int64_t>(n);
    return static_cast<double>(count * sum_squares - sum * sum) /
           (static_cast<double>(n) * static_cast<double>(n));
  }
};

}  // namespace

ChannelStatistics channel_statistics(Planes picture) {
  const size_t n = num_px(picture);
  ChannelStatistics out;
  for (size_t channel = 0; channel < 3; ++channel) {
    Moments moments;
    for (const uint8_t value : picture.subspan(channel * n, n)) moments.add(value);
    out.mean[channel] = moments.mean(n) / 255.0;
    out.std[channel] = std::sqrt(moments.variance(n)) / 255.0;
  }
  return out;
}

double colourfulness(Planes picture) {
  const size_t n = num_px(picture);
  Moments red_green, twice_yellow_blue;  // yb = (R + G) / 2 - B, doubled to stay an integer
  for (size_t i = 0; i < n; ++i) {
    const int r = picture[i], g = picture[n + i], b = picture[2 * n + i];
    red_green.add(r - g);
    twice_yellow_blue.add(r + g - 2 * b);
  }
  const double deviation = std::sqrt(red_green.variance(n) + 0.25 * twice_yellow_blue.variance(n));
  const double shift = std::hypot(red_green.mean(n), 0.5 * twice_yellow_blue.mean(n));
  return deviation + 0.3 * shift;
}

double coverage(Planes picture) {
  const size_t n = num_px(picture);
  std::vector<uint32_t> histogram(16 * 16 * 16, 0);
  for (size_t i = 0; i < n; ++i)
    ++histogram[(picture[i] >> 4) << 8 | (picture[n + i] >> 4) << 4 | picture[2 * n + i] >> 4];
  const uint32_t ground = *std::max_element(histogram.begin(), histogram.end());
  return 1.0 - static_cast<double>(ground) / static_cast<double>(n);
}

double mean_abs_difference(Planes a, Planes b) {
  PP_CHECK_EQ(a.size(), b.size());
  num_px(a);
  int64_t sum = 0;
  for (size_t i = 0; i < a.size(); ++i) sum += std::abs(int{a[i]} - int{b[i]});
  return static_cast<double>(sum) / (255.0 * static_cast<double>(a.size()));
}

int max_abs_difference(Planes a, Planes b) {
  PP_CHECK_EQ(a.size(), b.size());
  int largest = 0;
  for (size_t i = 0; i < a.size(); ++i)
    largest = std::max(largest, std::abs(int{a[i]} - int{b[i]}));
  return largest;
}

}  // namespace progpretrain::render
