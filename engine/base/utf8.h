#pragma once
// Bytes of strangers as text.
#include <string>
#include <string_view>

namespace progpretrain::base {

/// The text with each byte that is not part of well-formed UTF-8 as U+FFFD.
std::string valid_utf8(std::string_view bytes);

}  // namespace progpretrain::base
