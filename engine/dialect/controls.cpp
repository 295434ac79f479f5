#include "engine/dialect/controls.h"

#include <algorithm>
#include <map>

#include "engine/dialect/free_names.h"
#include "engine/dialect/uniform_names.h"

namespace progpretrain::dialect {
namespace {

/// Words of the language that may stand where a value could.
bool is_language(const std::string& name) {
  static const NameSet kWords = {"return", "break", "continue", "discard", "default",
                                 "do",     "else",  "true",     "false",   "void",
                                 "float",  "int",   "uint",     "bool"};
  return kWords.contains(name) || name.starts_with("gl_");
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
  NameSet others;  // declared somewhere, called, or used as a type
  std::vector<std::string> order;
  std::map<std::string, int> sizes;
  for (size_t i = 0; i + 1 < tokens.size(); ++i) {
    const Token& t = tokens[i];
    if (!t.is_identifier() || t.text.empty() || (i > 0 && tokens[i - 1].is("."))) continue;
    if (is_language(t.text) || names.contains(t.text) || known.contains(t.text)) continue;
    const Token& next = tokens[i + 1];
    if (!is_free[i] || next.is_identifier() || next.is("(") || next.is("[") || next.is("{")) {
      others.insert(t.text);
      continue;
    }
    const auto [found, is_new] = sizes.try_emplace(t.text, 0);
    if (is_new) order.push_back(t.text);
    if (next.is(".") && i + 2 < tokens.size())
      found->second = std::max(found->second, components_of(tokens[i + 2].text));
  }
  std::vector<Control> controls;
  for (const std::string& name : order) {
    if (others.contains(name)) continue;
    const int size = sizes[name] == 0 && is_colour_name(name) ? 3 : sizes[name];
    controls.push_back({name, size == 0 ? "float" : "vec" + std::to_string(std::max(size, 2))});
  }
  return controls;
}

}  // namespace progpretrain::dialect
