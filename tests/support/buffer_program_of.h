#pragma once
// Programs with buffers for tests that stand below the translator, put together by hand: every pass
// a plain GLSL text that defines `void mainImage(out vec4 colour, in vec2 position)` and may use
// shaders/frame.glsl directly: pp_buffer_texel(), pp_frame_number, pp_time_s, PP_FRAME,
// pp_dispatch.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/render/render_session.h"
#include "tests/support/compute_unit_of.h"
#include "tests/support/device_fixture.h"

namespace progpretrain::testing {

inline spirv::Module buffer_unit_of(const std::string& source, bool uses_derivatives = false) {
  dialect::ComputeUnit unit = compute_unit_of(source, uses_derivatives);
  const std::string first_line = "#version 450\n";
  unit.glsl.insert(first_line.size(), "#define PP_BUFFERS\n");
  const auto module = spirv::build(unit);
  if (!module) FAIL("build refused: line " << module.error().line << ": " << module.error().reason);
  return *module;
}

/// One buffer a pass, in this order, then the picture; an empty `picture` shows the last buffer
/// instead.
inline spirv::ProgramModule buffer_program_of(const std::vector<std::string>& passes,
                                              const std::string& picture,
                                              bool has_feedback = true) {
  spirv::ProgramModule program;
  program.has_feedback = has_feedback;
  program.num_buffers = static_cast<uint32_t>(passes.size());
  for (uint32_t i = 0; i < program.num_buffers; ++i) {
    program.units.push_back(buffer_unit_of(passes[i]));
    program.passes.push_back({i, i, 1, i});
  }
  if (picture.empty()) {
    program.shown_buffer = static_cast<int32_t>(program.num_buffers) - 1;
  } else {
    program.units.push_back(buffer_unit_of(picture));
    program.passes.push_back({program.num_buffers, program.num_buffers, 0, program.num_buffers});
  }
  return program;
}

/// A session over such programs with pictures of `size_px`.
inline render::RenderSession session_of_modules(std::vector<spirv::ProgramModule> modules,
                                                uint32_t size_px, uint32_t batch = 4,
                                                const render::RenderLimits& limits = {},
                                                uint32_t num_slots = 2) {
  const auto count = static_cast<uint32_t>(modules.size());
  return render::RenderSession(
      cpu_device(), count, [modules = std::move(modules)](uint32_t i) { return modules[i]; },
      frames::make_host_ring(cpu_device(), {batch, size_px, size_px}, num_slots), limits);
}

}  // namespace progpretrain::testing
