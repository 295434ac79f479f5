// The TwiGL editor (twigl.app): four modes, each also in GLSL ES 3.00. The modes with several
// render targets are not here.
#include "engine/dialect/dialect.h"

namespace progpretrain::dialect {
namespace {

const Helpers kNoise = {
    "twigl_noise.glsl",
    {"F4", "mod289", "permute", "taylorInvSqrt", "snoise2D", "snoise3D", "grad4", "snoise4D"}};
const Helpers kColourAndRotation = {
    "twigl_helpers.glsl", {"fsnoise", "fsnoiseDigits", "hsv", "rotate2D", "rotate3D", "PI", "PI2"}};

Dialect make(const std::string& mode, bool es300) {
  Dialect d;
  d.name = "twigl:" + mode + (es300 ? "_300" : "");
  d.preludes = {"canvas.glsl"};
  if (mode == "classic") {
    d.values = {{"resolution", "vec2", "pp_resolution"},
                {"mouse", "vec2", "pp_mouse"},
                {"time", "float", "pp_time"},
                {"frame", "float", "pp_frame_count"},
                {"sound", "float", "0.0"}};
    d.previous_frame = {"backbuffer"};
    return d;
  }
  d.previous_frame = {"b"};
  if (mode == "geek") {
    d.values = {{"r", "vec2", "pp_resolution"},
                {"m", "vec2", "pp_mouse"},
                {"t", "float", "pp_time"},
                {"f", "float", "pp_frame_count"},
                {"s", "float", "0.0"}};
    return d;
  }
  d.preludes.push_back("twigl.glsl");
  d.predeclared = {"r", "m", "t", "f", "s", "b"};
  if (es300) {
    d.preludes.push_back("twigl_output.glsl");
    d.predeclared.push_back("o");
    d.output = "o";
  }
  if (mode == "geekest") {
    d.entry = Dialect::Entry::main_or_body;
    d.macros = "#define FC gl_FragCoord\n";
    d.helpers = {kNoise, kColourAndRotation};
  }
  return d;
}

}  // namespace

std::vector<Dialect> twigl_dialects() {
  std::vector<Dialect> all;
  for (const char* mode : {"classic", "geek", "geeker", "geekest"})
    for (const bool es300 : {false, true}) all.push_back(make(mode, es300));
  return all;
}

}  // namespace progpretrain::dialect
