#include "engine/dialect/lenient.h"

#include <algorithm>
#include <cctype>

#include "engine/dialect/token.h"

namespace progpretrain::dialect {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
bool is_name_part(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

size_t skip_blanks(std::string_view text, size_t i) {
  while (i < text.size() && is_blank(text[i])) ++i;
  return i;
}

size_t skip_name(std::string_view text, size_t i) {
  while (i < text.size() && is_name_part(text[i])) ++i;
  return i;
}

/// Collects macros with one parameter and separates names from values.
std::string read_definitions(std::string_view text, NameSet& one_parameter) {
  static constexpr std::string_view kDefine = "define";
  std::string out;
  out.reserve(text.size());
  size_t start = 0;
  while (start < text.size()) {
    const size_t end = std::min(text.find('\n', start), text.size() - 1) + 1;
    const std::string_view line = text.substr(start, end - start);
    start = end;
    size_t i = skip_blanks(line, 0);
    const bool directive = i < line.size() && line[i] == '#';
    if (directive) i = skip_blanks(line, i + 1);
    if (!directive || !line.substr(i).starts_with(kDefine)) {
      out += line;
      continue;
    }
    const size_t name = skip_blanks(line, i + kDefine.size());
    const size_t after = skip_name(line, name);
    out += line.substr(0, after);
    if (after < line.size() && line[after] == '(') {
      const size_t close = line.find(')', after);
      const std::string_view inside = line.substr(after + 1, close - after - 1);
      if (close != line.npos && inside.find(',') == inside.npos &&
          skip_blanks(inside, 0) < inside.size())
        one_parameter.emplace(line.substr(name, after - name));
    } else if (after > name && after < line.size() && !is_blank(line[after]) &&
               line[after] != '\n') {
      out += ' ';
    }
    out += line.substr(after);
  }
  return out;
}

}  // namespace

std::string make_strict(std::string_view text) {
  NameSet one_parameter;
  std::string spaced = read_definitions(text, one_parameter);
  std::replace(spaced.begin(), spaced.end(), '"', '`');
  if (one_parameter.empty()) return spaced;
  const std::string_view in = spaced;
  std::string out;
  out.reserve(in.size());
  size_t i = 0;
  while (i < in.size()) {
    if (!is_name_part(in[i])) {
      out += in[i++];
      continue;
    }
    const size_t after = skip_name(in, i);
    const std::string_view name = in.substr(i, after - i);
    out += name;
    i = after;
    const size_t open = skip_blanks(in, after);
    if (open >= in.size() || in[open] != '(') continue;
    const size_t close = skip_blanks(in, open + 1);
    if (close < in.size() && in[close] == ')' && one_parameter.contains(std::string(name))) {
      (out += '(') += kNothing;
      i = close;
    }
  }
  return out;
}

}  // namespace progpretrain::dialect
