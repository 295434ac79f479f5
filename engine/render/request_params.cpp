#include "engine/render/request_params.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "engine/base/check.h"

namespace progpretrain::render {
namespace {

// Quads start at even canvas pixels. Only windows that map output pixels to canvas pixels one to one (shifted by whole
// pixels, possibly mirrored) can be aligned; the others differentiate along output axes anyway.
uint32_t quad_shift(float scale, float shear, float origin) {
  if (shear != 0.0f || std::abs(scale) != 1.0f || origin != std::floor(origin)) return 0;
  return static_cast<uint32_t>(static_cast<int64_t>(origin) & 1);
}

shaders::FrameParams fill(const FrameRequest& request, uint32_t image, uint32_t statistics,
                          const PlanLimits& limits) {
  const auto samples = static_cast<float>(request.samples_per_axis);
  const Window& w = request.window;
  const auto& m = request.colour;
  const Latent& latent = request.latent;
  shaders::FrameParams p{};
  p.canvas = {static_cast<float>(request.canvas_px[0]), static_cast<float>(request.canvas_px[1]),
              latent.time_s, 1.0f / 60.0f};
  p.pointer = {latent.pointer[0], latent.pointer[1], latent.pointer[2], latent.pointer[3]};
  p.date = {latent.date[0], latent.date[1], latent.date[2], latent.date[3]};
  // A sample grid of n x n per pixel is the same window with n times as many, n times as small pixels.
  p.window_x = {w.xx / samples, w.xy / samples, w.x0, 60.0f};
  p.window_y = {w.yx / samples, w.yy / samples, w.y0, 0.0f};
  p.colour_r = {m[0], m[1], m[2], m[3]};
  p.colour_g = {m[4], m[5], m[6], m[7]};
  p.colour_b = {m[8], m[9], m[10], m[11]};
  p.frame = {static_cast<int32_t>(60.0f * latent.time_s), static_cast<int32_t>(request.samples_per_axis), 0, 0};
  p.target = {image, limits.width_px * request.samples_per_axis, limits.height_px * request.samples_per_axis,
              statistics};
  p.layout_ = {quad_shift(p.window_x.x, p.window_x.y, p.window_x.z),
               quad_shift(p.window_y.y, p.window_y.x, p.window_y.z), request.samples_per_axis > 1 ? 1u : 0u, 0};
  return p;
}

}  // namespace

BatchPlan plan_batch(std::span<const FrameRequest> requests, const PlanLimits& limits) {
  std::vector<uint32_t> order(requests.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto key = [&](uint32_t i) {
    return std::tuple(requests[i].samples_per_axis, i / limits.images_per_range, requests[i].program, i);
  };
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return key(a) < key(b); });

  BatchPlan plan;
  uint64_t scratch_used_px = 0;
  uint32_t scratch_pass = 0;
  for (const uint32_t i : order) {
    const FrameRequest& request = requests[i];
    PP_CHECK(request.samples_per_axis >= 1);
    const uint32_t range = i / limits.images_per_range;
    shaders::FrameParams params = fill(request, i % limits.images_per_range, i, limits);
    bool new_pass = false;
    if (request.samples_per_axis > 1) {
      const uint64_t needed_px = uint64_t{params.target.y} * params.target.z;
      if (needed_px > limits.scratch_px)
        throw UsageError(base::concat("supersampling ", request.samples_per_axis, " x ", request.samples_per_axis,
                                      " at ", limits.width_px, "x", limits.height_px,
                                      " px needs more scratch memory than the device gives"));
      if (scratch_used_px + needed_px > limits.scratch_px) {
        scratch_used_px = 0;
        ++scratch_pass;
        new_pass = true;
      }
      params.layout_.w = static_cast<uint32_t>(scratch_used_px);
      scratch_used_px += needed_px;
    }
    const uint32_t tiles_x = (params.target.y + params.layout_.x + PP_TILE_PX - 1) / PP_TILE_PX;
    const uint32_t tiles_y = (params.target.z + params.layout_.y + PP_TILE_PX - 1) / PP_TILE_PX;
    const auto first_frame = static_cast<uint32_t>(plan.frames.size());
    plan.frames.push_back(params);
    DispatchGroup* last = plan.groups.empty() ? nullptr : &plan.groups.back();
    if (last && !new_pass && last->program == request.program && last->range == range &&
        last->samples == request.samples_per_axis) {
      ++last->num_frames;
      last->num_tiles_x = std::max(last->num_tiles_x, tiles_x);
      last->num_tiles_y = std::max(last->num_tiles_y, tiles_y);
    } else {
      plan.groups.push_back(
          {request.program, first_frame, 1, tiles_x, tiles_y, range, request.samples_per_axis, scratch_pass});
    }
  }
  return plan;
}

}  // namespace progpretrain::render
