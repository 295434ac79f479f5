#include "engine/dialect/host_values.h"

#include <algorithm>
#include <cctype>
#include <optional>

namespace progpretrain::dialect {
namespace {

constexpr std::string_view kResolution = "vec3(PP_PASS_SIZE, 1.0)";
constexpr std::string_view kUnit = "(pp_frag_coord.xy / PP_PASS_SIZE)";
/// TouchDesigner's.
constexpr std::string_view kTouchUnit = "vec3(pp_frag_coord.xy / PP_PASS_SIZE, 0.0)";
constexpr std::string_view kPointer = "PP_FRAME.pointer";
constexpr std::string_view kFrame = "pp_frame_number";
constexpr std::string_view kDate = "PP_FRAME.date";
/// ISF and glslViewer count months from 1.
constexpr std::string_view kDateFrom1 = "(PP_FRAME.date + vec4(0.0, 1.0, 0.0, 0.0))";
constexpr std::string_view kDelta = "PP_FRAME.canvas.w";
constexpr std::string_view kRate = "PP_FRAME.window_x.w";

std::vector<HostValue> make_values() {
  std::vector<HostValue> values = {{"mouse", "vec2", "(PP_FRAME.pointer.xy / PP_FRAME.canvas.xy)"},
                                   {"surfaceSize", "vec2", "pp_surface_size"},
                                   {"surfacePosition", "vec2", "pp_surface_position"},
                                   {"u_mouse", "vec4", kPointer},
                                   {"iMouse", "vec4", kPointer},
                                   {"iSampleRate", "float", "44100.0"},
                                   {"isf_FragNormCoord", "vec2", kUnit},
                                   {"vv_FragNormCoord", "vec2", kUnit},
                                   {"isf_FragCoord", "vec2", "pp_frag_coord.xy"},
                                   {"vUV", "vec3", kTouchUnit},
                                   {"iDate", "vec4", kDate},
                                   {"u_date", "vec4", kDateFrom1},
                                   {"DATE", "vec4", kDateFrom1}};
  const auto add = [&](std::string_view type, std::string_view expression,
                       std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) values.push_back({name, type, expression});
  };
  add("vec2", "PP_PASS_SIZE", {"resolution", "u_resolution", "RENDERSIZE", "v2Resolution"});
  // As the author declares them; undeclared they have two components.
  add("vec3", kResolution, {"resolution", "u_resolution"});
  add("vec3", kResolution,
      {"iResolution", "Resolution", "uResolution", "u_Resolution", "iViewport", "u_viewport",
       "viewport", "screenSize", "u_screenSize", "uScreenSize", "canvasSize", "u_canvasSize",
       "windowSize", "u_windowSize", "screenResolution", "u_size"});
  add("float", "pp_time_s",
      {"time", "Time", "u_time", "uTime", "u_Time", "iTime", "iGlobalTime", "TIME", "fGlobalTime",
       "globalTime", "u_globalTime", "uGlobalTime", "gTime", "g_time", "elapsedTime", "u_seconds"});
  add("float", kDelta,
      {"iTimeDelta", "u_delta", "u_timeDelta", "u_deltaTime", "timeDelta", "deltaTime",
       "uDeltaTime", "TIMEDELTA", "fFrameTime", "dt"});
  add("float", kRate, {"iFrameRate", "u_fps", "u_frameRate"});
  add("int", kFrame,
      {"iFrame", "frame", "u_frame", "uFrame", "FRAMEINDEX", "frameCount", "u_frameCount",
       "frameIndex", "frameNumber"});
  add("int", "int(pp_dispatch.pass)", {"PASSINDEX"});
  // Cocos2d-x.
  add("vec4", "(pp_time_s * vec4(0.1, 1.0, 2.0, 4.0))", {"CC_Time"});
  add("vec4", "vec4(pp_time_s * vec3(0.125, 0.25, 0.5), sin(pp_time_s))", {"CC_SinTime"});
  add("vec4", "vec4(pp_time_s * vec3(0.125, 0.25, 0.5), cos(pp_time_s))", {"CC_CosTime"});
  add("vec4", "fract(vec4(0.7549, 0.5698, 0.8192, 0.671) * float(pp_frame_number + 1))", {"CC_Random01"});
  add("int", "0", {"uTDPass", "uTDCurrentDepth"});
  // libretro.
  add("vec4", "vec4(PP_PASS_SIZE, 1.0 / PP_PASS_SIZE)",
      {"SourceSize", "OriginalSize", "OutputSize", "FinalViewportSize"});
  add("vec2", "PP_PASS_SIZE", {"TextureSize", "InputSize"});
  add("int", kFrame, {"FrameCount"});
  add("int", "1", {"FrameDirection"});
  add("float", "PP_FRAME.canvas.x", {"vidWidth"});
  add("float", "PP_FRAME.canvas.y", {"vidHeight"});
  return values;
}

struct Shape {
  char base = 'f';  ///< f, i, u, b
  int size = 1;
};

std::optional<Shape> shape_of(std::string_view type) {
  if (type == "float") return Shape{'f', 1};
  if (type == "int") return Shape{'i', 1};
  if (type == "uint") return Shape{'u', 1};
  if (type == "bool") return Shape{'b', 1};
  Shape shape;
  if (!type.empty() && (type[0] == 'i' || type[0] == 'u' || type[0] == 'b')) {
    shape.base = type[0];
    type.remove_prefix(1);
  }
  if (type.size() != 4 || !type.starts_with("vec") || type[3] < '2' || type[3] > '4')
    return std::nullopt;
  shape.size = type[3] - '0';
  return shape;
}

bool has_word(std::string_view name, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return name.find(word) != std::string_view::npos;
  });
}

