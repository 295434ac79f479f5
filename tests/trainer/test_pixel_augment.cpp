#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "trainer/pixel_augment.h"

using namespace progpretrain::trainer;

namespace {

torch::Tensor pastel(int64_t num_images, int64_t size_px = 16) {
  torch::manual_seed(11);
  return torch::rand({num_images, 3, size_px, size_px}) * 0.2 + 0.4;  // far from the clamp
}

torch::Tensor apply(const torch::Tensor& images, const ViewAugment& view) {
  return apply_view_augments(images,
                             std::vector<ViewAugment>(static_cast<size_t>(images.size(0)), view));
}

torch::Tensor luma(const torch::Tensor& images) {
  return 0.299 * images.select(1, 0) + 0.587 * images.select(1, 1) + 0.114 * images.select(1, 2);
}

bool close(const torch::Tensor& a, const torch::Tensor& b, double tolerance = 1e-5) {
  return torch::allclose(a, b, 0.0, tolerance);
}

}  // namespace

TEST_CASE("augment: a view to which nothing happens keeps its bits") {
  const torch::Tensor images = torch::rand({3, 3, 16, 16});
  CHECK(torch::equal(apply(images, {}), images));
  // also beside one that changes
  std::vector<ViewAugment> views(3);
  views[1].brightness = 0.7f;
  views[1].blur_sigma_px = 1.0f;
  const torch::Tensor out = apply_view_augments(images, views);
  CHECK(torch::equal(out[0], images[0]));
  CHECK(torch::equal(out[2], images[2]));
  CHECK(!torch::equal(out[1], images[1]));
}

TEST_CASE("augment: brightness scales and clamps") {
  const torch::Tensor images = torch::full({1, 3, 4, 4}, 0.5f);
  CHECK(close(apply(images, {.brightness = 1.3f}), images * 1.3));
  CHECK(close(apply(images, {.brightness = 2.5f}), torch::ones_like(images)));
}

TEST_CASE("augment: contrast goes towards the mean luma of the image and keeps it") {
  const torch::Tensor images = pastel(2);
  const torch::Tensor mean = luma(images).mean({1, 2}).view({2, 1, 1, 1});
  CHECK(close(apply(images, {.contrast = 0.0f}), mean.expand_as(images)));
  CHECK(close(apply(images, {.contrast = 1.4f}), 1.4 * images - 0.4 * mean));
}

TEST_CASE("augment: saturation goes towards the pixel's luma and keeps it") {
  const torch::Tensor images = pastel(2);
  CHECK(close(apply(images, {.saturation = 0.0f}), luma(images).unsqueeze(1).expand_as(images)));
  CHECK(close(luma(apply(images, {.saturation = 1.4f})), luma(images)));
}

TEST_CASE("augment: hue keeps luma and greys, adds up, and comes back after a whole turn") {
  const torch::Tensor images = pastel(2);
  const torch::Tensor grey = luma(images).unsqueeze(1).expand_as(images);
  CHECK(close(luma(apply(images, {.hue_turns = 0.1f})), luma(images)));
  CHECK(close(apply(grey, {.hue_turns = 0.3f}), grey));
  CHECK(close(apply(apply(images, {.hue_turns = 0.1f}), {.hue_turns = 0.15f}),
              apply(images, {.hue_turns = 0.25f})));
  CHECK(close(apply(images, {.hue_turns = 1.0f}), images));
  CHECK(!close(apply(images, {.hue_turns = 0.1f}), images, 0.01));
}

TEST_CASE(
    "augment: a third of a turn sends red towards one primary and minus a third towards the "
    "other") {
  torch::Tensor red = torch::full({1, 3, 2, 2}, 0.4f);
  red.select(1, 0).fill_(0.6f);
  const torch::Tensor there = apply(red, {.hue_turns = 1.0f / 3}).mean({0, 2, 3});
  const torch::Tensor back = apply(red, {.hue_turns = -1.0f / 3}).mean({0, 2, 3});
  CHECK(there.argmax().item<int64_t>() != 0);
  CHECK(back.argmax().item<int64_t>() != 0);
  CHECK(there.argmax().item<int64_t>() != back.argmax().item<int64_t>());
}

TEST_CASE("augment: grey gives three equal channels: the luma after brightness and contrast") {
  const torch::Tensor images = pastel(1);
  const torch::Tensor out =
      apply(images, {.brightness = 1.2f, .saturation = 0.8f, .hue_turns = 0.05f, .grey = true});
  CHECK(close(out, (1.2 * luma(images)).unsqueeze(1).expand_as(out)));
}

TEST_CASE("augment: all colour changes at once are the single ones in order") {
  const torch::Tensor images = pastel(2);
  torch::Tensor expected = apply(images, {.brightness = 1.1f});
  expected = apply(expected, {.contrast = 0.8f});
  expected = apply(expected, {.saturation = 1.2f});
  expected = apply(expected, {.hue_turns = 0.07f});
  CHECK(close(apply(images, {1.1f, 0.8f, 1.2f, 0.07f, false, 0.0f}), expected));
}

