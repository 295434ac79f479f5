#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

#include "engine/base/check.h"
#include "engine/render/picture_statistics.h"

using namespace progpretrain;
using namespace progpretrain::render;

namespace {

// n pixels whose colour is colour(i).
template <class Colour>
std::vector<uint8_t> picture(size_t n, Colour colour) {
  std::vector<uint8_t> out(3 * n);
  for (size_t i = 0; i < n; ++i) {
    const std::array<int, 3> c = colour(i);
    for (size_t channel = 0; channel < 3; ++channel)
      out[channel * n + i] = static_cast<uint8_t>(c[channel]);
  }
  return out;
}

using Colour = std::array<int, 3>;

}  // namespace

TEST_CASE("picture statistics: a uniform picture has its colour as mean and no deviation at all") {
  const auto uniform = picture(100, [](size_t) { return Colour{51, 102, 255}; });
  const auto s = channel_statistics(uniform);
  CHECK(s.mean[0] == doctest::Approx(0.2));
  CHECK(s.mean[1] == doctest::Approx(0.4));
  CHECK(s.mean[2] == doctest::Approx(1.0));
  for (const double deviation : s.std) CHECK(deviation == 0.0);
  CHECK(coverage(uniform) == 0.0);
}

TEST_CASE("picture statistics: half black, half white deviates by one half in every channel") {
  const auto halves = picture(64, [](size_t i) {
    return i < 32 ? Colour{} : Colour{255, 255, 255};
  });
  const auto s = channel_statistics(halves);
  for (size_t channel = 0; channel < 3; ++channel) {
    CHECK(s.mean[channel] == doctest::Approx(0.5));
    CHECK(s.std[channel] == doctest::Approx(0.5));
  }
}

TEST_CASE("picture statistics: every grey picture has colourfulness 0") {
  const auto greys = picture(256, [](size_t i) {
    const int v = static_cast<int>(i);
    return Colour{v, v, v};
  });
  CHECK(colourfulness(greys) == 0.0);
}

TEST_CASE("picture statistics: colourfulness is Hasler and Suesstrunk's formula in closed form") {
  // Pure red everywhere: rg = 255, yb = 127.5, no deviation.
  const auto red = picture(16, [](size_t) { return Colour{255, 0, 0}; });
  CHECK(colourfulness(red) == doctest::Approx(0.3 * std::hypot(255.0, 127.5)));
  // Half red, half green: rg = +-255 (mean 0, deviation 255), yb = 127.5 throughout.
  const auto red_green = picture(16, [](size_t i) {
    return i % 2 ? Colour{255, 0, 0} : Colour{0, 255, 0};
  });
  CHECK(colourfulness(red_green) == doctest::Approx(255.0 + 0.3 * 127.5));
}

TEST_CASE("picture statistics: coverage is the share of pixels off the most frequent colour") {
  const auto quarter = picture(400, [](size_t i) {
    return i < 100 ? Colour{200, 30, 30} : Colour{10, 10, 10};
  });
  CHECK(coverage(quarter) == doctest::Approx(0.25));
  // Noise below the quantisation step belongs to the ground.
  const auto noisy_ground = picture(400, [](size_t i) {
    return i < 100 ? Colour{200, 30, 30} : Colour{static_cast<int>(i % 16), 10, 10};
  });
  CHECK(coverage(noisy_ground) == doctest::Approx(0.25));
}

