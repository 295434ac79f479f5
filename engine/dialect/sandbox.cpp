// GLSL Sandbox (glslsandbox.com) and hosts that differ from it in the names of their uniforms only:
// The Book of Shaders and glslViewer (u_time), editors that feed Shadertoy's names to a plain
// main().
#include "engine/dialect/dialect.h"

namespace progpretrain::dialect {

Dialect sandbox_dialect() {
  Dialect d;
  d.name = "sandbox";
  d.preludes = {"canvas.glsl"};
  d.values = {{"resolution", "vec2", "pp_resolution"},
              {"mouse", "vec2", "pp_mouse"},
              {"time", "float", "pp_time"},
              {"surfaceSize", "vec2", "pp_surface_size"},
              {"surfacePosition", "vec2", "pp_surface_position"},
              {"u_resolution", "vec2", "pp_resolution"},
              {"u_mouse", "vec2", "PP_FRAME.pointer.xy"},
              {"u_time", "float", "pp_time"},
              {"u_delta", "float", "PP_FRAME.canvas.w"},
              {"u_date", "vec4", "PP_FRAME.date"},
              {"v_texcoord", "vec2", "pp_unit_position"},
              {"vUv", "vec2", "pp_unit_position"},
              {"iResolution", "vec3", "vec3(pp_resolution, 1.0)"},
              {"iTime", "float", "pp_time"},
              {"iGlobalTime", "float", "pp_time"},
              {"iMouse", "vec4", "PP_FRAME.pointer"},
              {"iDate", "vec4", "PP_FRAME.date"}};
  d.previous_frame = {"backbuffer", "backBuffer", "bb"};
  return d;
}

}  // namespace progpretrain::dialect
