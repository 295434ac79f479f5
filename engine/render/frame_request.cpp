#include "engine/render/frame_request.h"

namespace progpretrain::render {

Window full_window(std::array<uint32_t, 2> canvas_px, uint32_t width_px, uint32_t height_px) {
  return crop_window(canvas_px, width_px, height_px, 0, 0, 1, 1, false);
}

Window crop_window(std::array<uint32_t, 2> canvas_px, uint32_t width_px, uint32_t height_px, float left,
                   float top, float width, float height, bool flip) {
  const auto canvas_width = static_cast<float>(canvas_px[0]), canvas_height = static_cast<float>(canvas_px[1]);
  Window window;
  window.xx = width * canvas_width / static_cast<float>(width_px);
  window.x0 = left * canvas_width;
  window.yy = -height * canvas_height / static_cast<float>(height_px);
  window.y0 = canvas_height - top * canvas_height;
  if (flip) {
    window.x0 += width * canvas_width;
    window.xx = -window.xx;
  }
  return window;
}

bool FrameRequest::operator==(const FrameRequest& other) const {
  return program == other.program && latent == other.latent && warmup_frames == other.warmup_frames &&
         canvas_px == other.canvas_px && window == other.window && drawn_px == other.drawn_px &&
         samples_per_axis == other.samples_per_axis && colour == other.colour &&
         counts_budget == other.counts_budget;
}

FrameRequest preview_request(uint32_t program, uint32_t size_px, float time_s) {
  FrameRequest request;
  request.program = program;
  request.latent.time_s = time_s;
  request.canvas_px = {size_px, size_px};
  request.window = full_window(request.canvas_px, size_px, size_px);
  return request;
}

}  // namespace progpretrain::render
