// Bonzomatic, the live-coding tool of shader showdowns (https://github.com/Gargaj/Bonzomatic):
// desktop GLSL, sound in one-dimensional textures, its own textures, the previous frame, images to scatter into.
#include "engine/dialect/host_dialects.h"

namespace progpretrain::dialect {

Dialect bonzomatic_dialect() {
  Dialect d = fragment_shader_dialect("bonzomatic");
  d.version = {410, false};
  d.previous_frame = {{"texPreviousFrame"}};
  d.previous_frame_has_8_bits = true;
  d.cleared_to = "vec4(0.08, 0.18, 0.18, 1.0)";
  d.has_compute_textures = true;
  d.inputs = {{"texFFT", "spectrum"},
              {"texFFTSmoothed", "spectrum"},
              {"texFFTIntegrated", "integrated spectrum"}};
  return d;
}

}  // namespace progpretrain::dialect
