#include "engine/dialect/header_parameters.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "engine/dialect/source_text.h"
#include "engine/dialect/uniform_defaults.h"

namespace progpretrain::dialect {
namespace {

constexpr std::array<std::string_view, 8> kKinds = {
    "identity", "pose", "viewpoint", "light", "palette", "texture", "clutter", "occlusion"};

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find_first_of(separators, at), text.size());
    if (end > at) parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

/// "0.4,-1" as numbers; empty when it is anything else.
std::vector<float> numbers(std::string_view word) {
  std::vector<float> values;
  for (const std::string_view part : split(word, ",")) {
    float value = 0;
    const char* last = part.data() + part.size();
    const auto [end, error] = std::from_chars(part.data(), last, value);
    if (error != std::errc() || end != last || !std::isfinite(value)) return {};
    values.push_back(value);
  }
  return values;
}

bool is_name(std::string_view word) {
  static constexpr std::string_view kLetters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
  return word.find_first_not_of(kLetters) == word.npos && (word[0] < '0' || word[0] > '9');
}

/// The words after "// @param", when the line is a comment that begins so.
std::optional<std::vector<std::string_view>> words_of(std::string_view line) {
  const auto words = split(line, " \t");
  if (words.size() >= 2 && words[0] == "//" && words[1] == "@param")
    return std::vector(words.begin() + 2, words.end());
  if (!words.empty() && words[0] == "//@param") return std::vector(words.begin() + 1, words.end());
  return std::nullopt;
}

/// Where a constant stands: its declaration and which of the declarators.
struct Constant {
  const GlobalItem* item = nullptr;
  Declaration declaration;
  size_t index = 0;
};

std::optional<Constant> find_constant(const AuthorProgram& program, const std::string& name) {
  for (const GlobalItem& item : program.items) {
    if (item.kind != GlobalItem::Kind::declaration) continue;
    const auto d = parse_declaration(program.tokens, item.first, item.last);
    if (!d || !d->is_const) continue;
    for (size_t i = 0; i < d->declarators.size(); ++i)
      if (program.tokens[d->declarators[i].name].is(name) && d->declarators[i].initialised)
        return Constant{&item, *d, i};
  }
  return std::nullopt;
}

/// The tokens of its value: [first, last).
std::pair<size_t, size_t> value_of(const Constant& constant) {
  const auto& declarators = constant.declaration.declarators;
  const bool is_last = constant.index + 1 == declarators.size();
  return {declarators[constant.index].last + 2,
          is_last ? constant.declaration.end : declarators[constant.index + 1].name - 1};
}

/// The constant as a parameter with its own value; nullopt when it cannot be one.
std::optional<DeclaredParameter> as_parameter(const AuthorProgram& program,
                                              const Constant& constant, const std::string& name) {
  const Tokens& tokens = program.tokens;
  const Declaration& d = constant.declaration;
  const Declarator& declarator = d.declarators[constant.index];
  static const NameSet kTypes = {"float", "vec2", "vec3", "vec4"};
  if (d.type_last != d.type_first + 1 || !kTypes.contains(tokens[d.type_first].text) ||
      declarator.last != declarator.name)
    return std::nullopt;
  std::string value;
  const auto [first, last] = value_of(constant);
  for (size_t i = first; i < last; ++i) value += tokens[i].text + " ";
  return uniform_parameter(name, tokens[d.type_first].text, value, nullptr);
}

/// What is wrong with the numbers of a declaration, else empty; fills in the range.
std::string take_range(const HeaderParameter& declared, DeclaredParameter& parameter) {
  const uint32_t n = parameter.num_components;
  for (const auto* values : {&declared.value, &declared.min, &declared.max})
    if (values->size() != 1 && values->size() != n)
      return "needs 1 or " + std::to_string(n) + " components";
  const auto at = [](const std::vector<float>& values, uint32_t i) {
    return values[values.size() == 1 ? 0 : i];
  };
  for (uint32_t i = 0; i < n; ++i) {
    const float value = at(declared.value, i), min = at(declared.min, i), max = at(declared.max, i);
    if (value != parameter.value[i]) return "has another default than its constant";
    if (!(min < max)) return "has an empty range";
    if (value < min || value > max) return "has a default outside of its range";
    parameter.min[i] = min;
    parameter.max[i] = max;
  }
  return "";
}

/// The constant becomes a global with the value of the parameter's place.
void rewrite(AuthorProgram& program, const Constant& constant, const DeclaredParameter& parameter,
             NameSet& loosened) {
  Tokens& tokens = program.tokens;
  const Declaration& d = constant.declaration;
  for (size_t i = constant.item->first; i < d.type_first; ++i)
    if (tokens[i].is("const")) tokens[i].text.clear();
  const auto [first, last] = value_of(constant);
  const std::string type = tokens[d.type_first].text;
  erase_tokens(tokens, first, last);
  tokens[first].text = parameter_expression(parameter, type);
  for (const Declarator& declarator : d.declarators) loosened.insert(tokens[declarator.name].text);
}

}  // namespace

