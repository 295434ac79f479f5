// Macros, conditions and lines through glslang's preprocessor.
#include <doctest/doctest.h>

#include "tests/dialect/dialect_support.h"

using namespace progpretrain::testing;

TEST_CASE("preprocess: macros, conditions and continued lines are resolved") {
  const std::string program =
      "#define MUL(a, b) ((a) * \\\n  (b))\n#ifdef GL_ES\nprecision mediump float;\n#endif extra\n"
      "#if UNKNOWN > 1\nnonsense here\n#elif defined(GL_OES_standard_derivatives)\n"
      "float g = MUL(2.0, 3.0);\n#endif\n" +
      shadertoy_program("#define NAME(x) v##x", "float NAME(1) = g; c.x = v1;");
  const std::string text = rewritten("shadertoy", program);
  CHECK(text.find(tokens("float g =((2.0)*(3.0));")) != std::string::npos);
  CHECK(text.find(tokens("float v1 = g;")) != std::string::npos);
  CHECK(text.find("nonsense") == std::string::npos);
  CHECK(text.find("precision") == std::string::npos);
}

TEST_CASE("preprocess: what strict compilers refuse and browsers draw is accepted") {
  CHECK(failure("shadertoy", shadertoy_program("#define EPS.5\n#define K(s) (s 1.0)",
                                               "c.x = EPS + K() + K(-);")) == "");
  CHECK(failure("shadertoy",
                shadertoy_program("#define GL_FANCY 1\n#undef GL_FANCY", "c.x = 1.0;")) == "");
  CHECK(failure("sandbox",
                "#version 300 es\n#extension GL_OES_standard_derivatives : enable\n"
                "#pragma optimize(off)\nprecision highp float;\nout highp vec4 q;\n"
                "void main(){ lowp float a = 1.; q = vec4(a); }") == "");
}

TEST_CASE("preprocess: a single quotation mark is an error only where it counts") {
  const std::string skipped =
      "#if 0\nthey said \"this\n#error not here \"'\ndon't\n#endif\n";
  CHECK(failure("shadertoy", skipped + shadertoy_program("", "c.x = 1.0;")) == "");
  CHECK(refusal("shadertoy", shadertoy_program("", "c.x = 1.0; \"abc\"")).starts_with("parse_error@3: "));
  CHECK(refusal("shadertoy", "#define TALK \"so\n" + shadertoy_program("", "c.x = 1.0; TALK"))
            .starts_with("parse_error@"));
}

TEST_CASE("preprocess: #extension never switches anything on") {
  const auto unit =
      translate_text("sandbox", "#extension GL_EXT_buffer_reference : require\nvoid main() {}");
  REQUIRE(unit);
  CHECK(unit->glsl.find("buffer_reference") == std::string::npos);
}

TEST_CASE("preprocess: errors carry the author's line") {
  CHECK(
      refusal("shadertoy", "\n\n#error no way\n").starts_with("parse_error@3: '#error' : no way"));
  CHECK(refusal("shadertoy", "float a;\n#include \"x.h\"\n") == "unsupported@2: uses #include");
  CHECK(refusal("shadertoy", "#define F(a, b) a\n\nfloat x = F(1);\n")
            .starts_with("parse_error@3: "));
  CHECK(refusal("shadertoy", "float x;\n#if 1\nfloat y;\n").starts_with("parse_error@"));
}

TEST_CASE("preprocess: the compiler's messages carry the author's line in every dialect") {
  struct Case {
    const char *dialect, *source, *prefix;
  };
  const Case cases[] = {
      {"shadertoy",
       "#define A \\\n 1.0\n/* x\n */\nvoid mainImage(out vec4 c, in vec2 p) {\n\n c = wrong;\n}",
       "ERROR: 1:7:"},
      {"twigl:geekest_300", "vec2 p=FC.xy;\n\no=wrong;", "ERROR: 1:3:"},
      {"twigl:geekest", "wrong;", "ERROR: 1:1:"},
      {"sandbox",
       "uniform vec2\n resolution;\nvarying vec2 surfacePosition;\nvoid main() { gl_FragColor = "
       "wrong; }",
       "ERROR: 1:4:"},
      {"twigl:classic", "#version 100\nvoid main() {\nfloat a;\nwrong; }", "ERROR: 1:4:"},
  };
  for (const Case& c : cases) {
    const auto unit = translate_text(c.dialect, c.source);
    REQUIRE_MESSAGE(unit, c.source);
    const std::string error = compile_error(*unit);
    CHECK_MESSAGE(error.starts_with(c.prefix), c.dialect << ": " << error);
    CHECK(error.find("wrong") != std::string::npos);
  }
}

TEST_CASE("preprocess: __LINE__ is the author's line, in macros the line where they are used") {
  const std::string text = rewritten(
      "shadertoy",
      "#define HERE float(__LINE__)\nvoid mainImage(out vec4 c, in vec2 p) {\n\n"
      "  c.x = float(__LINE__);\n#if 1\n  c.y = HERE;\n#endif\n}\n");
  CHECK(text.find(tokens("c.x = float(4);")) != std::string::npos);
  CHECK(text.find(tokens("c.y = float(6);")) != std::string::npos);
}
