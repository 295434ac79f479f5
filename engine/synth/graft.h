#pragma once
// A hand-written family as a part of a new program: its main function becomes a paint, its own
// names are kept apart, its parameters are drawn anew.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/synth/parameter.h"

namespace progpretrain::synth {

struct Graft {
  std::string name;                    ///< the family's: "ragged_polygons"
  std::string caption;                 ///< its title in lower case
  std::vector<Parameter> parameters;   ///< its constants of type float, to be drawn anew
  std::vector<std::string> constants;  ///< further lines with constants, kept
  std::string functions;           ///< its own functions without the shared ones, each line ended
  std::vector<std::string> body;   ///< of `vec3 paint(vec2 p)`, indented
  std::vector<std::string> names;  ///< of its constants and functions
  uint32_t cost = 1;               ///< about the operations of one call
};

/// Reads a family's text. nullopt when it has not the plain form that can be grafted: dialect
/// shadertoy, a mainImage that begins with the usual `p` and ends with `fragColor = vec4(col,
/// 1.0);`, no other use of fragCoord, and helpers equal to the shared ones.
std::optional<Graft> read_family(std::string_view source);

}  // namespace progpretrain::synth
