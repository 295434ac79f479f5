#include "engine/dialect/detect.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <vector>

#include "engine/dialect/conditions.h"
#include "engine/dialect/dialect.h"
#include "engine/dialect/free_names.h"
#include "engine/dialect/glsl_version.h"
#include "engine/dialect/host_lines.h"
#include "engine/dialect/isf_header.h"
#include "engine/dialect/macro_expansion.h"
#include "engine/dialect/outline.h"
#include "engine/dialect/source_text.h"
#include "engine/dialect/token.h"

namespace progpretrain::dialect {
namespace {

/// What a text shows at a glance, where its own conditions let it. Where macros are not
/// expanded, names count wherever else they stand.
struct Evidence {
  NameSet names;      ///< all identifiers
  NameSet free;       ///< those that stand where the text itself has not declared them
  NameSet free_assigned;  ///< those of them on the left of an assignment
  NameSet uniforms;   ///< declared as uniform
  NameSet functions;  ///< "TYPE name (" before a brace
  NameSet assigned;   ///< names (or their components) on the left of an assignment
  NameSet macros;     ///< "#define NAME"
  std::unordered_map<std::string, std::string> uniform_types;
  std::vector<std::string> uniform_order;  ///< as they are declared
  bool has_statement = false, has_output = false, has_directive_300 = false;
  bool main_takes_colour = false;  ///< main(out vec4 ...)
  bool has_desktop_version = false;  ///< #version 110 to 460 without "es"
  bool has_newer_version = false;    ///< any #version but 100

  bool has(std::string_view name) const { return names.contains(std::string(name)); }
  bool declares(std::string_view name) const { return uniforms.contains(std::string(name)); }
  bool defines_macro(std::string_view name) const { return macros.contains(std::string(name)); }
  bool declares_as(std::string_view name, std::string_view type) const {
    const auto found = uniform_types.find(std::string(name));
    return found != uniform_types.end() && found->second == type;
  }
  bool defines(std::string_view name) const { return functions.contains(std::string(name)); }
  bool assigns(std::string_view name) const { return assigned.contains(std::string(name)); }
  /// Uses a name that its host has to declare.
  bool expects(std::string_view name) const {
    return free.contains(std::string(name)) && !free_assigned.contains(std::string(name)) &&
           !declares(name) && !defines(name) && !defines_macro(name);
  }
};

/// In the place of a function's name that a macro makes.
const std::string kNamedByMacro;

bool is_assignment(const Token& t) {
  static const NameSet kOperators = {"=", "+=", "-=", "*=", "/=", "++", "--"};
  return kOperators.contains(t.text);
}

void read_uniform(const Tokens& tokens, size_t i, Evidence& e) {
  // uniform [precision] TYPE name [sizes] , name ... ;   or   uniform NAME { TYPE name; ... }
  std::string type;
  bool in_block = false;
  for (size_t k = i + 1; k < tokens.size() && !tokens[k].is("}"); ++k) {
    in_block |= tokens[k].is("{");
    if (tokens[k].is(";") && !in_block) break;
    if (tokens[k].is_identifier() && k + 1 < tokens.size() &&
        (tokens[k + 1].is(";") || tokens[k + 1].is(",") || tokens[k + 1].is("[") ||
         tokens[k + 1].is("="))) {
      if (e.uniforms.insert(tokens[k].text).second) e.uniform_order.push_back(tokens[k].text);
      e.uniform_types[tokens[k].text] = type;
    } else if (tokens[k].is_identifier()) {
      type = tokens[k].text;  // the last word before the name
    }
  }
}

/// Continued lines as one; the line ends follow it.
std::string splice_lines(std::string text) {
  for (size_t at = text.find("\\\n"); at != text.npos; at = text.find("\\\n", at))
    text.replace(at, 2, "  ");
  return text;
}

/// For every "(" the index of its ")", else 0.
std::vector<size_t> matching_parentheses(const Tokens& tokens) {
  std::vector<size_t> close(tokens.size(), 0), open;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is("(")) open.push_back(i);
    if (!tokens[i].is(")") || open.empty()) continue;
    close[open.back()] = i;
    open.pop_back();
  }
  return close;
}