/// Convolution filters of ISF get their neighbours' positions from a vertex shader of their own.
std::string_view neighbour(std::string_view name) {
  if (!name.ends_with("coord")) return {};
  if (name.starts_with("lefta")) return "vec2(-1.0, 1.0)";
  if (name.starts_with("leftb")) return "vec2(-1.0, -1.0)";
  if (name.starts_with("righta")) return "vec2(1.0, 1.0)";
  if (name.starts_with("rightb")) return "vec2(1.0, -1.0)";
  if (name.starts_with("left")) return "vec2(-1.0, 0.0)";
  if (name.starts_with("right")) return "vec2(1.0, 0.0)";
  if (name.starts_with("above")) return "vec2(0.0, 1.0)";
  return name.starts_with("below") ? "vec2(0.0, -1.0)" : "";
}

}  // namespace

const std::vector<HostValue>& common_host_values() {
  static const std::vector<HostValue> kValues = make_values();
  return kValues;
}

std::string convert_value(std::string_view expression, std::string_view type,
                          std::string_view author_type) {
  const auto have = shape_of(type), want = shape_of(author_type);
  if (!have || !want) return "";
  std::string value(expression);
  if (want->size < have->size)
    value = "(" + value + ")." + std::string("xyzw").substr(0, static_cast<size_t>(want->size));
  if (want->size <= have->size && want->base == have->base) return value;
  value = std::string(author_type) + "(" + value;
  for (int i = have->size; i < want->size; ++i) value += ", 0.0";
  return value + ")";
}

std::string varying_value(std::string_view name, std::string_view type) {
  std::string lower;
  for (const char c : name)
    if (std::isalpha(static_cast<unsigned char>(c)))
      lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (const size_t at = lower.find("vertex"); at != lower.npos && lower != "vertex")
    lower.erase(at, 6);  // or it would read as a texture
  const auto shape = shape_of(type);
  if (!shape) return "";
  const std::string unit(kUnit);
  std::string value = "vec4(" + unit + ", 0.0, 1.0)";
  const std::string centred = "vec4(2.0 * " + unit + " - 1.0, 0.0, 1.0)";
  if (const std::string_view step = neighbour(lower); !step.empty())
    value = "vec4(clamp(" + unit + " + " + std::string(step) +
            " / PP_PASS_SIZE, 0.0, 1.0), 0.0, 1.0)";
  else if (shape->size == 1)
    value = has_word(lower, {"alpha", "opacity", "fade", "light", "intensity"}) ? "vec4(1.0)"
                                                                                : "vec4(0.0)";
  else if (lower == "fragcoord" || lower == "vfragcoord" || lower == "pixelcoord")
    value = "pp_frag_coord";  // Phaser's
  else if (has_word(lower, {"uv", "tex", "coord"}) || lower == "st" || lower == "vst")
    ;  // the unit square
  else if (has_word(lower, {"color", "colour", "tint"}) || lower == "col" || lower == "vcol")
    value = "vec4(1.0)";
  else if (has_word(lower, {"normal"}))
    value = "vec4(0.0, 0.0, 1.0, 0.0)";
  else if (has_word(lower, {"ray", "dir", "eye", "view"}))
    value = "vec4((2.0 * " + unit +
            " - 1.0) * vec2(PP_FRAME.canvas.x / PP_FRAME.canvas.y, 1.0), -1.0, 0.0)";
  else if (has_word(lower, {"pos", "vertex", "point"}) || shape->size > 2)
    value = centred;
  if (shape->base != 'f' && shape->size == 1) value = "vec4(0.0)";
  return convert_value(value, "vec4", type);
}

}  // namespace progpretrain::dialect
