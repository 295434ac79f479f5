#include "engine/dialect/editor_directives.h"

#include <algorithm>

#include "engine/dialect/token.h"
#include "engine/dialect/uniform_defaults.h"

namespace progpretrain::dialect {
namespace {

/// The words after #iUniform: TYPE NAME [= VALUE] [in {MIN, MAX}] [step S].
std::string read_uniform(std::string_view rest, ParameterTable& hints) {
  const Tokens tokens = tokenise(rest);
  if (tokens.size() < 2) return "";
  const bool is_colour = tokens[0].is("color3") || tokens[0].is("color4");
  const std::string type = is_colour ? "vec" + tokens[0].text.substr(5) : tokens[0].text;
  std::string value;
  size_t i = 2;
  if (i < tokens.size() && tokens[i].is("=")) {
    for (++i; i < tokens.size() && !tokens[i].is("in") && !tokens[i].is("step"); ++i) {
      const bool is_constructor = tokens[i].is("color3") || tokens[i].is("color4");
      value += is_constructor ? type : tokens[i].text;
    }
  }
  auto hint = uniform_parameter(tokens[1].text, type, value, nullptr);
  if (hint) {
    if (is_colour) hint->kind = "color";
    const size_t open = std::min(rest.find('{'), rest.size());
    const std::string range(rest.substr(open, rest.find('}', open) - open));
    const auto bounds =
        uniform_parameter("", "vec2", "vec2(" + range.substr(range.empty() ? 0 : 1) + ")", nullptr);
    if (!range.empty() && bounds) {
      hint->min.fill(bounds->value[0]);
      hint->max.fill(bounds->value[1]);
    }
    hints.add_hint(*hint);
  }
  return "uniform " + type + " " + tokens[1].text + (value.empty() ? "" : " = " + value) + ";";
}

/// libretro's words after #pragma parameter: NAME "label" DEFAULT MIN MAX STEP.
void read_parameter(std::string_view rest, ParameterTable& hints) {
  const size_t open = rest.find('"');
  const size_t close = open == rest.npos ? open : rest.find('"', open + 1);
  if (close == rest.npos) return;
  const Tokens name = tokenise(rest.substr(0, open));
  if (name.size() != 1 || !name[0].is_identifier()) return;
  std::string numbers;
  for (const Token& t : tokenise(rest.substr(close + 1)))
    numbers += (numbers.empty() || numbers.ends_with('-') ? "" : ", ") + t.text;
  // As the components of one value, of which the step may be missing.
  for (const std::string_view step : {"", ", 0.0"}) {
    const auto read = uniform_parameter("", "vec4", "vec4(" + numbers + std::string(step) + ")", nullptr);
    if (!read) continue;
    DeclaredParameter hint;
    hint.name = name[0].text;
    hint.value[0] = read->value[0];
    hint.min[0] = read->value[1];
    hint.max[0] = read->value[2];
    hints.add_hint(hint);
    return;
  }
}

}  // namespace

std::string rewrite_editor_directives(std::string_view text, ParameterTable& hints) {
  if (text.find("#i") == text.npos && text.find("#pragma parameter") == text.npos)
    return std::string(text);
  static constexpr std::string_view kUniform = "#iUniform", kParameter = "#pragma parameter";
  std::string out;
  out.reserve(text.size());
  for (size_t start = 0; start < text.size();) {
    const size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view line = text.substr(start, end - start);
    const size_t hash = std::min(line.find_first_not_of(" \t"), line.size());
    const std::string_view directive = line.substr(hash);
    if (directive.starts_with(kUniform))
      out += read_uniform(directive.substr(kUniform.size()), hints);
    else if (directive.starts_with(kParameter))
      read_parameter(directive.substr(kParameter.size()), hints);
    else if (!directive.starts_with("#iChannel") && !directive.starts_with("#iKeyboard") &&
             !directive.starts_with("#iVertex") && !directive.starts_with("#iInclude"))
      out += line;
    if (end < text.size()) out += '\n';
    start = end + 1;
  }
  return out;
}

}  // namespace progpretrain::dialect