TEST_CASE("picture statistics: white noise has a flat spectrum, 1/f^2 power a slope of -2") {
  constexpr size_t kSide = 64;
  std::mt19937 random(7);
  double white = 0, pink = 0;
  constexpr int kTrials = 8;
  for (int trial = 0; trial < kTrials; ++trial) {
    const auto noise = picture(kSide * kSide, [&](size_t) {
      const auto v = static_cast<int>(random() % 256);
      return Colour{v, v, v};
    });
    white += spectral_slope(noise).value() / kTrials;

    // A sum of waves of random phase whose amplitude falls as 1/f.
    std::vector<double> values(kSide * kSide, 0.0);
    std::uniform_real_distribution<double> phase(0.0, 2.0 * std::numbers::pi);
    for (int fy = 0; fy < 32; ++fy)
      for (int fx = -31; fx < 32; ++fx) {
        if (fy == 0 && fx <= 0) continue;
        const double shift = phase(random), amplitude = 1.0 / std::hypot(fx, fy);
        for (size_t i = 0; i < values.size(); ++i)
          values[i] += amplitude * std::cos(2.0 * std::numbers::pi *
                                                (fx * static_cast<double>(i % kSide) +
                                                 fy * static_cast<double>(i / kSide)) /
                                                kSide +
                                            shift);
      }
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const auto scene = picture(values.size(), [&](size_t i) {
      const int v = static_cast<int>(std::lround(255.0 * (values[i] - *low) / (*high - *low)));
      return Colour{v, v, v};
    });
    pink += spectral_slope(scene).value() / kTrials;
  }
  CHECK(std::abs(white) < 0.15);
  CHECK(pink == doctest::Approx(-2.0).epsilon(0.08));
}

TEST_CASE("picture statistics: the exponent of a power law is its own, of a mean of two that of the mean") {
  std::vector<double> power(32), mixed(32);
  for (size_t k = 1; k < power.size(); ++k) power[k] = 7 * std::pow(static_cast<double>(k), -1.5);
  CHECK(render::power_law_exponent(power).value() == doctest::Approx(-1.5));
  for (size_t k = 1; k < mixed.size(); ++k) mixed[k] = 0.5 * (power[k] + 3 * power[k]);
  CHECK(render::power_law_exponent(mixed).value() == doctest::Approx(-1.5));
  CHECK_FALSE(render::power_law_exponent(std::vector<double>(32, 0.0)).has_value());
}

TEST_CASE("picture statistics: a smooth ramp falls steeper than noise, a uniform picture has no slope") {
  const auto ramp = picture(64 * 64, [](size_t i) {
    const auto v = static_cast<int>(4 * (i % 64));
    return Colour{v, v, v};
  });
  CHECK(spectral_slope(ramp).value() < -3.0);
  CHECK_FALSE(spectral_slope(picture(64 * 64, [](size_t) { return Colour{9, 9, 9}; })).has_value());
  CHECK_THROWS_AS(spectral_slope(picture(100, [](size_t) { return Colour{}; })), InvariantError);
}

TEST_CASE("picture statistics: differences of two frames, mean in [0,1] and largest in 0..255") {
  const auto black = picture(50, [](size_t) { return Colour{}; });
  const auto white = picture(50, [](size_t) { return Colour{255, 255, 255}; });
  const auto one_px = picture(50, [](size_t i) { return i == 7 ? Colour{0, 3, 0} : Colour{}; });
  CHECK(mean_abs_difference(black, white) == doctest::Approx(1.0));
  CHECK(mean_abs_difference(black, one_px) == doctest::Approx(3.0 / (255.0 * 150.0)));
  CHECK(max_abs_difference(black, one_px) == 3);
  CHECK(max_abs_difference(one_px, one_px) == 0);
  CHECK_THROWS_AS(mean_abs_difference(black, Planes(white).first(30)), InvariantError);
}

TEST_CASE("picture statistics: edges are counted once, and a slope is an edge where it is steep") {
  constexpr size_t kSide = 33;
  const auto density = [&](auto level) {
    return edge_density(picture(kSide * kSide, [&](size_t i) {
      const int v = level(i % kSide, i / kSide);
      return Colour{v, v, v};
    }));
  };
  CHECK(density([](size_t, size_t) { return 77; }) == 0.0);
  CHECK(density([](size_t x, size_t) { return x < 10 ? 0 : 255; }) == doctest::Approx(1.0 / 32));
  CHECK(density([](size_t, size_t y) { return y < 10 ? 255 : 0; }) == doctest::Approx(1.0 / 32));
  CHECK(density([](size_t x, size_t y) { return (x + y) % 2 ? 255 : 0; }) == 1.0);
  CHECK(density([](size_t x, size_t) { return static_cast<int>(7 * x); }) == 0.0);
  // 7 of 255 a pixel is no edge, 30 of 255 is one.
  CHECK(density([](size_t x, size_t) { return x % 2 ? 100 : 130; }) == 1.0);
  CHECK(density([](size_t x, size_t y) { return static_cast<int>((x + y) * 3); }) == 0.0);
}
