#pragma once
// Functions of our own shaders that a unit never calls are left out: every one costs compile time
// in every program.
#include <string>
#include <string_view>
#include <vector>

namespace progpretrain::dialect {

/// The part of `library` (GLSL with one function, struct or directive after the other, no condition
/// around functions) that `user` needs: all structs, directives and constants; of the functions
/// those named in `user`, and those that they call. A function with a parameter of one of
/// `unused_types` is left out whatever its name, so that overloads for types that do not occur go.
/// Comments go.
std::string needed_part(std::string_view library, std::string_view user,
                        const std::vector<std::string_view>& unused_types);

}  // namespace progpretrain::dialect
