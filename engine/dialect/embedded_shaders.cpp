#include "engine/dialect/embedded_shaders.h"

namespace progpretrain::dialect {

std::string_view shader_text(std::string_view name) {
  return base::text_named(embedded_shaders(), name);
}

}  // namespace progpretrain::dialect
