// Functions of ours that a unit does not call are left out.
#include <doctest/doctest.h>

#include "engine/dialect/embedded_shaders.h"
#include "engine/dialect/prune.h"
#include "tests/dialect/dialect_support.h"

using progpretrain::dialect::needed_part;

namespace {

const std::string kLibrary =
    "// A comment with f(x) { in it.\n"
    "#define K 1.0\n"
    "struct A { float x; };\n"
    "const float c = 2.0;\n"
    "float f(A a) { return a.x; }\n"
    "float f(B b) { return g(b.x); }\n"
    "float g(float x) {\n  if (x > 0.0) {\n    return h(x);\n  }\n#ifdef K\n  x += K;\n#endif\n  "
    "return x;\n}\n"
    "float h(float x) { return c * x; }\n"
    "float unused(float x) { return f(x); }\n";

}  // namespace

TEST_CASE(
    "prune: what is called stays with all that it calls, in order, directives and structs stay") {
  const std::string part = needed_part(kLibrary, "x = g(1.0);", {});
  CHECK(part.find("struct A") != part.npos);
  CHECK(part.find("#define K") != part.npos);
  CHECK(part.find("float g(float x) {\n  if (x > 0.0) {") != part.npos);
  CHECK(part.find("float h(") != part.npos);
  CHECK(part.find("unused") == part.npos);
  CHECK(part.find("float f(") == part.npos);
  CHECK(part.find("comment") == part.npos);
  CHECK(part.find("float g(") < part.find("float h("));
}

TEST_CASE("prune: overloads for types that do not occur go, and what only they call") {
  const std::string part = needed_part(kLibrary, "f(a)", {"B"});
  CHECK(part.find("float f(A a)") != part.npos);
  CHECK(part.find("float f(B b)") == part.npos);
  CHECK(part.find("float h(") == part.npos);
  CHECK(needed_part(kLibrary, "f(a)", {}).find("float h(") != std::string::npos);
}

TEST_CASE("prune: a unit that fetches a texel has no code for cube maps, and all of it compiles") {
  const auto unit = progpretrain::testing::translate_text(
      "shadertoy",
      progpretrain::testing::shadertoy_program("", "c = texelFetch(iChannel0, ivec2(p), 0);"));
  REQUIRE(unit);
  CHECK(progpretrain::testing::compile_error(*unit) == "");
  CHECK(unit->glsl.find("pp_cube_position") == std::string::npos);
  CHECK(unit->glsl.find("pp_textureGather(") == std::string::npos);
}
