// The texts of shaders/ inside the library.
#include <doctest/doctest.h>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/dialect/embedded_shaders.h"

using namespace progpretrain;

TEST_CASE("embedded shaders: every text is the file's, byte for byte") {
  REQUIRE(!dialect::embedded_shaders().empty());
  for (const base::EmbeddedText& shader : dialect::embedded_shaders()) {
    const std::string path = PROGPRETRAIN_SOURCE_FOLDER "/shaders/" + std::string(shader.name);
    CHECK_MESSAGE(base::read_file(path) == shader.text, shader.name);
  }
  CHECK(dialect::shader_text("entry.glsl").find("pp_store") != std::string_view::npos);
  CHECK_THROWS_AS(dialect::shader_text("absent.glsl"), InvariantError);
}
