#pragma once
// A program between the preprocessor and the finished unit: tokens, their structure, and the names
// declared at file scope.
#include <string_view>

#include "engine/corpus/verdict.h"
#include "engine/dialect/outline.h"

namespace progpretrain::dialect {

struct AuthorProgram {
  Tokens tokens;
  std::vector<GlobalItem> items;
  NameSet functions;  ///< defined or declared at file scope
  NameSet globals;    ///< variables and structs at file scope

  bool defines(std::string_view function) const;
  /// A call of a function that the program does not declare itself.
  bool is_builtin_call(size_t index) const;
};

/// Reads the preprocessed text. Precision qualifiers and statements are dropped: everything is
/// highp. Newer words that the text declares as names are renamed (names.h). With `wrap_in_main` a text that defines no main becomes the body of one. Refusal:
/// characters that are no GLSL, brackets nested deeper than kMaxNesting.
corpus::Result<AuthorProgram> read_program(const std::string& preprocessed, bool wrap_in_main);

inline constexpr int kMaxNesting = 256;

/// Takes out the functions that `entry` never reaches and that touch what a host alone can offer
/// (textures, derivatives): published programs carry many such, written for other hosts.
void drop_unreachable_host_functions(AuthorProgram& program, std::string_view entry);

/// texture(), texture2DLod(), texelFetch() and their family.
bool is_texture_function(std::string_view name);
/// dFdx, dFdy, fwidth and their Coarse and Fine forms.
bool is_derivative_function(std::string_view name);
/// sampler2D, isamplerCube, ...
bool is_sampler_type(std::string_view name);

}  // namespace progpretrain::dialect
