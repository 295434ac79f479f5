#include "engine/render/picture_statistics.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <complex>
#include <cstdlib>
#include <numbers>
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

using Complex = std::complex<double>;

// In place, radix 2, decimation in time (Cooley and Tukey 1965), of values[0], values[stride], ...
void fourier(Complex* values, size_t n, size_t stride) {
  for (size_t i = 1, j = 0; i < n; ++i) {
    size_t bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) std::swap(values[i * stride], values[j * stride]);
  }
  for (size_t length = 2; length <= n; length *= 2) {
    const Complex step = std::polar(1.0, -2.0 * std::numbers::pi / static_cast<double>(length));
    for (size_t begin = 0; begin < n; begin += length) {
      Complex turn = 1.0;
      for (size_t k = begin; k < begin + length / 2; ++k, turn *= step) {
        Complex &a = values[k * stride], &b = values[(k + length / 2) * stride];
        const Complex turned = b * turn;
        b = a - turned;
        a += turned;
      }
    }
  }
}

std::vector<Complex> windowed_luma(Planes picture, size_t side) {
  const size_t n = num_px(picture);
  std::vector<double> luma(n), window(side);
  double mean = 0;
  for (size_t i = 0; i < n; ++i) {
    luma[i] = (0.2126 * picture[i] + 0.7152 * picture[n + i] + 0.0722 * picture[2 * n + i]) / 255.0;
    mean += luma[i] / static_cast<double>(n);
  }
  for (size_t i = 0; i < side; ++i)
    window[i] = 0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * (static_cast<double>(i) + 0.5) /
                                     static_cast<double>(side));
  std::vector<Complex> out(n);
  for (size_t i = 0; i < n; ++i) out[i] = (luma[i] - mean) * window[i / side] * window[i % side];
  return out;
}

// Mean power of the frequencies whose length rounds to k, for k = 0 .. side/2 - 1.
std::vector<double> ring_powers(const std::vector<Complex>& spectrum, size_t side) {
  std::vector<double> sums(side / 2), counts(side / 2);
  const auto frequency = [side](size_t i) {
    return static_cast<double>(i) - (i < side / 2 ? 0.0 : static_cast<double>(side));
  };
  for (size_t y = 0; y < side; ++y)
    for (size_t x = 0; x < side; ++x) {
      const auto ring = static_cast<size_t>(std::lround(std::hypot(frequency(x), frequency(y))));
      if (ring >= sums.size()) continue;
      sums[ring] += std::norm(spectrum[y * side + x]);
      counts[ring] += 1;
    }
  for (size_t k = 0; k < sums.size(); ++k) sums[k] /= counts[k];
  return sums;
}

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

bool is_nearly_uniform(Planes picture, double limit) {
  const auto deviations = channel_statistics(picture).std;
  return *std::max_element(deviations.begin(), deviations.end()) < limit;
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

std::vector<double> power_spectrum(Planes picture) {
  const size_t n = num_px(picture);
  const auto side = static_cast<size_t>(std::lround(std::sqrt(static_cast<double>(n))));
  PP_CHECK(side * side == n && std::has_single_bit(side) && side >= 16, n, " pixels");
  std::vector<Complex> spectrum = windowed_luma(picture, side);
  for (size_t row = 0; row < side; ++row) fourier(&spectrum[row * side], side, 1);
  for (size_t column = 0; column < side; ++column) fourier(&spectrum[column], side, side);
  return ring_powers(spectrum, side);
}

std::optional<double> power_law_exponent(std::span<const double> power) {
  PP_CHECK(power.size() >= 4, power.size(), " rings");
  // What rounding alone leaves of a uniform picture is no detail.
  constexpr double kLeastPower = 1e-12;
  double weights = 0, mean_x = 0, mean_y = 0;
  for (size_t k = 2; k < power.size(); ++k) {
    const auto weight = static_cast<double>(k);
    weights += weight;
    mean_x += weight * std::log(static_cast<double>(k));
    mean_y += weight * std::log(std::max(power[k], kLeastPower));
  }
  if (*std::max_element(power.begin(), power.end()) <= kLeastPower) return std::nullopt;
  mean_x /= weights;
  mean_y /= weights;
  double covariance = 0, variance = 0;
  for (size_t k = 2; k < power.size(); ++k) {
    const auto weight = static_cast<double>(k);
    const double x = std::log(static_cast<double>(k)) - mean_x;
    covariance += weight * x * (std::log(std::max(power[k], kLeastPower)) - mean_y);
    variance += weight * x * x;
  }
  return covariance / variance;
}

std::optional<double> spectral_slope(Planes picture) {
  return power_law_exponent(power_spectrum(picture));
}

double edge_density(Planes picture) {
  const size_t n = num_px(picture);
  const auto side = static_cast<size_t>(std::lround(std::sqrt(static_cast<double>(n))));
  PP_CHECK(side * side == n && side >= 2, n, " pixels");
  const auto luma = [&](size_t i) {
    return (0.2126 * picture[i] + 0.7152 * picture[n + i] + 0.0722 * picture[2 * n + i]) / 255.0;
  };
  size_t num_edges = 0;
  for (size_t y = 0; y + 1 < side; ++y)
    for (size_t x = 0; x + 1 < side; ++x) {
      const size_t i = y * side + x;
      const double here = luma(i), dx = luma(i + 1) - here, dy = luma(i + side) - here;
      num_edges += dx * dx + dy * dy > kEdgeStep * kEdgeStep ? 1 : 0;
    }
  return static_cast<double>(num_edges) / static_cast<double>((side - 1) * (side - 1));
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
