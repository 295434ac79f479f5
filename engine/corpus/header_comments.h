#pragma once
// The comments of a shader's text, in which authors write what it is called and who may use it.
#include <string>
#include <string_view>

namespace progpretrain::corpus {

/// The comments before the first line of code, without their marks, at most 16 KiB. Directives
/// other than #define, and statements of precision, are no code.
std::string leading_comments(std::string_view source);

/// The comments from there on, at most 256 KiB.
std::string comments_below_header(std::string_view source);

}  // namespace progpretrain::corpus
