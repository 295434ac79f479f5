#include "engine/dialect/uniform_names.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "engine/base/fnv.h"

#include "engine/dialect/host_values.h"
#include "engine/dialect/parameters.h"

namespace progpretrain::dialect {
namespace {

using Words = std::vector<std::string>;

/// "u_baseColor2" -> "u", "base", "color".
Words words_of(std::string_view name) {
  Words words(1);
  for (size_t i = 0; i < name.size(); ++i) {
    const auto c = static_cast<unsigned char>(name[i]);
    const bool starts = std::isupper(c) != 0 &&
                        (i == 0 || std::isupper(static_cast<unsigned char>(name[i - 1])) == 0);
    if ((std::isalpha(c) == 0 || starts) && !words.back().empty()) words.emplace_back();
    if (std::isalpha(c) != 0) words.back() += static_cast<char>(std::tolower(c));
  }
  return words;
}

/// Short stems must be a whole word, or its plural; longer ones may be any part of a word
/// ("zoomfactor").
bool speaks_of(const Words& words, std::span<const std::string_view> stems) {
  constexpr size_t kShort = 5;
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::any_of(stems.begin(), stems.end(), [&](std::string_view stem) {
      if (stem.size() >= kShort) return word.find(stem) != word.npos;
      return word == stem ||
             (word.size() == stem.size() + 1 && word.starts_with(stem) && word.ends_with('s'));
    });
  });
}

constexpr auto kColour =
    std::to_array<std::string_view>({"color", "colour", "tint", "col", "rgb", "rgba", "albedo"});
constexpr auto kDirection = std::to_array<std::string_view>({"dir", "direction", "normal"});
constexpr auto kPlace = std::to_array<std::string_view>(
    {"pos", "position", "center", "centre", "origin", "point", "focus", "location"});
constexpr auto kChange = std::to_array<std::string_view>(
    {"offset", "shift", "pan", "translat", "angle", "rotat", "rot", "phase", "velocity", "tilt"});
constexpr auto kFactor = std::to_array<std::string_view>(
    {"speed",     "rate",   "scale",      "zoom",    "size",     "intensity", "bright",     "gain",
     "amplitude", "amp",    "alpha",      "opacity", "strength", "contrast",  "saturation", "gamma",
     "exposure",  "power",  "multiplier", "mult",    "factor",   "weight",    "frequency",  "freq",
     "aspect",    "tiling", "repeat",     "volume",  "glow",     "level"});
constexpr auto kCount = std::to_array<std::string_view>(
    {"count", "num", "number", "iteration", "iter", "octave", "steps", "sample", "layer", "segment",
     "side", "slice", "column", "row", "detail"});
constexpr auto kShare =
    std::to_array<std::string_view>({"weight", "kernel", "coefficient", "coeff"});
constexpr auto kChoice = std::to_array<std::string_view>(
    {"mode", "type", "index", "idx", "id", "seed", "select", "option", "kind"});
constexpr auto kExceptional = std::to_array<std::string_view>(
    {"invert", "inverse", "debug", "flip", "mirror", "disable", "hide", "wireframe", "mute",
     "pause", "paused", "freeze", "reset", "reverse"});

constexpr std::array<std::array<float, 3>, 6> kColours = {{{0.90f, 0.45f, 0.25f},
                                                           {0.25f, 0.60f, 0.90f},
                                                           {0.95f, 0.80f, 0.35f},
                                                           {0.35f, 0.75f, 0.50f},
                                                           {0.75f, 0.40f, 0.80f},
                                                           {0.85f, 0.85f, 0.80f}}};

const std::array<float, 3>& colour_of(std::string_view name) {
  return kColours[(base::fnv1a_32(name) >> 8) % kColours.size()];
}

void fill(DeclaredParameter& p, float value, float min, float max) {
  for (uint32_t i = 0; i < p.num_components; ++i) {
    p.value[i] = value;
    p.min[i] = min;
    p.max[i] = max;
  }
}

/// Whether set_value_by_name() knows more of a float or vector than its type and "a place".
bool has_definite_value(const DeclaredParameter& p, const Words& words) {
  return (p.num_components > 1 && speaks_of(words, kDirection)) || speaks_of(words, kChange) ||
         (!(p.num_components > 1 && speaks_of(words, kPlace)) && speaks_of(words, kFactor)) ||
         (p.num_components == 1 && speaks_of(words, kCount));
}

