#pragma once
// How large a text is at least once its macros are expanded, without expanding them: macros that
// double each other fill memory long before a preprocessor can be stopped.
#include <string_view>

namespace progpretrain::dialect {

/// A lower bound for the number of tokens. `text` holds no comments. Macros that are defined twice,
/// undefined or mention themselves count as one token where they are used; arguments count as often
/// as the macro uses them.
double expanded_tokens_at_least(std::string_view text);

}  // namespace progpretrain::dialect