TEST_CASE("augment: blur spreads a point as a Gaussian, keeps its sum and every constant") {
  torch::Tensor point = torch::zeros({1, 3, 33, 33});
  point.select(2, 16).select(2, 16).fill_(1.0f);
  const torch::Tensor out = apply(point, {.blur_sigma_px = 1.5f});
  CHECK(out.sum().item<double>() == doctest::Approx(3.0).epsilon(1e-5));
  const auto at = [&](int64_t y, int64_t x) { return out[0][1][y][x].item<double>(); };
  CHECK(at(16, 18) / at(16, 16) == doctest::Approx(std::exp(-4.0 / (2 * 1.5 * 1.5))).epsilon(1e-4));
  CHECK(at(19, 16) / at(16, 16) == doctest::Approx(std::exp(-9.0 / (2 * 1.5 * 1.5))).epsilon(1e-4));
  CHECK(at(14, 13) == doctest::Approx(at(18, 19)).epsilon(1e-4));
  const torch::Tensor constant = torch::full({1, 3, 9, 20}, 0.3f);
  CHECK(close(apply(constant, {.blur_sigma_px = 2.0f}), constant));
  const torch::Tensor images = pastel(1);
  CHECK(close(apply(images, {.blur_sigma_px = 0.1f}), images));
}

TEST_CASE("augment: a sample comes out the same whatever stands beside it in the batch") {
  const torch::Tensor images = torch::rand({32, 3, 24, 24});
  const PixelAugmentSettings settings;
  const torch::Tensor whole = augment_pixels(images, settings, 5, 100, 2);
  for (const auto& [first, count] : {std::pair<int64_t, int64_t>{0, 1}, {3, 1}, {5, 4}, {10, 6}}) {
    const torch::Tensor part = augment_pixels(images.narrow(0, 2 * first, 2 * count), settings, 5,
                                              static_cast<uint64_t>(100 + first), 2);
    CHECK(close(part, whole.narrow(0, 2 * first, 2 * count), 1e-6));
  }
}

TEST_CASE("augment: the same draw twice, another for another seed, sample or view") {
  const PixelAugmentSettings settings{.jitter_probability = 1.0f};
  const float value = draw_view_augment(settings, 1, 2, 0).brightness;
  CHECK(draw_view_augment(settings, 1, 2, 0).brightness == value);
  CHECK(draw_view_augment(settings, 2, 2, 0).brightness != value);
  CHECK(draw_view_augment(settings, 1, 3, 0).brightness != value);
  CHECK(draw_view_augment(settings, 1, 2, 1).brightness != value);
}

TEST_CASE("augment: probabilities and ranges are those of the settings") {
  const PixelAugmentSettings settings;
  int jittered = 0, grey = 0, blurred = 0;
  constexpr int kDraws = 5000;
  float lowest = 2.0f, highest = 0.0f;
  for (uint64_t sample = 0; sample < kDraws; ++sample) {
    const ViewAugment view = draw_view_augment(settings, 9, sample, 0);
    if (view.brightness != 1.0f) {
      ++jittered;
      lowest = std::min(lowest, view.brightness);
      highest = std::max(highest, view.brightness);
      CHECK(std::abs(view.hue_turns) <= 0.1f);
    }
    grey += view.grey;
    if (view.blur_sigma_px > 0.0f) {
      ++blurred;
      CHECK(view.blur_sigma_px >= 0.1f);
      CHECK(view.blur_sigma_px <= 2.0f);
    }
  }
  CHECK(jittered == doctest::Approx(0.8 * kDraws).epsilon(0.04));
  CHECK(grey == doctest::Approx(0.2 * kDraws).epsilon(0.1));
  CHECK(blurred == doctest::Approx(0.5 * kDraws).epsilon(0.05));
  CHECK(lowest >= 0.6f);
  CHECK(lowest < 0.61f);
  CHECK(highest <= 1.4f);
  CHECK(highest > 1.39f);
}

TEST_CASE("augment: switching one part off does not change the draws of the others") {
  const PixelAugmentSettings settings{.jitter_probability = 1.0f, .blur_probability = 1.0f};
  PixelAugmentSettings without_jitter = settings;
  without_jitter.jitter_probability = 0.0f;
  const ViewAugment with = draw_view_augment(settings, 4, 4, 0),
                    without = draw_view_augment(without_jitter, 4, 4, 0);
  CHECK(with.blur_sigma_px == without.blur_sigma_px);
  CHECK(with.grey == without.grey);
  CHECK(with.contrast != 1.0f);
  CHECK(without.contrast == 1.0f);
}
