#pragma once
// Which GLSL an author's text says it is written in, as far as its own conditions can see it.
#include <string>
#include <string_view>

namespace progpretrain::dialect {

struct GlslVersion {
  int number = 100;      ///< what __VERSION__ stands for
  bool is_es = true;     ///< GL_ES is defined
  bool is_told = false;  ///< the text has a #version of its own
};

/// The first #version of a text without comments; without one `otherwise`.
GlslVersion glsl_version(std::string_view text, GlslVersion otherwise);

/// The text with the version's number for __VERSION__; every line stays.
std::string with_version_number(std::string text, const GlslVersion& version);

/// "#undef GL_ES" and the like: lines that stand before a text which the preprocessor takes for
/// GLSL ES.
std::string version_macros(const GlslVersion& version);

}  // namespace progpretrain::dialect
