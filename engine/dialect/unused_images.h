#pragma once
// Images that a host's template declares in every program.
#include "engine/dialect/author_program.h"

namespace progpretrain::dialect {

/// Takes out declarations of images (image2D, uimage2D, ...) that no code names.
void drop_unused_images(AuthorProgram& program);

}  // namespace progpretrain::dialect