std::string header_kinds() {
  std::string text;
  for (const std::string_view kind : kKinds) text += (text.empty() ? "" : ", ") + std::string(kind);
  return text;
}

corpus::Result<std::vector<HeaderParameter>> read_header_parameters(std::string_view source) {
  std::vector<HeaderParameter> out;
  if (source.find("@param") == source.npos) return out;
  int line_number = 0;
  for (size_t start = 0; start < source.size();) {
    const size_t end = std::min(source.find('\n', start), source.size());
    const auto words = words_of(source.substr(start, end - start));
    start = end + 1;
    ++line_number;
    if (!words || words->size() < 3 || !is_name(words->at(0)) || numbers(words->at(2)).empty())
      continue;
    HeaderParameter p;
    p.name = words->at(0);
    p.kind = words->at(1) == "shape" ? "identity" : words->at(1);
    p.line = line_number;
    const auto refused = [&](const std::string& problem) {
      return corpus::Refused(refuse_parse(line_number, "parameter " + p.name + " " + problem));
    };
    const bool has_values =
        words->size() >= 5 && !numbers(words->at(3)).empty() && !numbers(words->at(4)).empty();
    if (std::find(kKinds.begin(), kKinds.end(), p.kind) == kKinds.end()) {
      if (!has_values) continue;  // prose: "@param n number 1 or 2"
      return refused("has the unknown kind " + p.kind + " (known: " + header_kinds() + ")");
    }
    if (!has_values) return refused("needs a default, a lowest and a highest value");
    if (std::any_of(out.begin(), out.end(),
                    [&](const auto& other) { return other.name == p.name; }))
      return refused("is declared twice");
    p.value = numbers(words->at(2));
    p.min = numbers(words->at(3));
    p.max = numbers(words->at(4));
    out.push_back(std::move(p));
  }
  return out;
}

std::optional<corpus::Refusal> apply_header_parameters(AuthorProgram& program,
                                                       const std::vector<HeaderParameter>& declared,
                                                       ParameterTable& parameters,
                                                       NameSet& loosened) {
  // The declarations lose their `const` one after the other, and several may share one.
  std::vector<Constant> constants;
  std::vector<DeclaredParameter> placed;
  for (const HeaderParameter& header : declared) {
    const auto refused = [&](const std::string& problem) {
      return refuse_parse(header.line, "parameter " + header.name + " " + problem);
    };
    const auto constant = find_constant(program, header.name);
    if (!constant) return refused("names no constant at file scope");
    auto parameter = as_parameter(program, *constant, header.name);
    if (!parameter) return refused("is no float or vector with literals for a value");
    parameter->kind = header.kind;
    const std::string problem = take_range(header, *parameter);
    if (!problem.empty()) return refused(problem);
    const auto place = parameters.place(*parameter);
    if (!place)
      return refused("does not fit: a program has at most " + std::to_string(kMaxParameters) +
                     " numbers as parameters");
    if (place->num_components != parameter->num_components)
      return refused("has another type in another pass");
    constants.push_back(*constant);
    placed.push_back(*place);
  }
  for (size_t i = 0; i < constants.size(); ++i) rewrite(program, constants[i], placed[i], loosened);
  return std::nullopt;
}

}  // namespace progpretrain::dialect
