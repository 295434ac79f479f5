#include "trainer/compare/texture_features.h"

#include <torch/fft.h>
#include <torch/nn/functional/padding.h>

#include <cmath>
#include <map>
#include <mutex>
#include <numbers>
#include <vector>

#include "engine/base/check.h"

namespace progpretrain::trainer {
namespace {

/// Transfer functions f32 [scales * orientations, S, S] at the frequencies of a Fourier transform
/// of S pixels. Each looks to one side only, so that the response is analytic and its modulus
/// smooth.
torch::Tensor make_bank(int64_t side) {
  constexpr double kBandwidth = 0.55;  // of a scale: about two octaves (Field 1987)
  constexpr double kOverlap = 1.2;     // distance of orientations in their standard deviations
  const torch::Tensor frequency = torch::fft::fftfreq(side, 1.0, torch::kFloat64);
  const torch::Tensor fx = frequency.view({1, side}), fy = frequency.view({side, 1});
  const torch::Tensor length = (fx.square() + fy.square()).sqrt();
  const torch::Tensor angle = torch::atan2(fy.expand({side, side}), fx.expand({side, side}));
  std::vector<torch::Tensor> bank;
  for (int64_t scale = 0; scale < kTextureScales; ++scale) {
    const double centre = 1 / (kShortestWave_px * std::exp2(static_cast<double>(scale)));
    torch::Tensor radial = (length / centre).clamp_min(1e-12).log().square();
    radial = (radial / (-2 * std::pow(std::log(kBandwidth), 2))).exp();
    radial.index_put_({0, 0}, 0.0);
    for (int64_t orientation = 0; orientation < kTextureOrientations; ++orientation) {
      constexpr double kStep = std::numbers::pi / static_cast<double>(kTextureOrientations);
      const torch::Tensor off = angle - kStep * static_cast<double>(orientation);
      const torch::Tensor wrapped = torch::atan2(off.sin(), off.cos());
      const torch::Tensor angular = (wrapped.square() / (-2 * std::pow(kStep / kOverlap, 2))).exp();
      bank.push_back((radial * angular).to(torch::kFloat32));
    }
  }
  return torch::stack(bank);
}

torch::Tensor bank_for(int64_t side) {
  static std::mutex mutex;
  static std::map<int64_t, torch::Tensor> banks;
  const std::lock_guard lock(mutex);
  auto& bank = banks[side];
  if (!bank.defined()) bank = make_bank(side);
  return bank;
}

/// luma f32 [N,S,S] -> [N, 2 * filters], filter by filter.
torch::Tensor responses(const torch::Tensor& luma) {
  const int64_t side = luma.size(1), margin = side / 4;
  namespace F = torch::nn::functional;
  const torch::Tensor padded =
      F::pad(luma.unsqueeze(1),
             F::PadFuncOptions({margin, margin, margin, margin}).mode(torch::kReflect))
          .squeeze(1);  // (N, 1.5 S, 1.5 S)
  const torch::Tensor spectrum = torch::fft::fft2(padded), bank = bank_for(padded.size(1));
  std::vector<torch::Tensor> columns;
  for (int64_t filter = 0; filter < bank.size(0); ++filter) {
    const torch::Tensor modulus = torch::fft::ifft2(spectrum * bank[filter])
                                      .slice(1, margin, margin + side)
                                      .slice(2, margin, margin + side)
                                      .abs()
                                      .flatten(1);  // (N, S*S)
    columns.push_back(modulus.mean(1));
    columns.push_back(modulus.std(1, false));
  }
  return torch::stack(columns, 1);
}

/// One colour axis f32 [N,S,S] -> mean, deviation, third moment over variance: f32 [N,3].
torch::Tensor moments(const torch::Tensor& axis) {
  const torch::Tensor values = axis.flatten(1), mean = values.mean(1, true);
  const torch::Tensor off = values - mean, variance = off.square().mean(1);
  return torch::stack(
      {mean.squeeze(1), variance.sqrt(), off.pow(3).mean(1) / variance.clamp_min(1e-8)}, 1);
}

}  // namespace

torch::Tensor texture_features(const torch::Tensor& images) {
  PP_CHECK(images.dim() == 4 && images.size(1) == 3 && images.size(2) == images.size(3) &&
               images.size(2) >= 16 && images.size(2) % 2 == 0,
           images.sizes());
  const torch::NoGradGuard no_gradients;
  const torch::Tensor r = images.select(1, 0), g = images.select(1, 1), b = images.select(1, 2);
  const torch::Tensor luma = 0.2126 * r + 0.7152 * g + 0.0722 * b;  // (N, S, S)
  return torch::cat({responses(luma), moments(luma), moments(r - g), moments(0.5 * (r + g) - b)}, 1)
      .contiguous();
}

}  // namespace progpretrain::trainer
