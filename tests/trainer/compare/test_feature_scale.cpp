#include "tests/trainer/evaluate/doctest_with_torch.h"
#include "trainer/compare/feature_scale.h"

using namespace progpretrain::trainer;

namespace {
std::vector<torch::Tensor> two_corpora() {
  const auto generator = at::detail::createCPUGenerator(8);
  return {torch::randn({5, 3, 4}, generator), torch::randn({5, 3, 4}, generator) + 2};
}
}  // namespace

TEST_CASE(
    "common scale: the mean squared length is one, and units and offsets of dimensions do not "
    "matter") {
  const auto scaled = on_common_scale(two_corpora(), Units::various);
  auto moved = two_corpora();
  const torch::Tensor units = torch::tensor({1.0f, 1000.0f, 0.01f, 5.0f});
  for (torch::Tensor& features : moved) features = features * units + 40;
  const auto again = on_common_scale(moved, Units::various);
  for (size_t i = 0; i < 2; ++i) {
    CHECK((scaled[i] - again[i]).abs().max().item<double>() < 1e-2);
  }
  const torch::Tensor all = torch::cat({scaled[0], scaled[1]});
  CHECK(all.square().sum(2).mean().item<double>() == doctest::Approx(1).epsilon(1e-5));
  CHECK(scaled[0].mean().item<double>() < -0.1);  // the scale is common: corpora keep their places
  CHECK(scaled[1].mean().item<double>() > 0.1);
}

TEST_CASE("common scale: what does not vary says nothing") {
  auto corpora = two_corpora();
  for (torch::Tensor& features : corpora) features.select(2, 1).fill_(0.1);
  for (const torch::Tensor& features : on_common_scale(corpora, Units::various))
    CHECK(features.select(2, 1).abs().max().item<double>() == 0);
  for (torch::Tensor& features : corpora) features.fill_(7);
  for (const torch::Tensor& features : on_common_scale(corpora, Units::various))
    CHECK(features.abs().max().item<double>() == 0);
}

TEST_CASE("common scale: of one unit, what varies little stays little") {
  auto corpora = two_corpora();
  for (torch::Tensor& features : corpora) features.select(2, 1).mul_(0.001);
  const auto scaled = on_common_scale(corpora, Units::one);
  const torch::Tensor all = torch::cat({scaled[0], scaled[1]});
  CHECK(all.square().sum(2).mean().item<double>() == doctest::Approx(1).epsilon(1e-5));
  CHECK(all.select(2, 1).abs().max().item<double>() < 0.01);
  const auto even = on_common_scale(corpora, Units::various);
  CHECK(even[1].select(2, 1).abs().max().item<double>() > 0.3);
}
