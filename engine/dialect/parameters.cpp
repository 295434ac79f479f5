#include "engine/dialect/parameters.h"

#include <algorithm>
#include <charconv>
#include <functional>

namespace progpretrain::dialect {
namespace {

std::string glsl_number(float value) {
  char buffer[48];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  std::string text(buffer, end);
  if (text.find_first_of(".e") == text.npos) text += ".0";
  return text;
}

/// Builds an expression of `type` from the expressions of its components.
std::string build(uint32_t num_components, std::string_view type,
                  const std::function<std::string(uint32_t)>& component) {
  if (type == "int") return "int(round(" + component(0) + "))";
  if (type == "uint") return "uint(round(max(" + component(0) + ", 0.0)))";
  if (type == "bool") return "(" + component(0) + " >= 0.5)";
  if (type == "float") return component(0);
  const uint32_t wanted = static_cast<uint32_t>(type.back() - '0');  // vec2 to vec4
  std::string text = std::string(type) + "(";
  for (uint32_t i = 0; i < wanted; ++i)
    text += (i == 0 ? "" : ", ") + (i < num_components ? component(i) : std::string("1.0"));
  return text + ")";
}

}  // namespace

const DeclaredParameter* ParameterTable::hint(std::string_view name) const {
  const auto found = std::find_if(hints_.begin(), hints_.end(),
                                  [&](const DeclaredParameter& p) { return p.name == name; });
  return found == hints_.end() ? nullptr : &*found;
}

std::optional<DeclaredParameter> ParameterTable::place(DeclaredParameter parameter) {
  uint32_t next = 0;
  for (const DeclaredParameter& other : placed_) {
    if (other.name == parameter.name) return other;
    next = std::max(next, other.first + other.num_components);
  }
  if (next + parameter.num_components > kMaxParameters) return std::nullopt;
  parameter.first = next;
  placed_.push_back(parameter);
  return parameter;
}

std::string parameter_expression(const DeclaredParameter& parameter, std::string_view type) {
  return build(parameter.num_components, type, [&](uint32_t i) {
    const uint32_t at = parameter.first + i;
    return "PP_FRAME.parameters[" + std::to_string(at / 4) + "]." + "xyzw"[at % 4];
  });
}

std::string default_expression(const DeclaredParameter& parameter, std::string_view type) {
  return build(parameter.num_components, type,
               [&](uint32_t i) { return glsl_number(parameter.value[i]); });
}

void set_plain_range(DeclaredParameter& parameter) {
  for (uint32_t i = 0; i < parameter.num_components; ++i) {
    const float value = parameter.value[i];
    parameter.min[i] = value < 0 ? std::min(-1.0f, 2 * value) : 0.0f;
    parameter.max[i] = value > 1 ? 2 * value : 1.0f;
  }
}

}  // namespace progpretrain::dialect
