#pragma once
// Which names a text uses without declaring them: what its host has to offer.
#include <vector>

#include "engine/dialect/token.h"

namespace progpretrain::dialect {

/// For every token whether it is a name that stands where no variable or parameter of the text's
/// own with this name is in scope. Members, parameters of macros and the declarations themselves
/// are not; names of functions, types and keywords are, as nothing tells them apart. `tokens`: of a
/// text without comments and continued lines. Takes time linear in their number.
std::vector<bool> free_names(const Tokens& tokens);

}  // namespace progpretrain::dialect
