#pragma once
// From an author's text to a small picture whose exact answer is known.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "engine/render/render_session.h"
#include "tests/support/session_of.h"

namespace progpretrain::testing {

inline constexpr uint32_t kDrawnSize_px = 8;

struct Drawing {
  uint32_t num_frames = render::kWarmupFrames;
  std::vector<float> parameters = {};  ///< empty: the defaults
  float time_s = 1.0f;
  uint32_t size_px = kDrawnSize_px;
};

inline corpus::Program text_of(const std::string& dialect, const std::string& source) {
  corpus::Program program;
  program.id = "test";
  program.dialect = dialect;
  program.source = source;
  return program;
}

inline render::DrawnFrames draw_text(const corpus::Program& program, const Drawing& drawing) {
  const auto module = module_of(program);
  render::RenderSession session(
      cpu_device(), 1, [&](uint32_t) { return module; },
      frames::make_host_ring(cpu_device(), {1, drawing.size_px, drawing.size_px}, 3));
  render::FrameRequest request = render::preview_request(0, drawing.size_px, drawing.time_s);
  request.warmup_frames = drawing.num_frames;
  request.latent.num_parameters = static_cast<uint32_t>(drawing.parameters.size());
  std::copy(drawing.parameters.begin(), drawing.parameters.end(),
            request.latent.parameters.begin());
  return session.draw({&request, 1});
}

using Rgb = std::array<int, 3>;

/// Red, green, blue of a pixel; row 0 = top.
inline Rgb pixel(const render::DrawnFrames& frames, uint32_t column, uint32_t row) {
  const auto image = frames.image(0);
  const size_t at = row * frames.width_px + column, plane = image.size() / 3;
  return {image[at], image[plane + at], image[2 * plane + at]};
}

/// What is stored for a value in [0, 1].
inline int byte(double value) {
  return static_cast<int>(value * 255.0 + 0.5);
}

}  // namespace progpretrain::testing