Evidence gather(const Tokens& tokens, const GlslVersion& version) {
  Evidence e;
  e.has_directive_300 = version.number == 300;
  e.has_desktop_version = version.is_told && !version.is_es;
  e.has_newer_version = version.is_told && version.number != 100;
  const auto is = [&](size_t i, std::string_view what) {
    return i < tokens.size() && tokens[i].is(what);
  };
  const std::vector<size_t> close = matching_parentheses(tokens);
  std::vector<bool> in_directive(tokens.size());
  for (size_t i = 0; i < tokens.size(); ++i)
    in_directive[i] = i > 0 && tokens[i - 1].line == tokens[i].line ? in_directive[i - 1] : tokens[i].is("#");
  // A head that a macro holds may have its body elsewhere: "#define MAIN void mainImage(...)".
  const auto is_head = [&](size_t i) {
    if (i == 0 || !tokens[i - 1].is_identifier() || !is(i + 1, "(")) return false;
    if (in_directive[i - 1] != in_directive[i]) return false;
    if (is_statement_word(tokens[i - 1]) || is_statement_word(tokens[i]) || is(i - 1, "define")) return false;
    if (close[i + 1] != 0 && is(close[i + 1] + 1, "{")) return true;
    return in_directive[i] && tokens[i].text.starts_with("main");
  };
  const std::vector<bool> is_free = free_names(tokens);
  int depth = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const Token& t = tokens[i];
    e.has_statement |= t.is(";");
    depth += t.is("(") - t.is(")");
    if (!t.is_identifier()) continue;
    e.names.insert(t.text);
    if (is_free[i]) e.free.insert(t.text);
    if (t.is("define") && i > 0 && tokens[i - 1].is("#") && i + 1 < tokens.size())
      e.macros.insert(tokens[i + 1].text);
    if (t.is("uniform")) read_uniform(tokens, i, e);
    if (t.is("out") && depth == 0) e.has_output = true;
    if (is_head(i)) {
      // #define main() mainImage(out vec4 ...): the macro is no function, what it stands for is.
      e.functions.insert(e.defines_macro(t.text) ? kNamedByMacro : t.text);
    } else if (t.is("mainImage") && i > 1 && is(i + 1, "(") &&
               (is(i + 2, "out") || is(i + 2, "inout"))) {
      e.functions.insert(t.text);
    }
    if (t.is("main") && is(i + 1, "(") && (is(i + 2, "out") || is(i + 2, "inout")))
      e.main_takes_colour |= is(i + 3, "vec4") || is(i + 4, "vec4");
    size_t k = i + 1;
    if (is(k, ".") && k + 1 < tokens.size()) k += 2;
    const bool is_assigned = (k < tokens.size() && is_assignment(tokens[k])) ||
                             (i > 0 && (tokens[i - 1].is("++") || tokens[i - 1].is("--")));
    if (is_assigned) e.assigned.insert(t.text);
    if (is_assigned && is_free[i]) e.free_assigned.insert(t.text);
  }
  return e;
}

/// What a text is when it is no fragment shader of GLSL, by a name that only such texts have.
std::string foreign_kind(const Evidence& e) {
  struct Mark {
    std::string_view name, kind;
  };
  static constexpr std::array<Mark, 24> kMarks = {{{"cbuffer", "an HLSL shader"},
                                                   {"SV_Target", "an HLSL shader"},
                                                   {"SV_TARGET", "an HLSL shader"},
                                                   {"SV_POSITION", "an HLSL shader"},
                                                   {"SV_Position", "an HLSL shader"},
                                                   {"shader_type", "a Godot shader"},
                                                   {"CGPROGRAM", "a Unity shader"},
                                                   {"HLSLPROGRAM", "a Unity shader"},
                                                   {"SubShader", "a Unity shader"},
                                                   {"metal_stdlib", "a Metal shader"},
                                                   {"gl_GlobalInvocationID", "a compute shader"},
                                                   {"gl_LocalInvocationID", "a compute shader"},
                                                   {"gl_LocalInvocationIndex", "a compute shader"},
                                                   {"gl_WorkGroupID", "a compute shader"},
                                                   {"local_size_x", "a compute shader"},
                                                   {"EmitVertex", "a geometry shader"},
                                                   {"gl_TessLevelOuter", "a tessellation shader"},
                                                   {"gl_TessCoord", "a tessellation shader"},
                                                   {"SetMeshOutputsEXT", "a mesh shader"},
                                                   {"rayPayloadEXT", "a ray-tracing shader"},
                                                   {"rayPayloadInEXT", "a ray-tracing shader"},
                                                   {"hitAttributeEXT", "a ray-tracing shader"},
                                                   {"gl_VertexID", "a vertex shader"},
                                                   {"gl_VertexIndex", "a vertex shader"}}};
  // One text may hold several stages under conditions: what draws a picture counts.
  const bool draws = e.has("gl_FragColor") || e.has("gl_FragData") || e.defines("mainImage");
  for (const Mark& mark : kMarks)
    if (e.has(mark.name) && !draws) return std::string(mark.kind);
  if (e.has("gl_Position") && !draws) return "a vertex shader";
  if (e.defines("mainSound") && !draws) return "a sound pass of Shadertoy, which draws no picture";
  if (e.defines("mainCubemap") && !draws)
    return "a cube-map pass of Shadertoy, which draws no picture";
  return "";
}

