#pragma once
// What a text says once its macros are expanded, as far as needed to see which host it is for. The
// program itself goes through the compiler's preprocessor (preprocess.h), in a worker: macros can
// double each other beyond any memory.
#include "engine/dialect/token.h"

namespace progpretrain::dialect {

/// The tokens with the macros that they define expanded (arguments, ##, undef, redefinition) and
/// without directives. `tokens`: of a text without comments, continued lines and conditions. Stops
/// expanding after a fixed number of steps, with the rest as it stands.
Tokens expand_macros(const Tokens& tokens);

}  // namespace progpretrain::dialect
