#pragma once
// How a program is drawn, apart from its pipelines: which passes write its buffers, how its picture
// comes about, and the defaults of its parameters.
#include <array>
#include <cstdint>
#include <vector>

#include "engine/spirv/build.h"

namespace progpretrain::render {

struct ProgramDrawing {
  std::vector<dialect::ComputePass>
      buffer_passes;             ///< in the order of drawing; empty = one unit draws the picture
  dialect::ComputePass picture;  ///< the pass of the picture, when shown_buffer < 0
  uint32_t num_buffers = 0;
  int32_t shown_buffer = -1;  ///< the picture is this buffer, resampled
  bool has_feedback = false;
  std::array<float, dialect::kMaxParameters> parameters{};  ///< defaults
  std::vector<dialect::DeclaredParameter> declared;
  std::vector<float> constants;  ///< of a lifted variant: the literals' own values

  bool operator==(const ProgramDrawing&) const = default;
};

/// Throws InvariantError when the passes contradict dialect::ComputeProgram's contract: the picture
/// comes last and once, or a buffer is shown; every pass writes buffers behind those of the passes
/// before it.
ProgramDrawing drawing_of(const spirv::ProgramModule& program);

}  // namespace progpretrain::render
