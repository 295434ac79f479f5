#pragma once
// Values that a host declares from a file beside the text, such as Synesthesia's scene.json: all
// the text shows of them is their use.
#include <string>
#include <vector>

#include "engine/dialect/author_program.h"
#include "engine/dialect/dialect.h"

namespace progpretrain::dialect {

struct Control {
  std::string name;
  std::string type;  ///< float, or the vector that its name or its use asks for
};

/// Names that `program` reads as values and that nobody declares: neither the text, nor `dialect`,
/// nor the language. In the order of their first use. Expects samplers in `known`.
std::vector<Control> find_controls(const AuthorProgram& program, const Dialect& dialect,
                                   const NameSet& known);

}  // namespace progpretrain::dialect
