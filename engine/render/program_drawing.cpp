#include "engine/render/program_drawing.h"

#include <algorithm>

#include "engine/base/check.h"

namespace progpretrain::render {

ProgramDrawing drawing_of(const spirv::ProgramModule& program) {
  ProgramDrawing out;
  out.num_buffers = program.num_buffers;
  out.shown_buffer = program.shown_buffer;
  out.has_feedback = program.has_feedback;
  out.buffer_passes = program.passes;
  if (program.shown_buffer < 0) {
    PP_CHECK(!program.passes.empty() && program.passes.back().num_buffers == 0,
             "the last pass draws no picture");
    out.picture = program.passes.back();
    out.buffer_passes.pop_back();
    PP_CHECK(out.picture.unit < program.units.size());
  } else {
    PP_CHECK(static_cast<uint32_t>(program.shown_buffer) < program.num_buffers);
  }
  PP_CHECK((program.num_buffers > 0) == !out.buffer_passes.empty());
  uint32_t num_written = 0;
  for (const dialect::ComputePass& pass : out.buffer_passes) {
    PP_CHECK(pass.unit < program.units.size(), "unit ", pass.unit, " of ", program.units.size());
    PP_CHECK(pass.num_buffers >= 1 && pass.num_buffers <= 2 && pass.first_buffer >= num_written);
    num_written = pass.first_buffer + pass.num_buffers;
  }
  PP_CHECK(num_written <= program.num_buffers, num_written, " buffers of ", program.num_buffers);
  for (const dialect::DeclaredParameter& parameter : program.parameters) {
    PP_CHECK(parameter.num_components <= parameter.value.size() &&
                 parameter.first + parameter.num_components <= out.parameters.size(),
             "parameter ", parameter.name);
    std::copy_n(parameter.value.begin(), parameter.num_components,
                out.parameters.begin() + parameter.first);
  }
  out.declared = program.parameters;
  out.constants = program.constants;
  return out;
}

}  // namespace progpretrain::render