/// Makes element `index` of `count` differ from the others.
void set_element(DeclaredParameter& p, uint32_t index, uint32_t count) {
  const Words words = words_of(p.name);
  if (p.num_components > 2 && speaks_of(words, kColour)) {
    const auto& colour =
        kColours[((base::fnv1a_32(p.name) >> 8) + index) % kColours.size()];
    std::copy(colour.begin(), colour.end(), p.value.begin());
  } else if (p.num_components == 1 && speaks_of(words, kShare)) {
    p.value[0] = 1.0f / static_cast<float>(count);
  } else if (!has_definite_value(p, words)) {
    // Points of an additive recurrence (the generalised golden ratio) lie evenly in any dimension;
    // a single component rises.
    constexpr std::array<double, 4> kSteps = {0.7548776662466927, 0.5698402909980532,
                                              0.8191725133961645, 0.6710436067037893};
    for (uint32_t i = 0; i < p.num_components; ++i) {
      const double at = p.num_components == 1 ? (index + 0.5) / count : 0.5 + index * kSteps[i];
      const auto part = static_cast<float>(0.1 + 0.8 * (at - std::floor(at)));
      p.value[i] = p.min[i] + (p.max[i] - p.min[i]) * part;
    }
  }
}

bool is_matrix(std::string_view type) {
  return type.size() >= 4 && type.starts_with("mat") && type[3] >= '2' && type[3] <= '4';
}

}  // namespace

std::string value_by_name(std::string_view name, std::string_view type, uint32_t index,
                          uint32_t count) {
  if (is_matrix(type)) return std::string(type) + "(1.0)";
  if (std::string value = host_value_by_name(name, type); !value.empty()) return value;
  DeclaredParameter p;
  p.name = name;
  p.num_components = 1;
  if (type == "float" || type == "int" || type == "uint" || type == "bool") {
    set_value_by_name(p, type);
  } else if (type.size() == 5 && type.substr(1, 3) == "vec" && type[4] >= '2' && type[4] <= '4') {
    if (type[0] != 'i' && type[0] != 'u' && type[0] != 'b') return "";  // dvec2
    const std::string_view component = type[0] == 'i' ? "int" : type[0] == 'u' ? "uint" : "bool";
    set_value_by_name(p, component);
    return std::string(type) + "(" + default_expression(p, component) + ")";
  } else if (type == "vec2" || type == "vec3" || type == "vec4") {
    p.num_components = static_cast<uint32_t>(type.back() - '0');
    set_value_by_name(p, type);
  } else {
    return "";
  }
  const bool is_float = type == "float" || p.num_components > 1;
  if (is_float && count > 1) set_element(p, index, count);
  return default_expression(p, type);
}

bool is_colour_name(std::string_view name) {
  return speaks_of(words_of(name), kColour);
}

std::string host_value_by_name(std::string_view name, std::string_view type) {
  Words words = words_of(name);
  if (words.back().empty()) words.pop_back();
  if (words.empty()) return "";
  if (type == "float" && words.back() == "time") return "pp_time_s";
  const bool is_size =
      type == "vec2" || type == "vec3" || type == "ivec2" || type == "uvec2" || type == "ivec3";
  return is_size && words.back() == "resolution"
             ? convert_value("vec3(PP_PASS_SIZE, 1.0)", "vec3", type)
             : "";
}

void set_value_by_name(DeclaredParameter& p, std::string_view type) {
  const Words words = words_of(p.name);
  if (type == "bool") return fill(p, speaks_of(words, kExceptional) ? 0.0f : 1.0f, 0, 1);
  if (type == "int" || type == "uint") {
    if (speaks_of(words, kCount)) return fill(p, 5, 1, 10);
    return speaks_of(words, kChoice) ? fill(p, 0, 0, 1) : fill(p, 1, 0, 2);
  }
  fill(p, 0.5f, 0, 1);
  if (p.num_components > 2 && speaks_of(words, kColour)) {
    std::copy_n(colour_of(p.name).begin(), 3, p.value.begin());
    p.value[3] = p.num_components == 4 ? 1.0f : 0.0f;
  } else if (p.num_components > 1 && speaks_of(words, kDirection)) {
    fill(p, 1.0f / std::sqrt(static_cast<float>(p.num_components)), -1, 1);
  } else if (speaks_of(words, kChange)) {
    fill(p, 0, -1, 1);
  } else if (p.num_components > 1 && speaks_of(words, kPlace)) {
    if (p.num_components > 2) fill(p, 0, -1, 1);
  } else if (speaks_of(words, kFactor)) {
    fill(p, 1, 0, 2);
  } else if (p.num_components == 1 && speaks_of(words, kCount)) {
    fill(p, 5, 1, 10);
  }
}

}  // namespace progpretrain::dialect
