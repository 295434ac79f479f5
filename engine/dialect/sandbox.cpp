// GLSL Sandbox (glslsandbox.com), and whole fragment shaders of any GLSL version whose host differs
// from it in names only: KodeLife, VEDA, TouchDesigner, three.js, Shadertoy's names around a main() of one's own.
#include "engine/dialect/host_dialects.h"
#include "engine/dialect/host_values.h"

namespace progpretrain::dialect {

Dialect fragment_shader_dialect(std::string name) {
  Dialect d;
  d.name = std::move(name);
  d.preludes = {"textures_1d.glsl", "canvas.glsl"};
  d.macros =
      "#define sampler1D sampler2D\n"
      "#define texture1D texture2D\n"
      "#define sampler2DRect sampler2D\n"
      "#define texture2DRect(s, p) texture2D(s, (p) / vec2(textureSize(s, 0)))\n";
  d.values = common_host_values();
  d.declares_values = true;
  d.declares_samplers = true;
  d.helpers = {{"touchdesigner.glsl",
                {"uTDOutputInfo", "uTD2DInfos", "TDPerlinNoise", "TDSimplexNoise", "TDHSVToRGB", "TDRGBToHSV", "TDDither",
                 "TDOutputSwizzle"}}};
  d.version = {100, true};
  d.inputs = {{"spectrum", "music"}, {"samples", "music"}, {"key", "keyboard"}};
  return d;
}

Dialect sandbox_dialect() {
  Dialect d = fragment_shader_dialect("sandbox");
  d.previous_frame = {{"backbuffer"}, {"backBuffer"},    {"bb"},        {"u_backbuffer"},
                      {"prevFrame"},  {"previousFrame"}, {"lastFrame"}, {"u_previousFrame"}};
  d.previous_frame_is_smooth = false;
  d.previous_frame_has_8_bits = true;
  d.cleared_to = "vec4(0.0)";
  return d;
}

}  // namespace progpretrain::dialect
