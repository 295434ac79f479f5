#include "engine/render/canvas_store.h"

#include <algorithm>

#include "engine/base/check.h"

namespace progpretrain::render {

FrameRequest canvas_request(const FrameRequest& request) {
  FrameRequest out = request;
  out.window = full_window(request.canvas_px, request.drawn_px[0], request.drawn_px[1]);
  out.colour = kIdentityColour;
  out.samples_per_axis = 1;
  out.counts_budget = false;
  return out;
}

// First fit in the gaps; canvases of one run have one size, so that gaps fit.
uint64_t CanvasStore::make_room(uint64_t num_px) {
  for (;;) {
    uint64_t free_px = 0;
    for (const Canvas& canvas : canvases_) {
      if (canvas.first_px - free_px >= num_px) return free_px;
      free_px = canvas.first_px + canvas.num_px;
    }
    if (capacity_px_ - free_px >= num_px) return free_px;
    auto oldest =
        std::min_element(canvases_.begin(), canvases_.end(),
                         [](const Canvas& a, const Canvas& b) { return a.used < b.used; });
    PP_CHECK(oldest != canvases_.end());
    if (oldest->used > round_start_) {  // even the oldest is looked at in this round
      ++round_;
      round_start_ = clock_;
    }
    canvases_.erase(oldest);
  }
}

CanvasUse CanvasStore::place(const FrameRequest& request) {
  const FrameRequest wanted = canvas_request(request);
  for (Canvas& canvas : canvases_)
    if (canvas.request == wanted) {
      canvas.used = ++clock_;
      return {canvas.first_px, false, round_};
    }
  const uint64_t num_px = uint64_t{wanted.drawn_px[0]} * wanted.drawn_px[1];
  if (num_px > capacity_px_)
    throw UsageError(base::concat("a canvas of ", wanted.drawn_px[0], "x", wanted.drawn_px[1],
                                  " px does not fit into the memory for shared canvases: take a "
                                  "smaller size, or freshness 1"));
  Canvas canvas{wanted, make_room(num_px), num_px, ++clock_};
  const uint64_t first_px = canvas.first_px;
  canvases_.insert(std::upper_bound(canvases_.begin(), canvases_.end(), first_px,
                                    [](uint64_t at, const Canvas& c) { return at < c.first_px; }),
                   std::move(canvas));
  return {first_px, true, round_};
}

std::vector<CanvasUse> CanvasStore::place(std::span<const FrameRequest> requests) {
  round_ = 0;
  round_start_ = clock_;
  std::vector<CanvasUse> out(requests.size());
  for (size_t i = 0; i < requests.size(); ++i)
    if (requests[i].looks_at_canvas()) out[i] = place(requests[i]);
  return out;
}

}  // namespace progpretrain::render
