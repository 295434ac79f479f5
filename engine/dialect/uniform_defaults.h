#pragma once
// What an author says about a uniform of his own: its initialiser, and a default or range in the
// comment behind it.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/dialect/compute_unit.h"

namespace progpretrain::dialect {

/// The uniform as a parameter: kind, components, default (hint, initialiser, or by its name: see
/// uniform_names.h) and range. nullopt: its type is no scalar or vector that can be a parameter (matrices, integer
/// vectors), or its initialiser is more than literals.
std::optional<DeclaredParameter> uniform_parameter(const std::string& name, const std::string& type,
                                                   const std::string& initialiser,
                                                   const DeclaredParameter* hint);

/// Defaults and ranges in comments on the line of a uniform's declaration. Known forms:
/// "slider[min, default, max]", "range(min, max)", "[min, max]", "min..max", "min = 0, max = 2,
/// default = 1". `source` still has its comments.
std::vector<DeclaredParameter> read_uniform_comments(std::string_view source);

/// The source with defaults in comments behind a uniform as its initialiser, as gl-transitions write
/// them: "uniform float a; // = 0.5" and "uniform ivec2 a /* = ivec2(1, 2) */;". Literals only; lines
/// stay.
std::string with_commented_values(std::string source);

}  // namespace progpretrain::dialect