bool has_any(const NameSet& names, std::initializer_list<std::string_view> wanted) {
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](std::string_view name) { return names.contains(std::string(name)); });
}

/// Names that ISF's hosts declare and nobody else.
bool uses_isf_names(const Evidence& e) {
  for (const std::string_view name :
       {"RENDERSIZE", "PASSINDEX", "isf_FragNormCoord", "vv_FragNormCoord", "IMG_NORM_PIXEL",
        "IMG_PIXEL", "IMG_THIS_PIXEL", "IMG_THIS_NORM_PIXEL", "IMG_SIZE"})
    if (e.expects(name)) return true;
  return false;
}

/// Hosts that start a function of their own name.
std::optional<Detection> detect_own_entry(const Evidence& e) {
  if (e.defines("transition") && (e.expects("getFromColor") || e.expects("getToColor")))
    return Detection{"gl-transition", "defines transition and uses getFromColor or getToColor"};
  if (e.defines("main")) return std::nullopt;
  const bool is_shadertoy = e.defines("mainImage");
  if (e.defines("renderMain") && (!is_shadertoy || e.expects("_uv") || e.expects("_xy") ||
                                  e.expects("_uvc") || e.expects("RENDERSIZE")))
    return Detection{"synesthesia", "defines renderMain, as Synesthesia's scenes do"};
  if (is_shadertoy) return std::nullopt;
  if (e.defines("transition") && e.expects("progress"))
    return Detection{"gl-transition", "defines transition and uses progress"};
  const bool has_love_names = e.has("Image") || e.has("extern") || e.has("Texel") || e.has("love_PixelColor") ||
                              e.has("love_ScreenSize") || e.has("love_Canvases");
  if (e.defines("effect") && has_love_names) return Detection{"love", "defines effect, as LOVE's shaders do"};
  return std::nullopt;
}

bool is_bonzomatic(const Evidence& e) {
  return has_any(e.uniforms, {"fGlobalTime", "v2Resolution", "texFFT", "texPreviousFrame"}) ||
         has_any(e.names, {"fGlobalTime", "v2Resolution"});
}

bool is_viewer(const Evidence& e) {
  return has_any(e.uniforms, {"u_time", "u_resolution", "u_buffer0", "u_doubleBuffer0"});
}

/// TwiGL's modes with two render targets.
Detection detect_two_targets(const Evidence& e, bool has_main) {
  const std::string why = "sets two render targets";
  if (e.assigns("outColor0") || e.declares("resolution") || e.declares("time"))
    return {"twigl:classic_MRT", why + " as classic programs do"};
  if (e.declares("r") || e.declares("t") || e.has_output)
    return {"twigl:geek_MRT", why + " and declares its uniforms"};
  if (!has_main) return {"twigl:geekest_MRT", why + " in a body without main"};
  return {e.expects("FC") ? "twigl:geekest_MRT" : "twigl:geeker_MRT", why + " and defines main"};
}

/// TwiGL's classic template differs from GLSL Sandbox's in the order of its uniforms alone.
bool has_twigl_order(const Evidence& e) {
  const auto& order = e.uniform_order;
  static const std::vector<std::string> kTemplate = {"resolution", "mouse", "time"};
  return e.declares("backbuffer") && !e.has("GL_ES") && !e.has("extension") && order.size() >= 3 &&
         std::equal(kTemplate.begin(), kTemplate.end(), order.begin());
}

