#include "trainer/pixel_augment.h"

#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/philox.h"
#include "trainer/device.h"

namespace progpretrain::trainer {
namespace {

using Matrix3 = std::array<std::array<double, 3>, 3>;

constexpr std::array<double, 3> kLuma = {0.299, 0.587, 0.114};  // ITU-R BT.601
constexpr double kU = 0.492, kV = 0.877;                        // U = kU*(B-Y), V = kV*(R-Y)

Matrix3 multiply(const Matrix3& a, const Matrix3& b) {
  Matrix3 c{};
  for (size_t i = 0; i < 3; ++i)
    for (size_t j = 0; j < 3; ++j)
      for (size_t k = 0; k < 3; ++k) c[i][j] += a[i][k] * b[k][j];
  return c;
}

/// Brings every pixel towards its luma: 1 = as it is, 0 = grey.
Matrix3 saturation_matrix(double saturation) {
  Matrix3 m{};
  for (size_t i = 0; i < 3; ++i)
    for (size_t j = 0; j < 3; ++j)
      m[i][j] = (1.0 - saturation) * kLuma[j] + (i == j ? saturation : 0.0);
  return m;
}

Matrix3 hue_matrix(double turns) {
  const double c = std::cos(2.0 * std::numbers::pi * turns),
               s = std::sin(2.0 * std::numbers::pi * turns);
  const Matrix3 to_yuv = {{{kLuma[0], kLuma[1], kLuma[2]},
                           {-kU * kLuma[0], -kU * kLuma[1], kU * (1.0 - kLuma[2])},
                           {kV * (1.0 - kLuma[0]), -kV * kLuma[1], -kV * kLuma[2]}}};
  const Matrix3 rotate = {{{1.0, 0.0, 0.0}, {0.0, c, -s}, {0.0, s, c}}};
  const Matrix3 to_rgb = {{{1.0, 0.0, 1.0 / kV},
                           {1.0, -kLuma[2] / (kLuma[1] * kU), -kLuma[0] / (kLuma[1] * kV)},
                           {1.0, 1.0 / kU, 0.0}}};
  return multiply(to_rgb, multiply(rotate, to_yuv));
}

bool changes_colour(const ViewAugment& view) {
  return view.grey || view.brightness != 1.0f || view.contrast != 1.0f || view.saturation != 1.0f ||
         view.hue_turns != 0.0f;
}

/// out = matrix * pixel + offset_gain * (mean luma of the image).
void fill_colour(const ViewAugment& view, float* matrix, float* offset_gain) {
  Matrix3 m = {{{1.0, 0.0, 0.0}, {0.0, 1.0, 0.0}, {0.0, 0.0, 1.0}}};
  const double scale = double{view.brightness} * double{view.contrast};
  if (view.grey) {
    m = saturation_matrix(
        0.0);  // saturation and hue keep luma, so they leave no trace in a grey picture
  } else if (changes_colour(view)) {
    m = multiply(hue_matrix(view.hue_turns), saturation_matrix(view.saturation));
  }
  for (size_t i = 0; i < 9; ++i) matrix[i] = static_cast<float>(scale * m[i / 3][i % 3]);
  *offset_gain = static_cast<float>((1.0 - double{view.contrast}) * double{view.brightness});
}

torch::Tensor change_colours(const torch::Tensor& images, std::span<const ViewAugment> views) {
  const int64_t num_images = images.size(0);
  torch::Tensor matrices = torch::empty({num_images, 3, 3});  // (N, 3 out, 3 in)
  torch::Tensor gains = torch::empty({num_images, 1, 1});     // (N, 1, 1)
  for (int64_t n = 0; n < num_images; ++n)
    fill_colour(views[static_cast<size_t>(n)], matrices.data_ptr<float>() + 9 * n,
                gains.data_ptr<float>() + n);
  matrices = upload(matrices, images.device());
  gains = upload(gains, images.device());

  const torch::Tensor means = images.mean({2, 3});  // (N, 3)
  const torch::Tensor luma = means.select(1, 0) * kLuma[0] + means.select(1, 1) * kLuma[1] +
                             means.select(1, 2) * kLuma[2];     // (N)
  const torch::Tensor offsets = gains * luma.view({-1, 1, 1});  // (N, 1, 1)
  // Plain multiply-adds instead of a batched matrix product: 3x3 is too small for one, and these
  // are the same bits in any batch.
  torch::Tensor out = torch::empty_like(images);
  for (int64_t channel = 0; channel < 3; ++channel) {
    torch::Tensor plane = out.select(1, channel);  // (N, H, W)
    plane.copy_(offsets.expand_as(plane));
    for (int64_t from = 0; from < 3; ++from)
      plane.addcmul_(images.select(1, from),
                     matrices.select(1, channel).select(1, from).view({-1, 1, 1}));
  }
  return out.clamp_(0.0, 1.0);
}

/// Weights of a Gaussian along an axis of `length` pixels: f32 [n,length,length], every row sums
/// to 1.
torch::Tensor blur_matrices(const torch::Tensor& sigmas_px, int64_t length) {
  const torch::Tensor position = torch::arange(length, sigmas_px.options());
  const torch::Tensor squared = (position.unsqueeze(0) - position.unsqueeze(1)).square();  // (L, L)
  const torch::Tensor scale = (-0.5 / sigmas_px.square()).view({-1, 1, 1});  // (n, 1, 1)
  // Weights that add nothing become 0: products with denormal numbers are a hundred times slower.
  const torch::Tensor weights = torch::threshold((squared * scale).exp(), 1e-9, 0.0);  // (n, L, L)
  return weights / weights.sum(2, /*keepdim=*/true);
}

/// Blurs in place those images whose sigma is not 0: two products with banded matrices, one per
/// axis. Dense products are many times faster here than a depthwise convolution with a kernel per
/// image, and need no cut-off.
void blur(torch::Tensor& images, std::span<const ViewAugment> views) {
  std::vector<int64_t> chosen;
  std::vector<float> sigmas_px;
  for (size_t n = 0; n < views.size(); ++n) {
    if (views[n].blur_sigma_px <= 0.0f) continue;
    chosen.push_back(static_cast<int64_t>(n));
    sigmas_px.push_back(views[n].blur_sigma_px);
  }
  if (chosen.empty()) return;
  const int64_t num = static_cast<int64_t>(chosen.size()), height = images.size(2),
                width = images.size(3);
  const torch::Tensor index = upload(torch::tensor(chosen), images.device());
  const torch::Tensor sigma = upload(torch::tensor(sigmas_px), images.device());
  const torch::Tensor sharp = images.index_select(0, index);                 // (n, 3, H, W)
  const torch::Tensor across = blur_matrices(sigma, width).transpose(1, 2);  // (n, W, W)
  const torch::Tensor down = blur_matrices(sigma, height).unsqueeze(1);      // (n, 1, H, H)
  const torch::Tensor rows =
      torch::bmm(sharp.view({num, 3 * height, width}), across).view_as(sharp);
  images.index_copy_(0, index, torch::matmul(down, rows).clamp_(0.0, 1.0));
}

}  // namespace

ViewAugment draw_view_augment(const PixelAugmentSettings& settings, uint64_t seed, uint64_t sample,
                              uint32_t view) {
  base::Philox random(seed, sample, kPixelAugmentStage + view);
  // Every number is drawn whether used or not: a changed probability then does not shift the draws
  // behind it.
  const bool jitter = random.coin(settings.jitter_probability);
  const auto factor = [&](float strength) {
    return random.uniform(std::max(0.0f, 1.0f - strength), 1.0f + strength);
  };
  const float brightness = factor(settings.brightness), contrast = factor(settings.contrast);
  const float saturation = factor(settings.saturation);
  const float hue = random.uniform(-settings.hue, settings.hue);
  const bool grey = random.coin(settings.grey_probability);
  const bool blurred = random.coin(settings.blur_probability);
  const float sigma_px = random.uniform(settings.blur_sigma_min_px, settings.blur_sigma_max_px);
  ViewAugment result;
  if (jitter) result = {brightness, contrast, saturation, hue, false, 0.0f};
  result.grey = grey;
  result.blur_sigma_px = blurred ? sigma_px : 0.0f;
  return result;
}

torch::Tensor apply_view_augments(const torch::Tensor& images, std::span<const ViewAugment> views) {
  PP_CHECK(images.dim() == 4 && images.size(1) == 3 && images.scalar_type() == torch::kFloat,
           images.sizes());
  PP_CHECK_EQ(static_cast<size_t>(images.size(0)), views.size());
  torch::NoGradGuard no_grad;
  torch::Tensor out = std::any_of(views.begin(), views.end(), changes_colour)
                          ? change_colours(images.contiguous(), views)
                          : images.contiguous().clone();
  blur(out, views);
  return out;
}

torch::Tensor augment_pixels(const torch::Tensor& images, const PixelAugmentSettings& settings,
                             uint64_t seed, uint64_t first_sample, int64_t num_views) {
  PP_CHECK_EQ(images.size(0) % num_views, 0);
  std::vector<ViewAugment> views;
  for (int64_t n = 0; n < images.size(0); ++n)
    views.push_back(draw_view_augment(settings, seed,
                                      first_sample + static_cast<uint64_t>(n / num_views),
                                      static_cast<uint32_t>(n % num_views)));
  return apply_view_augments(images, views);
}

}  // namespace progpretrain::trainer
