#pragma once
// The files of shaders/, embedded at build time (the list is in this room's CMakeLists.txt).
#include "engine/base/embedded_text.h"

namespace progpretrain::dialect {

/// All of them, in no particular order.
std::span<const base::EmbeddedText> embedded_shaders();

/// The text of one file. Throws InvariantError when no such file was embedded.
std::string_view shader_text(std::string_view name);

}  // namespace progpretrain::dialect
