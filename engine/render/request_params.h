#pragma once
// From requests to what the device reads: parameters in the order of drawing, grouped into dispatches and phases.
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/render/canvas_store.h"
#include "engine/render/frame_request.h"
#include "engine/render/program_drawing.h"
#include "shaders/frame_params.h"

namespace progpretrain::render {

/// What a dispatch makes of its requests: their pictures, the canvas that they and others look at, or the pictures from that.
enum class Makes : uint32_t { canvases, pictures, looks };

/// Consecutive parameters that one dispatch draws: one program, one picture size, one descriptor range, one window of
/// PP_FRAMES_PER_WINDOW parameters. For a program with buffers: one dispatch per pass and frame, then the picture's. (On
/// devices that do not merge requests: one each.)
struct DispatchGroup {
  uint32_t program = 0;
  uint32_t first_frame = 0, num_frames = 0;  ///< index into BatchPlan::frames
  uint32_t num_tiles_x = 0, num_tiles_y = 0;                ///< of the pictures
  uint32_t num_canvas_tiles_x = 0, num_canvas_tiles_y = 0;  ///< of the buffers
  uint32_t first_step = 0, num_steps = 0;  ///< frames of the warm-up in which the buffers are drawn; none: num_steps = 0
  uint32_t range = 0;    ///< which part of the slot the descriptor covers (slots larger than a descriptor's limit)
  uint32_t samples = 1;  ///< per axis; > 1: draws into the scratch
  Makes makes = Makes::pictures;
  uint32_t phase = 0;    ///< groups of one phase share canvases and scratch; phases follow each other

  bool has_buffers() const { return num_steps > 0; }
};

struct BatchPlan {
  std::vector<shaders::FrameParams> frames;
  std::vector<DispatchGroup> groups;  ///< by phase
  uint64_t scratch_px = 0;            ///< of the scratch that the plan uses, shared canvases included
  uint64_t canvas_texels = 0;         ///< texels of the largest phase's buffers
};

struct PlanLimits {
  uint32_t height_px = 0, width_px = 0;
  uint32_t images_per_range = 0;  ///< images that one descriptor covers
  uint64_t scratch_px = 0;        ///< capacity of the scratch in samples, without the shared canvases
  uint64_t canvas_texels = 0;     ///< capacity of the canvases
  uint64_t shared_px = 0;         ///< pixels of shared canvases, with which the scratch begins
};

/// Images that one descriptor covers, at most `num_images`, so that every part of a slot starts at a multiple of
/// `alignment_bytes`. Throws UsageError when pictures are too large for that.
uint32_t images_per_range(uint32_t num_images, uint64_t image_bytes, uint64_t max_range_bytes,
                          uint64_t alignment_bytes);

/// Orders the requests by (supersampled, range, program) and fills the parameters; statistics i belong to requests[i].
///
/// Buffers (blueprint, "Feedback and multipass"): a program with feedback draws all of its request's warm-up frames. Without
/// feedback its last frame is a function of that frame alone, so that only that one is drawn, as frame
/// warmup_frames - 1 at time_s: the same picture. A request's buffers are 2 x num_buffers x canvas texels.
///
/// `canvases` says where requests that look at one find it (CanvasStore::place); it may be empty when none does. What such a
/// canvas counts belongs to the request that it is drawn for.
///
/// Throws UsageError when one request's supersamples alone exceed the scratch, or its buffers alone the canvases.
BatchPlan plan_batch(std::span<const FrameRequest> requests, const PlanLimits& limits,
                     const std::function<const ProgramDrawing&(uint32_t program)>& drawing_of_program,
                     std::span<const CanvasUse> canvases = {});

}  // namespace progpretrain::render
