#include "engine/dialect/detect.h"

#include <algorithm>
#include <array>

#include "engine/dialect/dialect.h"
#include "engine/dialect/source_text.h"
#include "engine/dialect/token.h"

namespace progpretrain::dialect {
namespace {

/// What a text shows at a glance. Macros are not expanded, so names count wherever they stand.
struct Evidence {
  NameSet names;      ///< all identifiers
  NameSet uniforms;   ///< declared as uniform
  NameSet functions;  ///< "TYPE name (" before a brace
  NameSet assigned;   ///< names (or their components) on the left of an assignment
  bool has_statement = false, has_output = false, has_directive_300 = false;

  bool has(std::string_view name) const { return names.contains(std::string(name)); }
  bool declares(std::string_view name) const { return uniforms.contains(std::string(name)); }
  bool defines(std::string_view name) const { return functions.contains(std::string(name)); }
  bool assigns(std::string_view name) const { return assigned.contains(std::string(name)); }
};

bool is_assignment(const Token& t) {
  static const NameSet kOperators = {"=", "+=", "-=", "*=", "/=", "++", "--"};
  return kOperators.contains(t.text);
}

void read_uniform(const Tokens& tokens, size_t i, Evidence& e) {
  // uniform [precision] TYPE name [sizes] , name ... ;
  for (size_t k = i + 1; k < tokens.size() && !tokens[k].is(";") && !tokens[k].is("{"); ++k) {
    if (tokens[k].is_identifier() && k + 1 < tokens.size() &&
        (tokens[k + 1].is(";") || tokens[k + 1].is(",") || tokens[k + 1].is("[") ||
         tokens[k + 1].is("=")))
      e.uniforms.insert(tokens[k].text);
  }
}

Evidence gather(std::string_view source) {
  const std::string text = strip_comments(clean_text(source));
  const Tokens tokens = tokenise(text);
  Evidence e;
  e.has_directive_300 = text.find("#version 300") != std::string::npos;
  const auto is = [&](size_t i, std::string_view what) {
    return i < tokens.size() && tokens[i].is(what);
  };
  int depth = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const Token& t = tokens[i];
    e.has_statement |= t.is(";");
    depth += t.is("(") - t.is(")");
    if (!t.is_identifier()) continue;
    e.names.insert(t.text);
    if (t.is("uniform")) read_uniform(tokens, i, e);
    if (t.is("out") && depth == 0) e.has_output = true;
    if (i > 0 && tokens[i - 1].is_identifier() && is(i + 1, "(")) e.functions.insert(t.text);
    size_t k = i + 1;
    if (is(k, ".") && k + 1 < tokens.size()) k += 2;
    if (k < tokens.size() && is_assignment(tokens[k])) e.assigned.insert(t.text);
    if (i > 0 && (tokens[i - 1].is("++") || tokens[i - 1].is("--"))) e.assigned.insert(t.text);
  }
  return e;
}

/// Hosts that this build does not know, by a name that only they have.
std::string foreign_host(const Evidence& e) {
  struct Mark {
    std::string_view name, host;
  };
  static constexpr std::array<Mark, 8> kMarks = {{{"RENDERSIZE", "an ISF shader"},
                                                  {"isf_FragNormCoord", "an ISF shader"},
                                                  {"IMG_NORM_PIXEL", "an ISF shader"},
                                                  {"IMG_THIS_PIXEL", "an ISF shader"},
                                                  {"fGlobalTime", "a Bonzomatic shader"},
                                                  {"v2Resolution", "a Bonzomatic shader"},
                                                  {"gl_Position", "a vertex shader"},
                                                  {"gl_GlobalInvocationID", "a compute shader"}}};
  for (const Mark& mark : kMarks)
    if (e.has(mark.name)) return std::string(mark.host);
  return "";
}

Detection detect_main(const Evidence& e) {
  const bool es300 = e.has_output || e.has_directive_300;
  const auto twigl = [&](const std::string& mode, bool is_300, std::string why) {
    return Detection{"twigl:" + mode + (is_300 ? "_300" : ""), std::move(why)};
  };
  const bool short_names = (e.declares("r") || e.declares("t")) && !e.declares("resolution");
  if (short_names) return twigl("geek", es300, "declares uniforms r, m, t and defines main");
  if (e.declares("frame") || e.declares("sound"))
    return twigl("classic", es300, "declares uniform frame or sound and defines main");
  if (!e.uniforms.empty()) {
    if (es300 && (e.declares("resolution") || e.declares("time")))
      return twigl("classic", true, "declares uniforms resolution, time and an output");
    if (e.declares("u_time") || e.declares("u_resolution"))
      return {"sandbox", "declares u_time or u_resolution and defines main"};
    return {"sandbox", "declares uniforms and defines main"};
  }
  const bool out = !e.has("gl_FragColor") && !e.has("gl_FragData") && e.assigns("o");
  if (e.has("FC")) return twigl("geekest", out, "uses FC and defines main");
  if (out || e.has("r") || e.has("t"))
    return twigl("geeker", out, "defines main and uses r, t without declaring them");
  return {"sandbox", "defines main and declares no uniforms"};
}

}  // namespace

corpus::Result<Detection> detect(std::string_view source) {
  const Evidence e = gather(source);
  const std::string known = " (known: " + known_dialects() + ")";
  if (const std::string host = foreign_host(e); !host.empty())
    return corpus::Refused(
        refuse_unsupported(0, "is " + host + ", which is no known dialect" + known));

  const bool has_main = e.defines("main");
  const bool many_targets = e.assigns("o0") || (e.assigns("outColor0") && e.assigns("outColor1"));
  if (many_targets && !e.has("gl_FragColor") && !e.defines("mainImage"))
    return corpus::Refused(refuse_unsupported(
        0, "is a TwiGL program with several render targets, which is no known dialect" + known));
  const bool own_canvas = e.declares("resolution") || e.declares("time") || e.declares("u_time");
  if (e.defines("mainImage") && !(has_main && own_canvas))
    return Detection{"shadertoy", "defines mainImage"};
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
  return corpus::Refused(refuse_unsupported(0, "is no shader in a known dialect" + known));
}

}  // namespace progpretrain::dialect
