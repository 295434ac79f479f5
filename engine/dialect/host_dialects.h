#pragma once
// The hosts of whole fragment shaders: what they share.
#include <string>

#include "engine/dialect/dialect.h"

namespace progpretrain::dialect {

/// A host that starts main() and offers the common values under all their names, declared by the
/// author or not; one-dimensional and rectangle textures are read as plain ones.
Dialect fragment_shader_dialect(std::string name);

}  // namespace progpretrain::dialect
