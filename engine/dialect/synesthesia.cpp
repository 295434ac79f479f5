// Synesthesia's scenes (https://app.synesthesia.live/docs/ssf): a function that returns the colour,
// and values that follow the music: here a song of two beats a second.
#include <optional>

#include "engine/dialect/host_dialects.h"
#include "engine/dialect/passes.h"
#include "engine/dialect/source_text.h"
#include "engine/dialect/token.h"

namespace progpretrain::dialect {
namespace {

constexpr std::string_view kUnit = "(pp_frag_coord.xy / PP_PASS_SIZE)";
constexpr std::string_view kCentred = "((pp_frag_coord.xy - 0.5 * PP_PASS_SIZE) / PP_PASS_SIZE.y)";

std::vector<HostValue> scene_values() {
  std::vector<HostValue> values = {
      {"_uv", "vec2", kUnit},
      {"_uvc", "vec2", kCentred},
      {"_xy", "vec2", "pp_frag_coord.xy"},
      {"_mouse", "vec4", "PP_FRAME.pointer"},
      {"_muv", "vec2", "(PP_FRAME.pointer.xy / PP_FRAME.canvas.xy)"},
      {"_muvc", "vec2", "((PP_FRAME.pointer.xy - 0.5 * PP_FRAME.canvas.xy) / PP_FRAME.canvas.y)"},
      {"FRAMECOUNT", "int", "pp_frame_number"},
      {"syn_OnBeat", "float", "pow(0.5 + 0.5 * cos(12.566371 * pp_time_s), 6.0)"},
      {"syn_ToggleOnBeat", "float", "(0.5 - 0.5 * cos(6.2831853 * pp_time_s))"},
      {"syn_RandomOnBeat", "float", "fract(sin(floor(2.0 * pp_time_s) * 12.9898) * 43758.5453)"},
      {"syn_BeatTime", "float", "floor(2.0 * pp_time_s)"},
      {"syn_BPM", "float", "120.0"},
      {"syn_BPMConfidence", "float", "1.0"},
      {"syn_BPMTwitcher", "float", "(floor(2.0 * pp_time_s) + pow(fract(2.0 * pp_time_s), 3.0))"},
      {"syn_BPMSin", "float", "(0.5 + 0.5 * sin(12.566371 * pp_time_s))"},
      {"syn_BPMSin2", "float", "(0.5 + 0.5 * sin(6.2831853 * pp_time_s))"},
      {"syn_BPMSin4", "float", "(0.5 + 0.5 * sin(3.1415927 * pp_time_s))"},
      {"syn_BPMTri", "float", "abs(1.0 - 2.0 * fract(2.0 * pp_time_s))"},
      {"syn_BPMTri2", "float", "abs(1.0 - 2.0 * fract(pp_time_s))"},
      {"syn_BPMTri4", "float", "abs(1.0 - 2.0 * fract(0.5 * pp_time_s))"},
      {"syn_FadeInOut", "float", "1.0"},
      {"syn_Intensity", "float", "0.6"},
      {"syn_CurvedTime", "float", "(pp_time_s - 0.1 * sin(3.1415927 * pp_time_s))"}};
  const auto add = [&](std::string_view expression, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) values.push_back({name, "float", expression});
  };
  add("(0.5 + 0.2 * cos(12.566371 * pp_time_s) + 0.1 * sin(0.7 * pp_time_s))",
      {"syn_Level", "syn_BassLevel"});
  add("(0.45 + 0.2 * sin(6.2831853 * pp_time_s) + 0.1 * sin(1.1 * pp_time_s))", {"syn_MidLevel"});
  add("(0.4 + 0.2 * cos(6.2831853 * pp_time_s) + 0.1 * sin(1.7 * pp_time_s))",
      {"syn_MidHighLevel", "syn_HighLevel"});
  add("pow(0.5 + 0.5 * cos(12.566371 * pp_time_s), 4.0)", {"syn_Hits", "syn_BassHits"});
  add("pow(0.5 - 0.5 * cos(6.2831853 * pp_time_s), 4.0)", {"syn_MidHits"});
  add("pow(0.5 - 0.5 * cos(12.566371 * pp_time_s), 4.0)", {"syn_MidHighHits", "syn_HighHits"});
  add("(0.6 + 0.2 * sin(0.5 * pp_time_s))", {"syn_Presence", "syn_BassPresence", "syn_MidPresence",
                                             "syn_MidHighPresence", "syn_HighPresence"});
  // The integrals of the levels.
  add("(0.5 * pp_time_s + 0.016 * sin(12.566371 * pp_time_s))", {"syn_Time", "syn_BassTime"});
  add("(0.45 * pp_time_s - 0.032 * cos(6.2831853 * pp_time_s))", {"syn_MidTime"});
  add("(0.4 * pp_time_s + 0.032 * sin(6.2831853 * pp_time_s))",
      {"syn_MidHighTime", "syn_HighTime"});
  return values;
}

/// The line in which a text asks for a pass after the first, or 0.
int line_of_later_pass(const std::string& source) {
  const Tokens tokens = tokenise(strip_comments(clean_text(source)));
  const auto is_later = [&](size_t i) {
    return i < tokens.size() && tokens[i].kind == Token::Kind::number &&
           tokens[i].text.find_first_of("123456789") != std::string::npos;
  };
  const auto compares = [&](size_t i) {
    static const NameSet kComparisons = {"==", "!=", "<", ">", "<=", ">="};
    return i < tokens.size() && kComparisons.contains(tokens[i].text);
  };
  for (size_t i = 0; i < tokens.size(); ++i)
    if (tokens[i].is("PASSINDEX") && ((compares(i + 1) && is_later(i + 2)) ||
                                      (i > 1 && compares(i - 1) && is_later(i - 2))))
      return tokens[i].line;
  return 0;
}

corpus::Result<ComputeProgram> translate_scene(const Dialect& dialect,
                                               const corpus::Program& program) {
  if (const int line = line_of_later_pass(program.source); line != 0)
    return corpus::Refused(refuse_unsupported(
        line, "has several passes, which Synesthesia declares in a file beside the text"));
  return translate_single(dialect, program);
}

}  // namespace

Dialect synesthesia_dialect() {
  Dialect d = fragment_shader_dialect("synesthesia");
  d.version = {330, false};
  d.macros +=
      "#define _loadUserImage() texture2D(syn_UserImage, _uv)\n"
      "#define _textureUserImage(p) texture2D(syn_UserImage, p)\n"
      "#define _loadMedia() texture2D(syn_Media, _uv)\n"
      "#define _textureMedia(p) texture2D(syn_Media, p)\n"
      "#define _exists(image) true\n";
  d.inputs = {{"syn_Spectrum", "spectrum and waveform"},
              {"syn_LevelTrail", "spectrum and waveform"},
              {"syn_UserImage", "texture", "picture video"},
              {"syn_Media", "texture", "first video"}};
  const std::vector<HostValue> values = scene_values();
  d.values.insert(d.values.begin(), values.begin(), values.end());
  d.helpers.push_back(
      {"synesthesia.glsl",
       {"PI", "_rotate", "_nsin", "_ncos", "_pixelate", "_luminance", "_noise", "_hsv2rgb"}});
  d.has_controls = true;
  d.entry = Dialect::Entry::function;
  d.function = "renderMain";
  d.call = "renderMain()";
  d.translate = translate_scene;
  return d;
}

}  // namespace progpretrain::dialect
