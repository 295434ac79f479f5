#pragma once
// The author's own uniforms, varyings and outputs become plain globals: a compute unit has no
// interface but ours.
#include <string>
#include <vector>

#include "engine/dialect/author_program.h"
#include "engine/dialect/dialect.h"

namespace progpretrain::dialect {

struct Interface {
  struct Output {
    std::string name, type;
  };
  std::vector<Output> outputs;  ///< the one at location 0, or the first, stands first
};

/// Rewrites the declarations in place: values of the host are read at the start of the program,
/// other uniforms are zero. Samplers vanish. Expects a program that find_forbidden() lets pass.
/// Refusal (unsupported, with the line): a varying that no known host sets, `in` or `out` without a
/// name.
corpus::Result<Interface> rewrite_interface(AuthorProgram& program, const Dialect& dialect);

}  // namespace progpretrain::dialect