Detection detect_main(const Evidence& e) {
  if (is_bonzomatic(e)) return {"bonzomatic", "uses fGlobalTime or v2Resolution and defines main"};
  if (is_viewer(e)) return {"glslviewer", "declares u_time or u_resolution and defines main"};
  const bool es300 = e.has_output || e.has_directive_300;
  const auto twigl = [&](const std::string& mode, bool is_300, std::string why) {
    return Detection{"twigl:" + mode + (is_300 ? "_300" : ""), std::move(why)};
  };
  const bool short_names =
      (e.declares_as("r", "vec2") || e.declares_as("t", "float")) &&
      !has_any(e.uniforms, {"resolution", "time", "iResolution", "iTime", "uResolution", "uTime"});
  if (!e.has_desktop_version && short_names)
    return twigl("geek", es300, "declares uniforms r, m, t and defines main");
  const bool canvas = has_any(e.uniforms, {"resolution", "time", "mouse"});
  if (!e.has_newer_version && canvas &&
      (e.declares_as("frame", "float") || e.declares_as("sound", "float")))
    return twigl("classic", es300, "declares uniform frame or sound and defines main");
  if (!e.has_desktop_version && !es300 && has_twigl_order(e))
    return twigl("classic", false, "declares resolution, mouse, time and backbuffer in this order");
  if (!e.uniforms.empty()) {
    // The editor puts #version before the text and calls its output so in its templates; some
    // collections hold both as one text.
    const bool as_twigl = !e.declares("resolution") || e.declares_as("resolution", "vec2");
    const bool has_editors_version =
        !e.has_newer_version || (!e.has_desktop_version && has_twigl_order(e));
    if (e.has_output && has_editors_version && as_twigl && canvas && e.assigns("outColor") &&
        !e.declares("frame"))
      return twigl("classic", true, "declares uniforms resolution, time and the output outColor");
    return {"sandbox", "declares uniforms and defines main"};
  }
  if (e.has_output) return {"sandbox", "defines main and an output and declares no uniforms"};
  if (has_any(e.names, {"iTime", "iResolution", "iGlobalTime", "u_time", "u_resolution"}))
    return {"sandbox", "defines main and uses a host's names without declaring them"};
  const bool out = !e.has("gl_FragColor") && !e.has("gl_FragData") && e.assigns("o");
  if (e.expects("FC")) return twigl("geekest", out, "uses FC and defines main");
  for (const std::string_view helper :
       {"snoise2D", "snoise3D", "snoise4D", "fsnoise", "fsnoiseDigits", "hsv", "rotate2D", "rotate3D", "PI2"})
    if (e.expects(helper) && (out || e.expects("r") || e.expects("t")))
      return twigl("geekest", out, "uses " + std::string(helper) + ", defines main and uses r, t or o");
  if (out || e.expects("r") || e.expects("t"))
    return twigl("geeker", out, "defines main and uses r, t without declaring them");
  return {"sandbox", "defines main and declares no uniforms"};
}

/// nullopt: nothing that this room knows.
std::optional<corpus::Result<Detection>> judge(std::string_view source, const Evidence& e) {
  const bool draws = e.defines("main") || e.defines("mainImage");
  if (find_isf_header(source)) return Detection{"isf", "has an ISF header"};
  if (const std::string kind = foreign_kind(e); !kind.empty())
    return corpus::Refused(refuse_unsupported(0, "is " + kind));
  if (auto own = detect_own_entry(e)) return *own;
  if (draws && uses_isf_names(e))
    return corpus::Refused(refuse_unsupported(
        0, "is an ISF shader without an ISF header: a comment with a JSON object before the code"));

  const bool has_main = e.defines("main");
  const bool many_targets = e.assigns("o0") || (e.assigns("outColor0") && e.assigns("outColor1")) ||
                            has_any(e.uniforms, {"backbuffer0", "backbuffer1"});
  if (many_targets && !e.has("gl_FragColor") && !e.defines("mainImage"))
    return detect_two_targets(e, has_main);
  const bool own_canvas =
      has_any(e.uniforms, {"resolution", "time"}) || is_viewer(e) || is_bonzomatic(e);
  if (e.defines("mainImage") && !(has_main && own_canvas))
    return Detection{"shadertoy", "defines mainImage"};
  if (e.main_takes_colour && !own_canvas)
    return Detection{"shadertoy", "defines main with the parameters of mainImage"};
  if (has_main && (e.has("gl_FragColor") || e.has("gl_FragData") || e.has("gl_FragCoord") ||
                   e.has_output || e.has("FC") || e.assigns("o") || !e.uniforms.empty()))
    return detect_main(e);
  if (!has_main && e.has_statement && e.functions.empty()) {
    if (e.assigns("gl_FragColor"))
      return Detection{"twigl:geekest", "is a body without main that sets gl_FragColor"};
    const bool host_name = e.has("FC") || e.has("gl_FragCoord") || e.has("r") || e.has("t");
    if (e.assigns("o") && host_name)
      return Detection{"twigl:geekest_300", "is a body without main that sets o"};
  }
  return std::nullopt;
}

}  // namespace

corpus::Result<Detection> detect(std::string_view source) {
  const HostLines lines = resolve_host_lines(splice_lines(strip_comments(clean_text(source))));
  const std::string text = active_text(lines.macros + lines.text);
  const Tokens tokens = tokenise(text);
  const GlslVersion version = glsl_version(text, {});
  const Evidence evidence = gather(tokens, version);
  auto found = judge(source, evidence);
  if (!found && !evidence.macros.empty())  // the entry may be what they make
    found = judge(source, gather(expand_macros(tokens), version));
  if (found) return *found;
  return corpus::Refused(refuse_unsupported(0, "is no shader in a known dialect"));
}

}  // namespace progpretrain::dialect
