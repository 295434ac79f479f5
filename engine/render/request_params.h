#pragma once
// From requests to what the device reads: parameters in the order of drawing, grouped into dispatches.
#include <cstdint>
#include <span>
#include <vector>

#include "engine/render/frame_request.h"
#include "shaders/frame_params.h"

namespace progpretrain::render {

/// Consecutive parameters that one dispatch draws: one program, one picture size, one descriptor range.
struct DispatchGroup {
  uint32_t program = 0;
  uint32_t first_frame = 0, num_frames = 0;
  uint32_t num_tiles_x = 0, num_tiles_y = 0;
  uint32_t range = 0;    ///< which part of the slot the descriptor covers (slots larger than a descriptor's limit)
  uint32_t samples = 1;  ///< per axis; > 1: draws into the scratch
  uint32_t scratch_pass = 0;  ///< supersampled groups of one pass share the scratch, then are resolved together
};

struct BatchPlan {
  std::vector<shaders::FrameParams> frames;
  std::vector<DispatchGroup> groups;  ///< plain ones first, then supersampled ones by pass
};

struct PlanLimits {
  uint32_t height_px = 0, width_px = 0;
  uint32_t images_per_range = 0;  ///< images that one descriptor covers
  uint64_t scratch_px = 0;        ///< capacity of the scratch in samples
};

/// Orders the requests by (supersampled, range, program) and fills the parameters; image i belongs to requests[i].
/// Throws UsageError when one supersampled picture alone exceeds the scratch.
BatchPlan plan_batch(std::span<const FrameRequest> requests, const PlanLimits& limits);

}  // namespace progpretrain::render
