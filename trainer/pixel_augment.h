#pragma once
// Colour jitter, grey and blur of a batch of views: the pixel part of SimCLR's augmentation (Chen
// et al., ICML 2020, appendix A). Crops and flips are windows in program space and happened before.
// What is drawn for a view is a pure function of (seed, sample number, view), and no view depends
// on its neighbours in the batch.
#include <torch/types.h>

#include <cstdint>
#include <span>

namespace progpretrain::trainer {

/// Strengths and probabilities; the defaults are SimCLR's.
struct PixelAugmentSettings {
  float jitter_probability = 0.8f;
  float brightness = 0.4f;  ///< factor in [1-x, 1+x], also for contrast and saturation
  float contrast = 0.4f;
  float saturation = 0.4f;
  float hue = 0.1f;  ///< rotation in [-x, x] turns
  float grey_probability = 0.2f;
  float blur_probability = 0.5f;
  float blur_sigma_min_px = 0.1f;
  float blur_sigma_max_px = 2.0f;
};

/// What happens to one view. The defaults leave it as it is.
struct ViewAugment {
  float brightness = 1.0f, contrast = 1.0f, saturation = 1.0f;
  float hue_turns = 0.0f;
  bool grey = false;
  float blur_sigma_px = 0.0f;  ///< 0 = sharp
};

/// Stage of base::Philox for view 0 of a sample; view v uses kPixelAugmentStage + v.
inline constexpr uint32_t kPixelAugmentStage = 0x50410000;

ViewAugment draw_view_augment(const PixelAugmentSettings& settings, uint64_t seed, uint64_t sample,
                              uint32_t view);

/// images: f32 [N,3,H,W] in [0,1], one entry of `views` each; returns a new tensor of the same
/// shape, in [0,1].
///
/// Colour: brightness, contrast (towards the mean luma of the image), saturation (towards the luma
/// of the pixel), hue (rotation of the chroma plane of YUV, which keeps luma), in this order,
/// without clamping in between: all four are linear in the pixels, so together they are one 3x3
/// matrix and an offset per view. Then grey, then one clamp. Blur: Gaussian over the whole row and
/// column; at the border the weights that fall outside are left out and the rest sum to 1.
torch::Tensor apply_view_augments(const torch::Tensor& images, std::span<const ViewAugment> views);

/// Both together for a training batch, sample-major: images f32 [B*num_views,3,H,W], sample i has
/// number first_sample + i.
torch::Tensor augment_pixels(const torch::Tensor& images, const PixelAugmentSettings& settings,
                             uint64_t seed, uint64_t first_sample, int64_t num_views);

}  // namespace progpretrain::trainer
