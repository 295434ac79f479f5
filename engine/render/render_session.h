#pragma once
// A renderer with all it needs, for one list of programs and one picture size: device, pipelines, ring, batch renderer.
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "engine/render/batch_renderer.h"

namespace progpretrain::render {

/// Pictures on the host: u8 [N,3,H,W], row 0 = top, with what the device counted.
struct DrawnFrames {
  uint32_t height_px = 0, width_px = 0;
  std::vector<uint8_t> planes;
  std::vector<FrameCounts> counts;
  double device_ms = 0;  ///< sum over the batches

  std::span<const uint8_t> image(size_t i) const {
    const size_t bytes = size_t{3} * height_px * width_px;
    return std::span(planes).subspan(i * bytes, bytes);
  }
};

class RenderSession {
 public:
  /// `load` gives program i of `num_programs`, `capacity` of them are resident (0 = all); `ring` lies on `device` and sets
  /// picture and batch size.
  RenderSession(std::shared_ptr<gpu::Device> device, uint32_t num_programs, PipelinePool::LoadModule load,
                std::unique_ptr<frames::FrameRing> ring, const RenderLimits& limits = {}, uint32_t capacity = 0);

  BatchRenderer& renderer() { return renderer_; }
  const BatchRenderer& renderer() const { return renderer_; }
  frames::FrameRing& ring() { return *ring_; }
  PipelinePool& pool() { return pool_; }
  const PipelinePool& pool() const { return pool_; }

  /// Draws all requests, batch by batch, and waits. Needs a host ring. `on_progress(images drawn so far)` may be empty.
  DrawnFrames draw(std::span<const FrameRequest> requests,
                   const std::function<void(uint64_t)>& on_progress = {});

 private:
  std::shared_ptr<gpu::Device> device_;
  PipelinePool pool_;
  std::unique_ptr<frames::FrameRing> ring_;
  BatchRenderer renderer_;
};

}  // namespace progpretrain::render
