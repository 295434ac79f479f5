#include "engine/dialect/controls.h"

#include <algorithm>
#include <array>
#include <map>

#include "engine/dialect/free_names.h"

namespace progpretrain::dialect {
namespace {

constexpr size_t kMaxCall = 200;  ///< tokens of a call that are looked at

bool is_digit_of_size(char c) {
  return c >= '2' && c <= '4';
}

/// vec2, ivec3, mat4, mat2x3, sampler2DArray, ...
bool is_sized_type(std::string_view name) {
  const size_t at = name.find_first_of("0123456789C");
  if (at == name.npos) return false;
  const std::string_view stem = name.substr(0, at), size = name.substr(at);
  if (stem == "sampler" || stem == "isampler" || stem == "usampler")
    return size.starts_with("Cube") || (size.size() > 1 && size[1] == 'D');
  static const NameSet kVectors = {"vec", "ivec", "uvec", "bvec"};
  if (stem == "mat" && size.size() == 3)
    return is_digit_of_size(size[0]) && size[1] == 'x' && is_digit_of_size(size[2]);
  return (stem == "mat" || kVectors.contains(std::string(stem))) && size.size() == 1 &&
         is_digit_of_size(size[0]);
}

/// Words of the language that may stand where a value could.
bool is_language(const std::string& name) {
  static const NameSet kWords = {"return", "break", "continue", "discard", "default",
                                 "case",   "do",    "else",     "true",    "false",
                                 "void",   "float", "int",      "uint",    "bool"};
  return kWords.contains(name) || name.starts_with("gl_") || is_sized_type(name);
}

/// The number of components that ".xy" and the like ask for, 0 when it is no such thing.
int components_of(const std::string& swizzle) {
  int most = 0;
  if (swizzle.size() > 4) return 0;
  for (const char c : swizzle) {
    int at = -1;
    for (const std::string_view set : {"xyzw", "rgba", "stpq"})
      if (const size_t found = set.find(c); found != set.npos) at = static_cast<int>(found);
    if (at < 0) return 0;
    most = std::max(most, at + 1);
  }
  return most;
}

/// 4 of "vec4", else 0.
int components_of_type(const Token& t) {
  const bool is_vector =
      t.text.size() == 4 && t.text.starts_with("vec") && t.text[3] >= '2' && t.text[3] <= '4';
  return is_vector ? t.text[3] - '0' : 0;
}

/// A call's arguments: of each the first token and the one behind its last.
using Arguments = std::vector<std::pair<size_t, size_t>>;

Arguments arguments_of(const Tokens& tokens, size_t open) {
  Arguments arguments = {{open + 1, open + 1}};
  int depth = 0;
  const size_t end = std::min(tokens.size(), open + kMaxCall);
  for (size_t i = open + 1; i < end; ++i) {
    depth += tokens[i].is("(") - tokens[i].is(")");
    arguments.back().second = i;
    if (depth < 0) return arguments;
    if (depth == 0 && tokens[i].is(",")) arguments.push_back({i + 1, i + 1});
  }
  return {};
}

/// How many components the argument that is token `i` alone must have beside the others of its
/// call; 0: they do not tell.
int components_beside(const Tokens& tokens, size_t i) {
  static const NameSet kEqual = {"dot", "distance", "pow", "reflect", "cross"};
  if (i < 2 || !(tokens[i - 1].is("(") || tokens[i - 1].is(","))) return 0;
  if (!(tokens[i + 1].is(",") || tokens[i + 1].is(")"))) return 0;
  size_t open = i - 1;
  for (int depth = 0; open > 0 && i - open < kMaxCall; --open) {
    depth += tokens[open].is(")") - tokens[open].is("(");
    if (depth < 0) break;
  }
  if (open == 0 || !tokens[open].is("(")) return 0;
  const Token& called = tokens[open - 1];
  const Arguments arguments = arguments_of(tokens, open);
  if (kEqual.contains(called.text)) {
    for (const auto& [first, last] : arguments)
      for (size_t k = first; k < last; ++k)
        if (const int size = components_of_type(tokens[k])) return size;
    return 0;
  }
  // vec4(a, b): of as many as are missing, in equal parts.
  const int size = components_of_type(called);
  int num_names = 0, missing = size;
  for (const auto& [first, last] : arguments) {
    if (last != first + 1) return 0;
    const bool is_name = tokens[first].is_identifier();
    num_names += is_name;
    missing -= !is_name;
  }
  return num_names > 0 && missing > num_names && missing % num_names == 0 && arguments.size() > 1
             ? missing / num_names
             : 0;
}

/// flash_color and tint2 are colours, color_speed is a number.
bool is_colour(std::string_view name) {
  name = name.substr(0, name.find_last_not_of("0123456789_") + 1);
  static constexpr std::array<std::string_view, 6> kEnds = {"color", "colour", "tint",
                                                            "Color", "Colour", "rgb"};
  return name == "col" || name.ends_with("_col") ||
         std::any_of(kEnds.begin(), kEnds.end(),
                     [&](std::string_view end) { return name.ends_with(end); });
}

NameSet names_of(const AuthorProgram& program, const Dialect& dialect) {
  NameSet names = to_set(dialect.predeclared);
  names.merge(NameSet(program.globals));
  names.merge(NameSet(program.functions));
  for (const Helpers& helpers : dialect.helpers) names.merge(to_set(helpers.names));
  for (const HostValue& value : dialect.values) names.emplace(value.name);
  return names;
}

}  // namespace

std::vector<Control> find_controls(const AuthorProgram& program, const Dialect& dialect,
                                   const NameSet& known) {
  const Tokens& tokens = program.tokens;
  const std::vector<bool> is_free = free_names(tokens);
  const NameSet names = names_of(program, dialect);
  NameSet others;  // called, or used as a type
  std::vector<std::string> order;
  std::map<std::string, int> sizes;
  for (size_t i = 0; i + 1 < tokens.size(); ++i) {
    const Token& t = tokens[i];
    if (!t.is_identifier() || t.text.empty() || (i > 0 && tokens[i - 1].is("."))) continue;
    if (is_language(t.text) || names.contains(t.text) || known.contains(t.text)) continue;
    if (!is_free[i]) continue;  // a parameter or local, which hides a control of this name
    const Token& next = tokens[i + 1];
    if (next.is_identifier() || next.is("(") || next.is("[") || next.is("{")) {
      others.insert(t.text);
      continue;
    }
    const auto [found, is_new] = sizes.try_emplace(t.text, 0);
    if (is_new) order.push_back(t.text);
    found->second = std::max(found->second, components_beside(tokens, i));
    if (next.is(".") && i + 2 < tokens.size())
      found->second = std::max(found->second, components_of(tokens[i + 2].text));
  }
  std::vector<Control> controls;
  for (const std::string& name : order) {
    if (others.contains(name)) continue;
    const int size = sizes[name] == 0 && is_colour(name) ? 3 : sizes[name];
    controls.push_back({name, size == 0 ? "float" : "vec" + std::to_string(std::max(size, 2))});
  }
  return controls;
}

}  // namespace progpretrain::dialect
