#pragma once
// The author's own uniforms, varyings and outputs become plain globals: a compute unit has no
// interface but ours.
#include <string>
#include <vector>

#include "engine/dialect/author_program.h"
#include "engine/dialect/dialect.h"
#include "engine/dialect/parameters.h"

namespace progpretrain::dialect {

struct Interface {
  struct Output {
    std::string name, type;  ///< of an array its first element
  };
  /// What gl_FragCoord stands for: of a redeclaration with origin_upper_left or
  /// pixel_center_integer (GLSL 4.60, section 4.4.1.3) another corner or half a pixel less.
  std::string coordinate = "pp_frag_coord";
  std::vector<Output> outputs;     ///< the one at location 0, or the first, stands first
  std::vector<std::string> notes;  ///< "varying vNormal: no vertex shader, set by its name",
                                   ///< "uniforms set by their names: speed, tint"
};

/// Rewrites the declarations in place. Uniforms, also in blocks: values of the host are read at the
/// start of the program; other scalars and vectors become parameters, by default what `parameters`
/// knows of them, else their initialiser, else a value by their name (uniform_names.h); what finds
/// no place there keeps that value; integer vectors, matrices, arrays and structs their
/// initialiser, else values by their names (uniform_values.h), else zero, with a note. Varyings: the
/// host's value, else one judged by the name. Samplers vanish. Where the dialect
/// declares its values itself, those that the program uses are declared; of a host with controls of
/// the people's own so is what is left (controls.h; `samplers` are the samplers that it reads). Expects a program that
/// find_forbidden() lets pass. Refusal (unsupported, with the line): an array of blocks, `in` or
/// `out` of a stage that is no fragment stage.
corpus::Result<Interface> rewrite_interface(AuthorProgram& program, const Dialect& dialect,
                                            ParameterTable& parameters,
                                            const NameSet& samplers);

}  // namespace progpretrain::dialect
