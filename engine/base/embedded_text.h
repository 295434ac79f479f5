#pragma once
// Text files that are part of a library's binary (tools/cmake/embed_text.cmake puts them there).
#include <span>
#include <string_view>

namespace progpretrain::base {

struct EmbeddedText {
  std::string_view name;  ///< of the file, without folder: "frame.glsl"
  std::string_view text;  ///< byte for byte
};

/// The text of one file. Throws InvariantError when there is none of this name.
std::string_view text_named(std::span<const EmbeddedText> texts, std::string_view name);

}  // namespace progpretrain::base
