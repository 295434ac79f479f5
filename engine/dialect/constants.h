#pragma once
// Constants at file scope whose value glslang cannot fold.
#include "engine/dialect/author_program.h"

namespace progpretrain::dialect {

/// GLSL 4.50 wants the initialiser of a file-scope `const` to be a constant expression. Browsers
/// also fold sinh(), matrix products or inverse(), and some accept calls of the author's functions:
/// such a global loses its `const`, and with it every one that is computed from it. `loose`: names
/// that have lost it before.
void loosen_constants(AuthorProgram& program, NameSet loose = {});

}  // namespace progpretrain::dialect
