#pragma once
// What browsers' preprocessors let pass and glslang's does not. Applied to text without comments;
// lines stay.
#include <string>
#include <string_view>

namespace progpretrain::dialect {

/// Name of a macro that is nothing.
inline constexpr std::string_view kNothing = "pp_nothing";

/// `#define EPS.001` gets the blank that separates name and value; `F()` of a macro with one
/// parameter becomes `F(pp_nothing)`; a quotation mark, which begins no string in GLSL, becomes
/// another character that is in no token, so that prose may hold one where conditions skip it.
std::string make_strict(std::string_view text);

}  // namespace progpretrain::dialect
