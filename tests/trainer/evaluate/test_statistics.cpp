#include <cmath>

#include "engine/base/check.h"
#include "tests/trainer/evaluate/doctest_with_torch.h"
#include "trainer/ablation/statistics.h"
#include "trainer/evaluate/resize.h"

using namespace progpretrain;
using namespace progpretrain::trainer;

namespace {
torch::Tensor flat_frame(int64_t side, int r, int g, int b) {
  return torch::tensor({r, g, b}, torch::kUInt8)
      .view({1, 3, 1, 1})
      .expand({1, 3, side, side})
      .contiguous();
}
}  // namespace

TEST_CASE("colourfulness: grey is zero, whatever its brightness and pattern") {
  const torch::Tensor plane =
      torch::arange(0, 64 * 64).remainder(251).to(torch::kUInt8).view({1, 1, 64, 64});
  CHECK(mean_colourfulness(plane.expand({2, 3, 64, 64})) == 0);
}

TEST_CASE("colourfulness: two colours give the formula's value") {
  torch::Tensor frame = flat_frame(8, 255, 0, 0);  // half red, half blue
  frame.slice(3, 4).copy_(flat_frame(8, 0, 0, 255).slice(3, 4));
  // rg: 255 and 0; yb: 127.5 and -255. Deviations 127.5 and 191.25; means 127.5 and -63.75.
  const double expected = std::hypot(127.5, 191.25) + 0.3 * std::hypot(127.5, 63.75);
  CHECK(mean_colourfulness(frame) == doctest::Approx(expected));
  CHECK(mean_colourfulness(flat_frame(8, 255, 0, 0)) ==
        doctest::Approx(0.3 * std::hypot(255, 127.5)));
  const torch::Tensor both = torch::cat({frame, flat_frame(8, 9, 9, 9)});
  CHECK(mean_colourfulness(both) == doctest::Approx(expected / 2));
}

TEST_CASE("thumbnail distance: black against white is one, equal frames are zero") {
  const torch::Tensor black = flat_frame(64, 0, 0, 0), white = flat_frame(64, 255, 255, 255);
  CHECK(mean_thumbnail_distance(torch::cat({black, white})) == doctest::Approx(1));
  CHECK(mean_thumbnail_distance(torch::cat({black, black})) == 0);
  // Pairs: black-black 0, black-white 1 twice.
  CHECK(mean_thumbnail_distance(torch::cat({black, black, white})) == doctest::Approx(2.0 / 3));
  CHECK(mean_thumbnail_distance(torch::cat({black, flat_frame(64, 255, 0, 0)})) ==
        doctest::Approx(std::sqrt(1.0 / 3)));
  CHECK_THROWS_AS(mean_thumbnail_distance(black), InvariantError);
}

TEST_CASE("thumbnail distance: detail that a thumbnail averages away does not count") {
  const torch::Tensor x = torch::arange(0, 256).remainder(2).mul(255).to(torch::kUInt8);
  const torch::Tensor stripes = x.view({1, 1, 1, 256}).expand({1, 3, 256, 256}).contiguous();
  CHECK(mean_thumbnail_distance(torch::cat({stripes, stripes.flip(3)})) < 0.05);
}

TEST_CASE("cosine distance: orthogonal features are 1 apart, parallel 0, opposite 2") {
  CHECK(mean_cosine_distance(torch::eye(5)) == doctest::Approx(1));
  CHECK(mean_cosine_distance(torch::ones({4, 3}) *
                             torch::tensor({1.0f, 2.0f, 3.0f, 9.0f}).view({4, 1})) ==
        doctest::Approx(0).epsilon(1e-9));
  CHECK(mean_cosine_distance(torch::tensor({1.0f, -1.0f}).view({2, 1})) == doctest::Approx(2));
  const torch::Tensor features = torch::tensor({1.0f, 0.0f, 1.0f, 1.0f, 0.0f, 3.0f}).view({3, 2});
  CHECK(mean_cosine_distance(features) == doctest::Approx((2 * (1 - std::sqrt(0.5)) + 1) / 3));
  CHECK(std::isfinite(mean_cosine_distance(torch::zeros({3, 8}))));
}

TEST_CASE("coverage: a figure on flat ground covers itself and one pixel around") {
  CHECK(mean_coverage(flat_frame(64, 30, 60, 90)) == 0);
  torch::Tensor frame = flat_frame(64, 30, 60, 90);
  frame.slice(2, 10, 30).slice(3, 20, 36).fill_(255);
  CHECK(mean_coverage(frame) == doctest::Approx(22.0 * 18 / 4096));
  CHECK(mean_coverage(torch::cat({frame, flat_frame(64, 0, 0, 0)})) ==
        doctest::Approx(11.0 * 18 / 4096));
}

TEST_CASE("coverage: a barely visible change does not count, noise covers all") {
  torch::Tensor frame = flat_frame(64, 100, 100, 100);
  frame.slice(2, 0, 20).add_(5);
  CHECK(mean_coverage(frame) == 0);
  const auto generator = at::detail::createCPUGenerator(7);
  CHECK(mean_coverage(torch::randint(0, 256, {1, 3, 64, 64}, generator, torch::kUInt8)) == 1);
}

TEST_CASE("coverage: resolution hardly matters") {
  const auto disc = [](int64_t side) {
    const torch::Tensor at = (torch::arange(side) + 0.5) / static_cast<double>(side) - 0.5;
    const torch::Tensor inside = (at.view({1, -1}).square() + at.view({-1, 1}).square()) < 0.09;
    return inside.mul(255)
        .to(torch::kUInt8)
        .view({1, 1, side, side})
        .expand({1, 3, side, side})
        .contiguous();
  };
  CHECK(mean_coverage(disc(64)) == doctest::Approx(mean_coverage(disc(256))).epsilon(0.08));
}

TEST_CASE("resize: a flat colour stays, the centre is what is kept, the size is as asked") {
  torch::Tensor wide = torch::zeros({2, 3, 40, 120}, torch::kUInt8);
  wide.slice(3, 40, 80).fill_(200);
  const torch::Tensor square = fit_to_square(wide, 20);
  CHECK(square.sizes() == torch::IntArrayRef({2, 3, 20, 20}));
  CHECK((square.slice(3, 1, 19) == 200).all().item<bool>());
  CHECK(fit_to_square(flat_frame(13, 1, 2, 3), 64).equal(flat_frame(64, 1, 2, 3)));
  const torch::Tensor same = flat_frame(16, 4, 5, 6);
  CHECK(fit_to_square(same, 16).data_ptr() == same.data_ptr());
}

TEST_CASE("resize: shrinking averages, so that fine stripes become grey") {
  const torch::Tensor x = torch::arange(0, 256).remainder(2).mul(255).to(torch::kUInt8);
  const torch::Tensor stripes = x.view({1, 1, 1, 256}).expand({1, 3, 256, 256}).contiguous();
  const torch::Tensor small = fit_to_square(stripes, 32).slice(3, 1, 31).to(torch::kInt64);
  CHECK((small - 128).abs().max().item<int64_t>() <= 3);
}
