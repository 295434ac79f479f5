// The fragment stage's words in a compute shader.
#include <doctest/doctest.h>

#include "tests/dialect/dialect_support.h"

using namespace progpretrain::testing;

TEST_CASE("fragment stage: discard stays one statement") {
  CHECK(rewritten("shadertoy", shadertoy_program("", "if (p.x > 1.0) discard; else c.x = 1.0;"))
            .find(tokens("if (p.x > 1.0) pp_discarded = true; else c.x = 1.0;")) !=
        std::string::npos);
}

TEST_CASE("fragment stage: derivatives are counted only when the program calls the built-in ones") {
  const auto unit = [](const std::string& declarations, const std::string& statements) {
    const auto u = translate_text("shadertoy", shadertoy_program(declarations, statements));
    REQUIRE(u);
    CHECK(compile_error(*u) == "");
    CHECK(u->uses_derivatives == (u->glsl.find("#define PP_QUADS") != std::string::npos));
    return *u;
  };
  CHECK(unit("", "c.x = dFdx(p.x) + dFdy(p).y + fwidth(vec3(p, 1.0)).z;").uses_derivatives);
  CHECK(unit("", "c = dFdxFine(c) + dFdyCoarse(c) + fwidthFine(c);").uses_derivatives);
  CHECK(unit("#define D(x) fwidth(x)", "c.x = D(p.x);").uses_derivatives);
  CHECK(!unit("#define D(x) fwidth(x)", "c.x = p.x; // dFdx(p)").uses_derivatives);
  CHECK(!unit("float fwidth(float x) { return x; }", "c.x = fwidth(p.x);").uses_derivatives);
  CHECK(!unit("", "float dFdx = 1.0; c.x = dFdx;").uses_derivatives);
  CHECK(!unit("float unused(float x) { return fwidth(x); }", "c.x = 1.0;").uses_derivatives);
}

TEST_CASE("fragment stage: a program without derivatives needs no subgroups") {
  const auto unit = translate_text("shadertoy", shadertoy_program("", "c.x = p.x;"));
  REQUIRE(unit);
  CHECK(unit->glsl.find("GL_KHR_shader_subgroup") == std::string::npos);
}

TEST_CASE("fragment stage: every way to write a colour ends in the pixel") {
  const auto colour = [](const std::string& dialect, const std::string& source) {
    const auto unit = translate_text(dialect, source);
    REQUIRE(unit);
    CHECK(compile_error(*unit) == "");
    const size_t at = unit->glsl.rfind("  return ");
    return unit->glsl.substr(at + 9, unit->glsl.find(';', at) - at - 9);
  };
  CHECK(colour("sandbox", "void main() { gl_FragColor = gl_FragCoord; }") == "pp_frag_color");
  CHECK(colour("sandbox", "void main() { gl_FragData[0] = vec4(1.0); }") == "pp_frag_data[0]");
  CHECK(colour("sandbox", "out vec4 q; void main() { q = vec4(1.0); }") == "q");
  CHECK(colour("sandbox", "layout(location = 0) out vec3 q; void main() { q = vec3(1.0); }") ==
        "vec4(q, 1.0)");
  CHECK(colour("sandbox",
               "layout(location = 1) out vec4 a; layout(location = 0) out vec4 b;\n"
               "void main() { a = b = vec4(1.0); }") == "b");
  CHECK(colour("twigl:geeker_300", "void main() { o = vec4(t); }") == "o");
  CHECK(colour("twigl:geeker", "void main() { gl_FragColor = vec4(t); }") == "pp_frag_color");
  CHECK(colour("twigl:classic_300", "out vec4 x; void main() { x = gl_FragCoord; }") == "x");
}

TEST_CASE("fragment stage: depth and facing are harmless") {
  CHECK(failure("sandbox",
                "void main() { gl_FragDepth = 1.0; gl_FragColor = vec4(gl_FrontFacing, "
                "gl_PointCoord, gl_FragDepth); }") == "");
}
