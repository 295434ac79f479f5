// The TwiGL editor (twigl.app): four modes, each also in GLSL ES 3.00 and with two render targets,
// the first of which is shown.
#include "engine/dialect/dialect.h"

namespace progpretrain::dialect {
namespace {

const Helpers kNoise = {
    "twigl_noise.glsl",
    {"F4", "mod289", "permute", "taylorInvSqrt", "snoise2D", "snoise3D", "grad4", "snoise4D"}};
const Helpers kColourAndRotation = {
    "twigl_helpers.glsl", {"fsnoise", "fsnoiseDigits", "hsv", "rotate2D", "rotate3D", "PI", "PI2"}};

/// The three kinds of render target.
enum class Target { plain, es300, two };

/// The previous frame under its names: `name`, or `name`0 and `name`1 of two targets. A sampler that
/// is not bound reads texture unit 0: the first target.
void give_previous_frame(Dialect& d, std::string_view name, std::string_view name0,
                         std::string_view name1, Target target) {
  if (target == Target::two)
    d.previous_frame = {{name0, 0}, {name1, 1}};
  else
    d.previous_frame = {{name, 0}};
}

Dialect make(const std::string& mode, Target target) {
  Dialect d;
  d.name = "twigl:" + mode;
  if (target == Target::es300) d.name += "_300";
  if (target == Target::two) d.name += "_MRT";
  d.preludes = {"canvas.glsl"};
  d.num_targets = target == Target::two ? 2 : 1;
  d.other_samplers_read_previous = true;
  d.cleared_to = "vec4(0.0, 0.0, 0.0, 1.0)";
  if (mode == "classic") {
    d.values = {{"resolution", "vec2", "pp_resolution"},
                {"mouse", "vec2", "pp_mouse"},
                {"time", "float", "pp_time"},
                {"frame", "float", "pp_frame_count"},
                {"sound", "float", "0.0"}};
    give_previous_frame(d, "backbuffer", "backbuffer0", "backbuffer1", target);
    return d;
  }
  give_previous_frame(d, "b", "b0", "b1", target);
  if (mode == "geek") {
    d.values = {{"r", "vec2", "pp_resolution"},
                {"m", "vec2", "pp_mouse"},
                {"t", "float", "pp_time"},
                {"f", "float", "pp_frame_count"},
                {"s", "float", "0.0"}};
    return d;
  }
  d.preludes.push_back("twigl.glsl");
  d.predeclared = {"r", "m", "t", "f", "s"};
  for (const HostSampler& sampler : d.previous_frame) d.predeclared.push_back(sampler.name);
  if (target == Target::es300) {
    d.preludes.push_back("twigl_output.glsl");
    d.predeclared.push_back("o");
    d.output = "o";
  } else if (target == Target::two) {
    d.preludes.push_back("twigl_outputs.glsl");
    d.predeclared.insert(d.predeclared.end(), {"o0", "o1"});
    d.output = "o0";
    d.second_output = "o1";
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
    for (const Target target : {Target::plain, Target::es300, Target::two})
      all.push_back(make(mode, target));
  return all;
}

}  // namespace progpretrain::dialect
