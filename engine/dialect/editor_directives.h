#pragma once
// Directives that editors add to GLSL: the Shader Toy extension of Visual Studio Code
// (https://github.com/stevensona/shader-toy), and of libretro.
#include <string>
#include <string_view>

#include "engine/dialect/parameters.h"

namespace progpretrain::dialect {

/// `#iUniform float speed = 1.0 in {0.0, 5.0}` becomes a uniform with its range as a hint;
/// `#iChannel0 "..."`, `#iKeyboard` and their like vanish: the readers have bound what there is to
/// bind (engine/corpus/readers/editor_lines.h). libretro's `#pragma parameter` becomes a hint. `text` holds no comments; every line stays.
std::string rewrite_editor_directives(std::string_view text, ParameterTable& hints);

}  // namespace progpretrain::dialect
