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

}  // namespace

bool is_colour_name(std::string_view name) {
  return speaks_of(words_of(name), kColour);
}

std::string host_value_by_name(std::string_view name, std::string_view type) {
  Words words = words_of(name);
  if (words.back().empty()) words.pop_back();
  if (words.empty()) return "";
  if (type == "float" && words.back() == "time") return "pp_time_s";
  const bool is_size = type == "vec2" || type == "vec3";
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
