#pragma once
// Turns requests into recorded dispatches, one submission per batch, and nothing else. Requests of one program become one
// dispatch; there are no barriers between dispatches, except around supersampled requests, which pass through a scratch, and
// between the passes of programs with buffers, which are drawn at canvas size before the pictures of the same submission.
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/frames/frame_ring.h"
#include "engine/render/frame_request.h"
#include "engine/render/pipeline_pool.h"

namespace progpretrain::gpu {
class Device;
}

namespace progpretrain::render {

/// Memory that a renderer may use on the device, beside what the device itself allows. Pictures do not depend on it.
struct RenderLimits {
  uint64_t scratch_bytes = 96ull << 20;  ///< for supersampling
  uint64_t canvas_bytes = 128ull << 20;  ///< for buffers; a batch that needs more is drawn in several rounds
  uint64_t shared_canvas_bytes = 64ull << 20;  ///< for canvases that several requests look at

  /// For training on a device: a GPU's memory holds more shared canvases.
  static RenderLimits for_training(const gpu::Device& device);
};

/// What a renderer did so far.
struct RenderCounters {
  uint64_t num_requests = 0;
  uint64_t num_looks = 0;     ///< of them, those that looked at a shared canvas
  uint64_t num_canvases = 0;  ///< shared canvases drawn
  double device_ms = 0;       ///< as device_ms(), of the batches whose slots were drawn again since
};

/// What the device is at.
struct DrawingState {
  uint64_t progress = 0;           ///< changes whenever a batch, or a part of one, is done
  std::vector<uint32_t> programs;  ///< one of them is being drawn; empty when it is the whole batch's end
};

/// Counts of one drawn frame.
struct FrameCounts {
  uint32_t num_nan_px = 0;     ///< pixels with NaN or infinity in some channel (stored as 0)
  uint32_t num_budget_px = 0;  ///< pixels, of buffers too, whose loops used up the budget
  uint64_t spent_budget = 0;   ///< of all pixels together, in units of the loop budget; 0 unless the request counts it
};

class BatchRenderer {
 public:
  /// Draws into `ring`, whose device is `device`. Pool and ring must outlive the renderer.
  BatchRenderer(std::shared_ptr<gpu::Device> device, PipelinePool& pool, frames::FrameRing& ring,
                const RenderLimits& limits = {});
  ~BatchRenderer();
  BatchRenderer(const BatchRenderer&) = delete;
  BatchRenderer& operator=(const BatchRenderer&) = delete;

  /// Submits requests[i] as image i of a free slot; at most the ring's batch size. Images beyond them keep old contents.
  /// Does not wait for the drawing; waits up to `timeout` for a free slot and returns nullopt when none came. Throws
  /// UsageError when one request alone needs more memory than the limits give (plan_batch), ProgramFailure when a program
  /// cannot be drawn, frames::DeviceLost when the device is lost. After any other error the ring is as good as before.
  std::optional<frames::Lease> submit(std::span<const FrameRequest> requests,
                                      std::chrono::nanoseconds timeout = std::chrono::hours(24));

  /// The counts of the batch in `lease`, in the order of its requests. Waits for the drawing.
  std::vector<FrameCounts> counts(const frames::Lease& lease) const;

  /// Device time of the batch in `lease`, from the start of its first dispatch, buffers' passes included, to the end of its
  /// last (ms). Waits.
  double device_ms(const frames::Lease& lease) const;

  /// From any thread.
  RenderCounters counters() const;

  /// The batch in the device's hands; nullopt when there is none. From any thread; never waits. Of a lost device: the batch
  /// that is known not to have ended.
  std::optional<DrawingState> drawing_state() const;

  /// The floor of every measurement: submits the recorded dispatches of `lease` `times` times more, back to back, with
  /// nothing around them, and waits. Wall time of one batch (ms). Pixels and counts stay what they are.
  double replay_ms(const frames::Lease& lease, uint32_t times) const;

  struct Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace progpretrain::render
