#pragma once
// A frame request names a program, a point of its latent space and a window; the frame is a pure function of it: the same
// bits on the same device, alone or in any batch.
#include <array>
#include <cstdint>

#include "engine/dialect/compute_unit.h"
#include "engine/spirv/build.h"

namespace progpretrain::render {

/// Where in its space of pictures a program is drawn. The defaults are those of a fresh Shadertoy page.
struct Latent {
  float time_s = 1.0f;
  std::array<float, 4> pointer{};  ///< Shadertoy's iMouse, canvas px
  std::array<float, 4> date{2021.0f, 3.0f, 10.0f, 10800.0f};  ///< year, month from 0, day, seconds
  uint32_t num_parameters = 0;  ///< of the program's declared parameters' components; the rest have their defaults
  std::array<float, dialect::kMaxParameters> parameters{};

  // Neighbours of that point (latent.h): declared parameters that are not given above, and the literals of the program's
  // text, are drawn around their own values. A literal may also be given outright. Literals can change only where the
  // program that is drawn is a lifted variant (spirv::Variant), which is an entry of its own in a list of programs.
  uint64_t seed = 0;             ///< of which neighbour
  float parameters_sigma = 0.0f;  ///< width, as a share of each parameter's range
  float constants_sigma = 0.0f;   ///< width, relative to each literal
  uint32_t num_constants = 0;    ///< lifted literals whose value is given; the rest are drawn, or have their own
  std::array<float, spirv::kMaxLifted> constants{};

  bool operator==(const Latent&) const = default;
};

/// Frames that a program with feedback draws, from cleared buffers on, when the request does not say otherwise.
inline constexpr uint32_t kWarmupFrames = 16;

/// Output pixel -> canvas: canvas_x = xx*column + xy*row + x0, canvas_y = yx*column + yy*row + y0, where pixel centres are
/// at half integers, row 0 = top, and the canvas has y up as the author expects.
struct Window {
  float xx = 1, xy = 0, x0 = 0;
  float yx = 0, yy = -1, y0 = 0;

  bool operator==(const Window&) const = default;
};

/// The whole canvas in an output of `width_px` x `height_px`.
Window full_window(std::array<uint32_t, 2> canvas_px, uint32_t width_px, uint32_t height_px);

/// A rectangle of the canvas given in shares of it (left, top, width, height in [0,1]; top = first row), mirrored when
/// `flip`.
Window crop_window(std::array<uint32_t, 2> canvas_px, uint32_t width_px, uint32_t height_px, float left,
                   float top, float width, float height, bool flip);

/// 3x4: out = M * (r, g, b, 1), applied before quantisation.
using ColourTransform = std::array<float, 12>;
inline constexpr ColourTransform kIdentityColour{1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0};

struct FrameRequest {
  uint32_t program = 0;  ///< index into the run's ordered list of programs
  Latent latent;
  std::array<uint32_t, 2> canvas_px{};  ///< width, height that the program sees as its resolution
  uint32_t warmup_frames = kWarmupFrames;  ///< of programs with buffers, at least 1; frame i has iFrame = i and
                                           ///< iTime = time_s - (warmup_frames - 1 - i) / 60
  Window window;
  /// Not {0,0}: the whole canvas is drawn at this many pixels, and the window looks at that drawing (area mean where it
  /// shrinks, linear where it enlarges); requests with the same program, latent, canvas_px, drawn_px and warmup_frames
  /// share it. samples_per_axis then says nothing.
  std::array<uint32_t, 2> drawn_px{};
  uint32_t samples_per_axis = 1;  ///< supersampling: a box of n x n samples per output pixel, averaged in float
  ColourTransform colour = kIdentityColour;
  bool counts_budget = false;  ///< FrameCounts::spent_budget is wanted (costs an atomic addition per pixel)

  bool operator==(const FrameRequest& other) const;
  bool looks_at_canvas() const { return drawn_px[0] > 0; }
};

/// Whether the picture is more than the program's own colours, one sample per pixel.
inline bool is_transformed(const FrameRequest& request) {
  return request.looks_at_canvas() || request.samples_per_axis > 1 || request.colour != kIdentityColour;
}

/// A request for the whole canvas at output size, at `time_s`.
FrameRequest preview_request(uint32_t program, uint32_t size_px, float time_s);

}  // namespace progpretrain::render
