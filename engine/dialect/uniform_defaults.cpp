#include "engine/dialect/uniform_defaults.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

#include "engine/dialect/parameters.h"
#include "engine/dialect/token.h"
#include "engine/dialect/uniform_names.h"

namespace progpretrain::dialect {
namespace {

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

uint32_t num_components(std::string_view type) {
  if (type == "float" || type == "int" || type == "uint" || type == "bool") return 1;
  if (type == "vec2") return 2;
  if (type == "vec3") return 3;
  return type == "vec4" ? 4 : 0;
}

std::optional<float> number(const std::string& text) {
  float value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const std::string_view rest(end, static_cast<size_t>(text.data() + text.size() - end));
  const bool is_number = rest.empty() || rest == "f" || rest == "F" || rest == "u" || rest == "U";
  if (error != std::errc() || !is_number || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// Numbers, with signs, of "0.5", "vec3(1.0, -0.2, 0.0)", "true"; nullopt for anything else.
std::optional<std::vector<float>> literals(const std::string& initialiser) {
  std::vector<float> values;
  float sign = 1;
  bool expects_value = true;
  for (const Token& t : tokenise(initialiser)) {
    if (t.is("true") || t.is("false")) {
      values.push_back(t.is("true") ? 1.0f : 0.0f);
    } else if (t.kind == Token::Kind::number) {
      const auto value = number(t.text);
      if (!value || !expects_value) return std::nullopt;
      values.push_back(sign * *value);
      sign = 1;
      expects_value = false;
    } else if (t.is("-")) {
      if (!expects_value) return std::nullopt;
      sign = -sign;
    } else if (t.is("(") || t.is(",") || (t.is_identifier() && num_components(t.text) != 0)) {
      expects_value = true;
    } else if (!t.is(")")) {
      return std::nullopt;
    }
  }
  if (values.empty()) return std::nullopt;
  return values;
}

/// The numbers between brackets after `at`, e.g. in "slider[0, 1, 5]".
std::vector<float> numbers_in(std::string_view text, size_t at, char open, char close) {
  std::vector<float> values;
  const size_t first = text.find(open, at);
  if (first == text.npos) return values;
  const size_t last = text.find(close, first);
  if (last == text.npos) return values;
  return literals(std::string(text.substr(first + 1, last - first - 1)))
      .value_or(std::vector<float>());
}

/// The number behind a word and one of ":", "=" or blanks.
std::optional<float> number_after(std::string_view text, std::string_view word) {
  const size_t at = text.find(word);
  if (at == text.npos) return std::nullopt;
  const size_t first = text.find_first_not_of(" \t:=(", at + word.size());
  if (first == text.npos) return std::nullopt;
  const size_t last = std::min(text.find_first_not_of("0123456789.+-eE", first), text.size());
  return number(std::string(text.substr(first, last - first)));
}

struct Range {
  std::optional<float> value, min, max;
  bool any() const { return value || min || max; }
};

Range read_range(const std::string& comment) {
  Range r;
  const size_t slider = comment.find("slider");
  if (slider != comment.npos) {
    const auto values = numbers_in(comment, slider, '[', ']');
    if (values.size() >= 3) return {values[1], values[0], values[2]};
  }
  r.min = number_after(comment, "min");
  r.max = number_after(comment, "max");
  r.value = number_after(comment, "default");
  if (r.min || r.max) return r;
  const size_t range = comment.find("range");
  auto values = numbers_in(comment, range == comment.npos ? 0 : range, '[', ']');
  if (values.size() != 2 && range != comment.npos) values = numbers_in(comment, range, '(', ')');
  if (values.size() != 2) {
    const size_t dots = comment.find("..");
    if (dots != comment.npos && dots > 0 && comment.find("...") == comment.npos) {
      const size_t first = comment.find_last_not_of("0123456789.+-", dots - 1) + 1;
      const auto low = number(comment.substr(first, dots - first));
      const size_t end =
          std::min(comment.find_first_not_of("0123456789.+-", dots + 2), comment.size());
      const auto high = number(comment.substr(dots + 2, end - dots - 2));
      if (low && high) values = {*low, *high};
    }
  }
  if (values.size() == 2 && values[0] < values[1]) {
    r.min = values[0];
    r.max = values[1];
  }
  return r;
}

/// The literal that `text` begins with: a number, true, false, or a constructor of literals; empty
/// when there is none, or when what follows would change it.
std::string leading_literal(std::string_view text) {
  static const NameSet kTypes = {"float", "int",   "bool",  "vec2",  "vec3",  "vec4", "ivec2",
                                 "ivec3", "ivec4", "bvec2", "bvec3", "bvec4"};
  static const NameSet kEnd = {";", "(", "[", ","};
  const Tokens tokens = tokenise(text);
  const auto is_value = [](const Token& t) {
    return t.kind == Token::Kind::number || t.is("true") || t.is("false");
  };
  size_t i = !tokens.empty() && tokens[0].is("-") ? 1 : 0;
  if (i >= tokens.size()) return "";
  if (kTypes.contains(tokens[i].text) && i + 1 < tokens.size() && tokens[i + 1].is("(")) {
    int depth = 0;
    do {
      const Token& t = tokens[++i];
      depth += t.is("(") - t.is(")");
      if (!is_value(t) && !kTypes.contains(t.text) && !t.is("(") && !t.is(")") && !t.is(",") && !t.is("-"))
        return "";
    } while (depth > 0 && i + 1 < tokens.size());
    if (depth > 0) return "";
  } else if (!is_value(tokens[i])) {
    return "";
  }
  if (i + 1 < tokens.size() && !kEnd.contains(tokens[i + 1].text)) return "";
  std::string value;
  for (size_t k = 0; k <= i; ++k) {
    if (k > 0 && is_value(tokens[k - 1]) && is_value(tokens[k])) return "";  // 1 2 is not 12
    value += tokens[k].text;
  }
  return value;
}

/// A line that declares one uniform, up to its comment.
struct OnlyUniform {
  std::string type;
  size_t end_of_name = 0;
  bool is_whole = false;  ///< the semicolon is there, too
};

std::optional<OnlyUniform> only_uniform(std::string_view code) {
  const Tokens tokens = tokenise(code);
  OnlyUniform out;
  out.is_whole = !tokens.empty() && tokens.back().is(";");
  const size_t num = tokens.size() - (out.is_whole ? 1 : 0);
  if (num < 3 || num > 4 || !tokens[0].is("uniform")) return std::nullopt;
  for (size_t i = 0; i < num; ++i)
    if (!tokens[i].is_identifier()) return std::nullopt;
  out.type = tokens[num - 2].text;
  for (size_t i = 0; i < num; ++i) out.end_of_name += tokens[i].space.size() + tokens[i].text.size();
  return out;
}

/// `value` as a constructor of `type`, or empty when it does not fit one: other components, no finite numbers.
std::string initialiser_of(const std::string& type, const std::string& value) {
  // Vectors of integers are no parameters, but have as many components as those of floats.
  const auto as_floats = [](std::string text) {
    for (const std::string_view vector : {"ivec", "bvec", "uvec"})
      for (size_t at = text.find(vector); at != text.npos; at = text.find(vector, at)) text.erase(at, 1);
    return text;
  };
  if (value.empty() || !uniform_parameter("", as_floats(type), as_floats(value), nullptr)) return "";
  const bool is_own = value.starts_with(type + "(") || (type == "float" && value.find_first_of("(") == value.npos &&
                                                        value.find('.') != value.npos);
  return is_own ? value : type + "(" + value + ")";
}

}  // namespace

std::optional<DeclaredParameter> uniform_parameter(const std::string& name, const std::string& type,
                                                   const std::string& initialiser,
                                                   const DeclaredParameter* hint) {
  DeclaredParameter p;
  p.name = name;
  p.num_components = num_components(type);
  if (p.num_components == 0) return std::nullopt;
  p.kind = type == "uint" ? "int" : type;
  if (p.num_components > 2 && is_colour_name(name)) p.kind = "color";
  if (!initialiser.empty()) {
    const auto values = literals(initialiser);
    const bool fits = values && (values->size() == 1 || values->size() == p.num_components);
    if (!fits) return std::nullopt;
    for (uint32_t i = 0; i < p.num_components; ++i)
      p.value[i] = (*values)[values->size() == 1 ? 0 : i];
  }
  if (hint == nullptr) {
    if (initialiser.empty())
      set_value_by_name(p, type);
    else
      set_plain_range(p);
    return p;
  }
  if (!hint->kind.empty()) p.kind = hint->kind;
  const bool initialised = !initialiser.empty();
  for (uint32_t i = 0; i < p.num_components; ++i) {
    const uint32_t k = std::min(i, hint->num_components - 1);  // one number stands for all
    if (!initialised) p.value[i] = hint->value[k];
    p.min[i] = std::min(hint->min[k], p.value[i]);
    p.max[i] = std::max(hint->max[k], p.value[i]);
  }
  return p;
}

std::vector<DeclaredParameter> read_uniform_comments(std::string_view source) {
  static constexpr size_t kMaxLine = 400;
  std::vector<DeclaredParameter> hints;
  for (size_t start = 0; start < source.size();) {
    const size_t end = std::min(source.find('\n', start), source.size());
    const std::string_view line = source.substr(start, end - start);
    start = end + 1;
    const size_t uniform = line.find("uniform"), comment = line.find("//");
    if (line.size() > kMaxLine || uniform == line.npos || comment == line.npos || comment < uniform)
      continue;
    const Tokens tokens = tokenise(line.substr(uniform, comment - uniform));
    const Range range = read_range(lower_case(line.substr(comment + 2)));
    if (!range.any()) continue;
    for (size_t i = 2; i + 1 < tokens.size(); ++i) {
      if (!tokens[i].is_identifier() || !tokens[i - 1].is_identifier()) continue;
      if (!tokens[i + 1].is(";") && !tokens[i + 1].is("=")) continue;
      DeclaredParameter hint;
      hint.name = tokens[i].text;
      hint.min[0] = range.min.value_or(0.0f);
      hint.value[0] = range.value.value_or(0.0f);
      hint.max[0] = range.max.value_or(std::max({1.0f, hint.min[0] + 1, 2 * hint.value[0]}));
      // Nobody tells a default: 0, or the end of the range next to it.
      if (!range.value)
        hint.value[0] = std::clamp(0.0f, hint.min[0], std::max(hint.min[0], hint.max[0]));
      hints.push_back(hint);
      break;
    }
  }
  return hints;
}

std::string with_commented_values(std::string source) {
  static constexpr size_t kMaxLine = 400;
  if (source.find("uniform") == source.npos) return source;
  std::string out;
  for (size_t start = 0; start < source.size();) {
    const size_t last = std::min(source.find('\n', start), source.size());
    const std::string_view line = std::string_view(source).substr(start, last - start);
    start = last + 1;
    const size_t comment = line.size() > kMaxLine ? line.npos : std::min(line.find("//"), line.find("/*"));
    const size_t sign =
        comment == line.npos ? line.npos : line.find_first_not_of(" \t", comment + 2);
    std::string value;
    std::optional<OnlyUniform> uniform;
    if (sign != line.npos && line[sign] == '=') uniform = only_uniform(line.substr(0, comment));
    if (uniform) {
      const size_t close = line[comment + 1] == '*' ? line.find("*/", sign) : line.npos;
      const size_t behind = close == line.npos ? close : line.find_first_not_of(" \t", close + 2);
      if (uniform->is_whole || (behind != line.npos && line[behind] == ';'))
        value = initialiser_of(uniform->type, leading_literal(line.substr(sign + 1, std::min(close, line.size()) - sign - 1)));
    }
    out += line.substr(0, value.empty() ? line.npos : uniform->end_of_name);
    if (!value.empty()) (out += " = " + value) += line.substr(uniform->end_of_name);
    if (last < source.size()) out += '\n';
  }
  return out;
}

}  // namespace progpretrain::dialect
