#pragma once
// Which shared canvases lie in device memory, and where. A cache: what a request shows does not
// depend on it.
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "engine/render/frame_request.h"

namespace progpretrain::render {

/// Where a request finds its canvas.
struct CanvasUse {
  uint64_t first_px = 0;  ///< of the canvas in the store
  bool draws = false;     ///< the canvas is not there: it is drawn for this request
  uint32_t round = 0;     ///< canvases of a later round lie where those of earlier ones did
};

/// The drawing that a request with looks_at_canvas() looks at: equal for all that share it.
FrameRequest canvas_request(const FrameRequest& request);

class CanvasStore {
 public:
  /// Room for `capacity_px` pixels.
  explicit CanvasStore(uint64_t capacity_px) : capacity_px_(capacity_px) {}

  uint64_t capacity_px() const { return capacity_px_; }
  bool is_empty() const { return canvases_.empty(); }

  /// A place for the canvas of every request that looks at one, and what must be drawn; the
  /// canvases that were used longest ago make room. Result i belongs to requests[i] and says
  /// nothing where it looks at none. Throws UsageError for a canvas that is larger than the store.
  std::vector<CanvasUse> place(std::span<const FrameRequest> requests);

 private:
  struct Canvas {
    FrameRequest request;
    uint64_t first_px = 0, num_px = 0;
    uint64_t used = 0;
  };

  CanvasUse place(const FrameRequest& request);
  uint64_t make_room(uint64_t num_px);

  uint64_t capacity_px_;
  std::vector<Canvas> canvases_;  ///< by first_px
  uint64_t clock_ = 0, round_start_ = 0;
  uint32_t round_ = 0;
};

}  // namespace progpretrain::render
