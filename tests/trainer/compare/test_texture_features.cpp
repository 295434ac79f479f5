#include <cmath>
#include <numbers>

#include "tests/trainer/evaluate/doctest_with_torch.h"
#include "trainer/compare/texture_features.h"

using namespace progpretrain::trainer;

namespace {

constexpr int64_t kSide_px = 64;

/// Grey waves f32 [1,3,S,S] whose luma changes along `degrees` (y down).
torch::Tensor grating(double degrees, double wave_px) {
  const double angle = degrees * std::numbers::pi / 180;
  const torch::Tensor at = torch::arange(kSide_px, torch::kFloat64);
  const torch::Tensor along =
      at.view({1, -1}) * std::cos(angle) + at.view({-1, 1}) * std::sin(angle);
  return (0.5 + 0.4 * (along * (2 * std::numbers::pi / wave_px)).sin())
      .to(torch::kFloat32)
      .expand({1, 3, kSide_px, kSide_px})
      .contiguous();
}

/// Scale and orientation of the strongest mean response.
std::pair<int64_t, int64_t> strongest(const torch::Tensor& image) {
  const torch::Tensor means = texture_features(image)[0]
                                  .slice(0, 0, 2 * kTextureScales * kTextureOrientations)
                                  .view({kTextureScales, kTextureOrientations, 2})
                                  .select(2, 0)
                                  .contiguous();
  const int64_t place = means.argmax().item<int64_t>();
  return {place / kTextureOrientations, place % kTextureOrientations};
}

}  // namespace

TEST_CASE("texture: rotating a grating moves its energy to the other orientation") {
  for (int64_t o = 0; o < kTextureOrientations; ++o)
    CHECK(strongest(grating(30.0 * static_cast<double>(o), 6)) ==
          std::pair<int64_t, int64_t>(1, o));
  CHECK(strongest(grating(180, 6)) == std::pair<int64_t, int64_t>(1, 0));
}

TEST_CASE("texture: doubling the wavelength moves the energy one scale up") {
  for (int64_t scale = 0; scale < kTextureScales; ++scale)
    CHECK(strongest(grating(90, kShortestWave_px * std::exp2(static_cast<double>(scale)))) ==
          std::pair<int64_t, int64_t>(scale, 3));
}

TEST_CASE("texture: a full-contrast grating's response has about the amplitude of its wave") {
  // An analytic filter sees half of a real wave: 0.4 / 2, and the modulus hardly varies.
  const torch::Tensor features = texture_features(grating(0, 6))[0];
  const int64_t place = 2 * kTextureOrientations;
  CHECK(features[place].item<double>() == doctest::Approx(0.2).epsilon(0.1));
  CHECK(features[place + 1].item<double>() < 0.06);
}

TEST_CASE("texture: a flat colour has no response, and its colour as moments") {
  const torch::Tensor image = torch::tensor({0.8f, 0.2f, 0.4f})
                                  .view({1, 3, 1, 1})
                                  .expand({1, 3, kSide_px, kSide_px})
                                  .contiguous();
  const torch::Tensor features = texture_features(image)[0];
  REQUIRE(features.size(0) == kTextureFeatures);
  const torch::Tensor bank = features.slice(0, 0, kTextureFeatures - kColourMoments);
  CHECK(bank.abs().max().item<double>() < 1e-5);
  const torch::Tensor moments = features.slice(0, kTextureFeatures - kColourMoments);
  const torch::Tensor expected = torch::tensor({0.2126f * 0.8f + 0.7152f * 0.2f + 0.0722f * 0.4f,
                                                0.0f, 0.0f, 0.6f, 0.0f, 0.0f, 0.1f, 0.0f, 0.0f});
  CHECK((moments - expected).abs().max().item<double>() < 1e-4);
}

TEST_CASE("texture: colour moments are deviation and third moment over variance") {
  torch::Tensor image = torch::zeros({1, 3, kSide_px, kSide_px});
  image.select(1, 0).slice(1, 0, kSide_px / 4).fill_(1);  // a quarter is red: R - G is 1 there
  const torch::Tensor red_green = texture_features(image)[0].slice(
      0, kTextureFeatures - kColourMoments + 3, kTextureFeatures - kColourMoments + 6);
  CHECK(red_green[0].item<double>() == doctest::Approx(0.25));
  CHECK(red_green[1].item<double>() == doctest::Approx(std::sqrt(0.25 * 0.75)));
  CHECK(red_green[2].item<double>() == doctest::Approx(0.75 - 0.25));
}
