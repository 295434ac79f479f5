#pragma once
// From texts to graphs.
#include <doctest/doctest.h>

#include <string>

#include "engine/spirv/build.h"
#include "engine/structure/features.h"
#include "engine/structure/optimise.h"
#include "tests/support/compute_unit_of.h"

namespace progpretrain::testing {

/// Body of mainImage(out vec4 c, in vec2 p), after `globals`.
inline std::string shader(const std::string& body, const std::string& globals = {}) {
  return globals + "\nvoid mainImage(out vec4 c, in vec2 p) { " + body + " }\n";
}

inline spirv::ParsedModule optimised(const std::string& text) {
  const auto built = spirv::build(compute_unit_of(text));
  if (!built) FAIL(built.error().line << ": " << built.error().reason);
  const auto words = structure::optimise(*spirv::ParsedModule::parse(built->words));
  if (!words) FAIL(words.error().reason);
  return std::move(*spirv::ParsedModule::parse(*words));
}

inline structure::OperationGraph graph_of(const std::string& text) {
  return structure::operation_graph(optimised(text));
}

inline structure::Features features_of(const std::string& text) {
  return structure::features_of(graph_of(text));
}

inline double distance_of(const std::string& a, const std::string& b) {
  return structure::distance(features_of(a), features_of(b));
}

}  // namespace progpretrain::testing
