#include "engine/dialect/embedded_shaders.h"

#include "engine/base/check.h"

namespace progpretrain::dialect {

std::string_view shader_text(std::string_view name) {
  for (const EmbeddedShader& shader : embedded_shaders()) {
    if (shader.name == name) return shader.text;
  }
  PP_CHECK(false, "no embedded shader ", name);
  return {};
}

}  // namespace progpretrain::dialect
