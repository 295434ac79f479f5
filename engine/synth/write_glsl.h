#pragma once
// A derivation tree as the text of a Shadertoy program.
#include <string>
#include <vector>

#include "engine/synth/derivation.h"

namespace progpretrain::synth {

/// The program without its head: constants, shared helpers, functions, mainImage; `parameters` are
/// the lines "// @param ..." for its head, those of the whole first (at most 16, as many as a
/// program may have, see engine/dialect).
struct Written {
  std::vector<std::string> parameters;
  std::string code;
};

/// The text depends on the tree alone. Every node becomes one function, named after its production
/// and type; a node's alternatives and constants are drawn from its key.
Written write_glsl(const Grammar& grammar, const Node& tree);

}  // namespace progpretrain::synth
