#pragma once
// The mode files of the shaders21k tree: beside twigl/codes/NAME.fragment lies
// twigl/modes/NAME.fragment with four lines: mode, GLSL ES 3.00?, several targets?, ternary fix?
#include <optional>
#include <string>
#include <string_view>

namespace progpretrain::corpus {

/// A mode file is no longer than this.
inline constexpr size_t kMaxModeBytes = 256;

/// Whether a path may be a mode file: ".../modes/NAME.fragment".
bool is_twigl_mode_path(std::string_view path);

/// Where the mode of a code lies: "x/codes/a.fragment" -> "x/modes/a.fragment"; empty when there
/// can be none.
std::string twigl_mode_path(std::string_view code_path);

/// "twigl:geekest_300" for the lines geekest, True, False, False; nullopt when the text is no mode.
/// The fourth line is checked only: the translator mends such ternaries anyway.
std::optional<std::string> twigl_dialect_of_mode(std::string_view text);

}  // namespace progpretrain::corpus
