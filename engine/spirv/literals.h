#pragma once
// The compiler folds constants in double precision and rounds once at the end; GLSL's floats have
// 32 bits (GLSL 4.50, 4.1.4), and other compilers round after every operation. With literals that
// are floats already a folded sum, product or quotient of two is rounded as it would be there.
#include <string>
#include <string_view>

namespace progpretrain::spirv {

/// `glsl` with every floating-point literal that is no 32-bit float replaced by the decimal number
/// of the nearest one. Literals of doubles (suffix lf), integers and comments stay.
std::string round_literals(std::string_view glsl);

}  // namespace progpretrain::spirv
