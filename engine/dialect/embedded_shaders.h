#pragma once
// The files of shaders/, embedded at build time (the list is in this room's CMakeLists.txt).
#include <span>
#include <string_view>

namespace progpretrain::dialect {

struct EmbeddedShader {
  std::string_view name;  ///< "frame.glsl"
  std::string_view text;
};

/// All of them, in no particular order.
std::span<const EmbeddedShader> embedded_shaders();

/// The text of one file. Throws InvariantError when no such file was embedded.
std::string_view shader_text(std::string_view name);

}  // namespace progpretrain::dialect
