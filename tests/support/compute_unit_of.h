#pragma once
// Complete compute units for tests that stand below the translator: the files of shaders/ around a
// program written in plain GLSL, which defines `void mainImage(out vec4 colour, in vec2 position)`
// and may use iTime, iFrame and iResolution.
#include <string>

#include "engine/base/file.h"
#include "engine/dialect/compute_unit.h"

namespace progpretrain::testing {

inline std::string shader_file(const std::string& name) {
  return base::read_file(std::string(PROGPRETRAIN_SOURCE_FOLDER) + "/shaders/" + name);
}

inline dialect::ComputeUnit compute_unit_of(const std::string& program,
                                            bool uses_derivatives = false) {
  dialect::ComputeUnit unit;
  unit.uses_derivatives = uses_derivatives;
  unit.glsl =
      "#version 450\n"
      "#extension GL_EXT_null_initializer : require\n"
      "#extension GL_EXT_shader_explicit_arithmetic_types_int8 : require\n"
      "#extension GL_EXT_shader_8bit_storage : require\n";
  if (uses_derivatives)
    unit.glsl +=
        "#extension GL_KHR_shader_subgroup_basic : require\n"
        "#extension GL_KHR_shader_subgroup_ballot : require\n"
        "#extension GL_KHR_shader_subgroup_quad : require\n"
        "#define PP_QUADS\n"
        "#define dFdx pp_dFdx\n"
        "#define dFdy pp_dFdy\n"
        "#define fwidth pp_fwidth\n";
  unit.glsl += shader_file("frame_params.h") + "\n" + shader_file("slot.glsl") + shader_file("frame.glsl");
  unit.glsl +=
      "\n#define iTime PP_FRAME.canvas.z\n"
      "#define iFrame PP_FRAME.frame.x\n"
      "#define iResolution vec3(PP_FRAME.canvas.xy, 1.0)\n"
      "#define discard (pp_discarded = true)\n"
      "#line 1 1\n";
  unit.glsl += program;
  unit.glsl +=
      "\n#line 1 0\n"
      "vec4 pp_program_colour() {\n"
      "  vec4 colour = vec4(0.0);\n"
      "  mainImage(colour, pp_frag_coord.xy);\n"
      "  return colour;\n"
      "}\n";
  unit.glsl += shader_file("entry.glsl");
  return unit;
}

}  // namespace progpretrain::testing
