#pragma once
// Sizes of passes in ISF's headers: "floor($WIDTH / 2.0)", "$HEIGHT * scale", "256"
// (https://github.com/mrRay/ISF_Spec, "WIDTH" and "HEIGHT" of PASSES).
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace progpretrain::dialect {

/// What "$WIDTH" and "$HEIGHT" become.
inline constexpr std::string_view kCanvasWidth = "PP_FRAME.canvas.x";
inline constexpr std::string_view kCanvasHeight = "PP_FRAME.canvas.y";

/// The expression as GLSL, in floats: numbers, + - * / %, parentheses, floor() and its like, and
/// "$NAME" of an input, for which `input` gives GLSL (empty: there is none). nullopt: it cannot be
/// read.
std::optional<std::string> isf_size_expression(
    std::string_view text, const std::function<std::string(const std::string& name)>& input);

}  // namespace progpretrain::dialect
