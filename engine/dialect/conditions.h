#pragma once
// Which lines of a text its own conditions (#if, #ifdef, ...) leave standing, judged without
// expanding anything: good enough to see what a program is, in time linear in its length.
#include <string>
#include <string_view>

namespace progpretrain::dialect {

/// The text without the lines that its conditions switch off, and without the conditions; other
/// directives stay. Conditions know the macros that the text defines as whole numbers or as
/// nothing, GL_ES and __VERSION__; what they cannot know is 0. `text` holds no comments and no
/// continued lines.
std::string active_text(std::string_view text);

}  // namespace progpretrain::dialect
