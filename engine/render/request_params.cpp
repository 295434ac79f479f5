#include "engine/render/request_params.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <tuple>

#include "engine/base/check.h"
#include "engine/render/latent.h"

namespace progpretrain::render {
namespace {

// Quads start at even canvas pixels. Only windows that map output pixels to canvas pixels one to one (shifted by whole
// pixels, possibly mirrored) can be aligned; the others differentiate along output axes anyway.
uint32_t quad_shift(float scale, float shear, float origin) {
  if (shear != 0.0f || std::abs(scale) != 1.0f || origin != std::floor(origin)) return 0;
  return static_cast<uint32_t>(static_cast<int64_t>(origin) & 1);
}

// Texels of rgba32f that the request's buffers take: every buffer twice.
uint64_t canvas_texels(const FrameRequest& request, const ProgramDrawing& drawing) {
  return 2ull * drawing.num_buffers * request.canvas_px[0] * request.canvas_px[1];
}

// Samples that the request keeps in the scratch.
uint64_t scratch_px(const FrameRequest& request, const PlanLimits& limits) {
  if (request.samples_per_axis == 1 || request.looks_at_canvas()) return 0;
  return uint64_t{limits.width_px} * limits.height_px * request.samples_per_axis * request.samples_per_axis;
}

void check_fits(const FrameRequest& request, const ProgramDrawing& drawing, const PlanLimits& limits) {
  PP_CHECK(request.samples_per_axis >= 1 && request.warmup_frames >= 1);
  PP_CHECK(request.latent.num_parameters <= request.latent.parameters.size());
  if (scratch_px(request, limits) > limits.scratch_px)
    throw UsageError(base::concat("supersampling ", request.samples_per_axis, " x ", request.samples_per_axis,
                                  " at ", limits.width_px, "x", limits.height_px,
                                  " px needs more scratch memory than the device gives"));
  const uint64_t texels = canvas_texels(request, drawing);
  PP_CHECK(drawing.num_buffers == 0 || texels > 0, "a canvas without pixels");
  if (texels > limits.canvas_texels)
    throw UsageError(base::concat("a canvas of ", request.canvas_px[0], "x", request.canvas_px[1], " px with ",
                                  drawing.num_buffers, " buffers needs ", texels * sizeof(shaders::vec4) >> 20,
                                  " MiB, and at most ", limits.canvas_texels * sizeof(shaders::vec4) >> 20,
                                  " MiB are given: take a smaller size"));
}

// Where a drawing goes and how large it is.
struct Target {
  uint32_t image = 0, width_px = 0, height_px = 0;
  uint32_t statistics = 0;
};

void set_colour(const ColourTransform& m, shaders::FrameParams& p) {
  p.colour_r = {m[0], m[1], m[2], m[3]};
  p.colour_g = {m[4], m[5], m[6], m[7]};
  p.colour_b = {m[8], m[9], m[10], m[11]};
}

shaders::FrameParams fill(const FrameRequest& request, const ProgramDrawing& drawing, const Target& target) {
  const auto samples = static_cast<float>(request.samples_per_axis);
  const Window& w = request.window;
  const Latent& latent = request.latent;
  shaders::FrameParams p{};
  p.canvas = {static_cast<float>(request.canvas_px[0]), static_cast<float>(request.canvas_px[1]),
              latent.time_s, 1.0f / 60.0f};
  p.pointer = {latent.pointer[0], latent.pointer[1], latent.pointer[2], latent.pointer[3]};
  p.date = {latent.date[0], latent.date[1], latent.date[2], latent.date[3]};
  // A sample grid of n x n per pixel is the same window with n times as many, n times as small pixels.
  p.window_x = {w.xx / samples, w.xy / samples, w.x0, 60.0f};
  p.window_y = {w.yx / samples, w.yy / samples, w.y0, 0.0f};
  set_colour(request.colour, p);
  p.frame = {static_cast<int32_t>(60.0f * latent.time_s), static_cast<int32_t>(request.samples_per_axis),
             static_cast<int32_t>(drawing.num_buffers > 0 ? request.warmup_frames : 1), 0};
  p.target = {target.image, target.width_px * request.samples_per_axis, target.height_px * request.samples_per_axis,
              target.statistics};
  p.layout_ = {quad_shift(p.window_x.x, p.window_x.y, p.window_x.z),
               quad_shift(p.window_y.y, p.window_y.x, p.window_y.z),
               (request.samples_per_axis > 1 ? 1u : 0u) | (request.counts_budget ? 2u : 0u) |
                   (drawing.num_buffers > 0 && !drawing.has_feedback ? 4u : 0u),
               0};
  const auto parameters = parameters_of(latent, drawing);
  static_assert(sizeof(p.parameters) == sizeof(parameters));
  std::memcpy(p.parameters, parameters.data(), sizeof(parameters));
  const auto constants = constants_of(latent, drawing);
  static_assert(sizeof(p.constants) == sizeof(constants));
  std::memcpy(p.constants, constants.data(), sizeof(constants));
  return p;
}

uint32_t num_tiles(uint32_t size_px) { return (size_px + PP_TILE_PX - 1) / PP_TILE_PX; }

// The dispatch of one request alone.
DispatchGroup group_of(const FrameRequest& request, const ProgramDrawing& drawing,
                       const shaders::FrameParams& params) {
  DispatchGroup group;
  group.program = request.program;
  group.num_frames = 1;
  group.num_tiles_x = num_tiles(params.target.y + params.layout_.x);
  group.num_tiles_y = num_tiles(params.target.z + params.layout_.y);
  group.samples = request.samples_per_axis;
  if (drawing.num_buffers > 0) {
    group.num_canvas_tiles_x = num_tiles(request.canvas_px[0]);
    group.num_canvas_tiles_y = num_tiles(request.canvas_px[1]);
    group.num_steps = drawing.has_feedback ? request.warmup_frames : 1;
    group.first_step = request.warmup_frames - group.num_steps;
  }
  return group;
}

// The whole canvas as floats into the scratch.
shaders::FrameParams fill_canvas(const FrameRequest& request, const ProgramDrawing& drawing, uint64_t first_px,
                                 uint32_t statistics) {
  shaders::FrameParams p =
      fill(canvas_request(request), drawing, {0, request.drawn_px[0], request.drawn_px[1], statistics});
  p.layout_.z |= 1u;
  p.layout_.w = static_cast<uint32_t>(first_px);
  return p;
}

// What shaders/look.glsl reads: the window in pixels of the drawn canvas.
shaders::FrameParams fill_look(const FrameRequest& request, const Target& target, uint64_t first_px) {
  const float scale_x = static_cast<float>(request.drawn_px[0]) / static_cast<float>(request.canvas_px[0]);
  const float scale_y = static_cast<float>(request.drawn_px[1]) / static_cast<float>(request.canvas_px[1]);
  const Window& w = request.window;
  shaders::FrameParams p{};
  p.canvas = {static_cast<float>(request.drawn_px[0]), static_cast<float>(request.drawn_px[1]), 0, 0};
  p.window_x = {w.xx * scale_x, w.xy * scale_x, w.x0 * scale_x, 0};
  p.window_y = {w.yx * scale_y, w.yy * scale_y, w.y0 * scale_y, 0};
  set_colour(request.colour, p);
  p.target = {target.image, target.width_px, target.height_px, target.statistics};
  p.layout_.w = static_cast<uint32_t>(first_px);
  return p;
}

bool can_share(const DispatchGroup& a, const DispatchGroup& b) {
  return (a.makes == Makes::looks || a.program == b.program) && a.makes == b.makes && a.phase == b.phase &&
         a.range == b.range && a.samples == b.samples && a.first_step == b.first_step && a.num_steps == b.num_steps &&
         a.first_frame / PP_FRAMES_PER_WINDOW == b.first_frame / PP_FRAMES_PER_WINDOW;
}

// One drawing of a plan; a request that its canvas is drawn for has two.
struct Item {
  uint32_t round = 0;  // of the canvas store
  Makes makes = Makes::pictures;
  uint32_t request = 0;
};

std::vector<Item> items_of(std::span<const FrameRequest> requests, std::span<const CanvasUse> canvases) {
  std::vector<Item> items;
  items.reserve(requests.size());
  for (uint32_t i = 0; i < requests.size(); ++i) {
    if (!requests[i].looks_at_canvas()) {
      items.push_back({0, Makes::pictures, i});
      continue;
    }
    PP_CHECK(i < canvases.size(), "a request without a place for its canvas");
    if (canvases[i].draws) items.push_back({canvases[i].round, Makes::canvases, i});
    items.push_back({canvases[i].round, Makes::looks, i});
  }
  return items;
}

}  // namespace

uint32_t images_per_range(uint32_t num_images, uint64_t image_bytes, uint64_t max_range_bytes,
                          uint64_t alignment_bytes) {
  if (num_images * image_bytes <= max_range_bytes) return num_images;
  // The fewest images that together fill a multiple of the alignment.
  const uint64_t step = alignment_bytes / std::gcd(alignment_bytes, image_bytes);
  const uint64_t count = max_range_bytes / image_bytes / step * step;
  if (count == 0)
    throw UsageError(base::concat(num_images, " pictures of ", image_bytes,
                                  " bytes cannot be divided into buffers of this device (at most ",
                                  max_range_bytes, " bytes each): take a smaller batch or size"));
  return static_cast<uint32_t>(count);
}

BatchPlan plan_batch(std::span<const FrameRequest> requests, const PlanLimits& limits,
                     const std::function<const ProgramDrawing&(uint32_t program)>& drawing_of_program,
                     std::span<const CanvasUse> canvases) {
  std::vector<Item> items = items_of(requests, canvases);
  const auto key = [&](const Item& item) {
    const FrameRequest& request = requests[item.request];
    const bool looks = item.makes == Makes::looks;
    return std::tuple(item.round, item.makes, looks ? 1 : request.samples_per_axis,
                      item.request / limits.images_per_range, looks ? 0 : request.program, request.warmup_frames,
                      item.request);
  };
  std::sort(items.begin(), items.end(), [&](const Item& a, const Item& b) { return key(a) < key(b); });

  BatchPlan plan;
  plan.frames.reserve(items.size());
  uint64_t scratch_used_px = 0, canvas_used_texels = 0;
  uint32_t phase = 0, round = 0;
  for (const Item& item : items) {
    const uint32_t i = item.request;
    const FrameRequest& request = requests[i];
    const ProgramDrawing& drawing = drawing_of_program(request.program);
    const Target target{i % limits.images_per_range, limits.width_px, limits.height_px, i};
    check_fits(request, drawing, limits);
    const bool looks = item.makes == Makes::looks;
    const uint64_t its_scratch_px = scratch_px(request, limits), its_texels = looks ? 0 : canvas_texels(request, drawing);
    if (item.round != round || scratch_used_px + its_scratch_px > limits.scratch_px ||
        canvas_used_texels + its_texels > limits.canvas_texels) {
      scratch_used_px = canvas_used_texels = 0;
      round = item.round;
      ++phase;
    }
    shaders::FrameParams params;
    if (looks) {
      params = fill_look(request, target, canvases[i].first_px);
    } else if (item.makes == Makes::canvases) {
      params = fill_canvas(request, drawing, canvases[i].first_px, i);
    } else {
      params = fill(request, drawing, target);
      params.layout_.w = static_cast<uint32_t>(limits.shared_px + scratch_used_px);
    }
    if (!looks) params.frame.w = static_cast<int32_t>(canvas_used_texels);
    scratch_used_px += its_scratch_px;
    const uint64_t its_end_px = request.looks_at_canvas() ? limits.shared_px
                                : its_scratch_px > 0     ? limits.shared_px + scratch_used_px
                                                         : 0;
    plan.scratch_px = std::max(plan.scratch_px, its_end_px);
    plan.canvas_texels = std::max(plan.canvas_texels, canvas_used_texels += its_texels);

    DispatchGroup group = group_of(request, drawing, params);
    group.makes = item.makes;
    if (item.makes != Makes::pictures) group.samples = 1;
    if (looks) group.num_steps = group.first_step = 0;
    group.first_frame = static_cast<uint32_t>(plan.frames.size());
    group.range = i / limits.images_per_range;
    group.phase = phase;
    plan.frames.push_back(params);
    if (plan.groups.empty() || !can_share(plan.groups.back(), group)) {
      plan.groups.push_back(group);
      continue;
    }
    DispatchGroup& last = plan.groups.back();
    ++last.num_frames;
    last.num_tiles_x = std::max(last.num_tiles_x, group.num_tiles_x);
    last.num_tiles_y = std::max(last.num_tiles_y, group.num_tiles_y);
    last.num_canvas_tiles_x = std::max(last.num_canvas_tiles_x, group.num_canvas_tiles_x);
    last.num_canvas_tiles_y = std::max(last.num_canvas_tiles_y, group.num_canvas_tiles_y);
  }
  return plan;
}

}  // namespace progpretrain::render
