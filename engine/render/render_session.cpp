#include "engine/render/render_session.h"

#include <algorithm>

#include "engine/base/check.h"

namespace progpretrain::render {

RenderSession::RenderSession(std::shared_ptr<gpu::Device> device, uint32_t num_programs,
                             PipelinePool::LoadModule load, std::unique_ptr<frames::FrameRing> ring,
                             const RenderLimits& limits, uint32_t capacity)
    : device_(std::move(device)),
      pool_(device_, num_programs, std::move(load), {.capacity = capacity}),
      ring_(std::move(ring)),
      renderer_(device_, pool_, *ring_, limits) {}

DrawnFrames RenderSession::draw(std::span<const FrameRequest> requests,
                                const std::function<void(uint64_t)>& on_progress) {
  const frames::SlotShape& shape = ring_->shape();
  DrawnFrames drawn{shape.height_px, shape.width_px, {}, {}, 0};
  drawn.planes.reserve(requests.size() * shape.image_bytes());
  for (size_t first = 0; first < requests.size(); first += shape.batch) {
    const auto batch = requests.subspan(first, std::min<size_t>(shape.batch, requests.size() - first));
    const auto lease = renderer_.submit(batch);
    PP_CHECK(lease.has_value());
    const uint8_t* pixels = lease->acquire();
    drawn.planes.insert(drawn.planes.end(), pixels, pixels + batch.size() * shape.image_bytes());
    const auto counts = renderer_.counts(*lease);
    drawn.counts.insert(drawn.counts.end(), counts.begin(), counts.end());
    drawn.device_ms += renderer_.device_ms(*lease);
    if (on_progress) on_progress(first + batch.size());
  }
  return drawn;
}

}  // namespace progpretrain::render
