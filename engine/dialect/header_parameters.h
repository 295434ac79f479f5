#pragma once
// Typed parameters that a program declares in its header, so that its text stays what shadertoy.com
// takes: a comment names a constant at file scope, what kind of variation it is, and its range.
//
//   // @param kHue palette 0.30 0.0 1.0
//   const float kHue = 0.30;
//   // @param kSun light 0.4,0.8,0.3 -1,-1,-1 1,1,1 where the sun stands
//   const vec3 kSun = vec3(0.4, 0.8, 0.3);
//
// The words: name, kind, default, lowest, highest; the rest of the line is free. Components stand
// between commas without blanks; one number stands for all components.
#include <optional>
#include <string_view>
#include <vector>

#include "engine/corpus/verdict.h"
#include "engine/dialect/author_program.h"
#include "engine/dialect/parameters.h"

namespace progpretrain::dialect {

/// A declaration as it was read: how many components it has is the constant's to say.
struct HeaderParameter {
  std::string name, kind;
  std::vector<float> value, min, max;  ///< one number, or one per component
  int line = 0;
};

/// "identity, pose, viewpoint, light, palette, texture, clutter, occlusion". "shape" is read as
/// identity.
std::string header_kinds();

/// The declarations in `source`, which still has its comments. Comments of other tools that begin
/// with @param are left alone: a declaration has a number in its third word. Refusal (parse_error,
/// with the line): a declaration with an unknown kind, without its three values, or of a name that
/// was declared before.
corpus::Result<std::vector<HeaderParameter>> read_header_parameters(std::string_view source);

/// Turns the constants into parameters: each loses its `const` and takes its value from the vector
/// of parameters. Names that are no constants any more are added to `loosened` (see
/// loosen_constants()). Refusal (parse_error, with the line of the declaration): no `const` float
/// or vector of that name with literals for a value, numbers that do not fit its components,
/// another default than the constant's value, a default outside of the range, an empty range, or
/// more than kMaxParameters components together.
std::optional<corpus::Refusal> apply_header_parameters(AuthorProgram& program,
                                                       const std::vector<HeaderParameter>& declared,
                                                       ParameterTable& parameters,
                                                       NameSet& loosened);

}  // namespace progpretrain::dialect
