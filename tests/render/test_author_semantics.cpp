// What authors rely on, drawn: every program here must give one colour, whatever the host's
// compiler made of it.
#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "engine/render/render_session.h"
#include "tests/support/session_of.h"

using namespace progpretrain;
using testing::main_image;

namespace {

using Colour = std::array<double, 3>;

/// The colour of every pixel of a picture that has only one. The program is drawn at 8 x 8 px, at
/// time 1.
Colour colour_of(const std::string& source, const std::string& dialect = "shadertoy") {
  constexpr uint32_t kSize = 8;
  const auto module = testing::module_of(source, dialect);
  render::RenderSession session(
      testing::cpu_device(), 1, [&](uint32_t) { return module; },
      frames::make_host_ring(testing::cpu_device(), {1, kSize, kSize}, 3));
  const auto frames = session.draw(std::vector{render::preview_request(0, kSize, 1.0f)});
  Colour colour{};
  for (size_t plane = 0; plane < 3; ++plane) {
    const auto bytes = frames.image(0).subspan(plane * kSize * kSize, kSize * kSize);
    for (const uint8_t byte : bytes) REQUIRE(byte == bytes[0]);
    colour[plane] = bytes[0] / 255.0;
  }
  return colour;
}

void check_colour(const std::string& source, const Colour& want,
                  const std::string& dialect = "shadertoy") {
  CAPTURE(dialect);
  CAPTURE(source);
  const Colour got = colour_of(source, dialect);
  for (size_t i = 0; i < 3; ++i)
    CHECK(got[i] == doctest::Approx(want[i]).epsilon(0.003).scale(1.0));
}

/// A Shadertoy program that shows `expression`, a vec3.
std::string shows(const std::string& expression, const std::string& declarations = "") {
  return declarations + "\n" + main_image("o = vec4(" + expression + ", 1.0);");
}

}  // namespace

TEST_CASE("semantics: min, max and clamp of NaN give the number, as graphics hardware does") {
  const std::string nan = "float nan() { return sqrt(-iTime); }";
  check_colour(shows("vec3(max(nan(), 0.25), min(nan(), 0.5), clamp(nan(), 0.25, 0.75))", nan),
               {0.25, 0.5, 0.25});
  check_colour(
      shows("vec3(max(0.25, nan()), min(0.5, nan()), clamp(vec2(nan()), 0.0, 1.0).x)", nan),
      {0.25, 0.5, 0.0});
}

TEST_CASE(
    "semantics: integers divide towards zero, by zero without harm, and shifts take the low five "
    "bits") {
  check_colour(shows("vec3(float(7 / 2), float(-7 / 2) + 4.0, float(7 % 3)) / 4.0"),
               {0.75, 0.25, 0.25});
  check_colour(shows("vec3(float(1 << (int(iTime) + 32)) / 4.0, float(uint(iTime) << 33u) / 4.0, "
                     "float(8 >> (int(iTime) + 33)) / 4.0)"),
               {0.5, 0.5, 0.5});
  check_colour(shows("vec3(iFrame / (int(iTime) - 1) == 12345 ? 1.0 : 0.5)"), {0.5, 0.5, 0.5});
}

TEST_CASE("semantics: precision words change nothing") {
  check_colour("precision lowp float; precision mediump int;\n" +
                   shows("vec3(x * 0.00001, float(n) / 200000.0, 0.0)",
                         "lowp float x = 50000.0; mediump int n = 100000;"),
               {0.5, 0.5, 0.0});
}

TEST_CASE("semantics: names of keywords, of built-in functions and of ours belong to the author") {
  check_colour(shows("vec3(sample, buffer(filter), smooth)",
                     "float sample = 0.25, filter = 0.5, smooth = 0.75;\n"
                     "float buffer(float input) { return input; }"),
               {0.25, 0.5, 0.75});
  check_colour(shows("vec3(noise(vec2(0)), tanh(9.0), step)",
                     "float step = 0.75; float noise(vec2 p) { return 0.25; }\n"
                     "float tanh(float x) { return x / 18.0; }"),
               {0.25, 0.5, 0.75});
  check_colour(
      main_image(
          "float distance = 0.25, max = 0.5, length = 0.75; o = vec4(distance, max, length, 1);"),
      {0.25, 0.5, 0.75});
  check_colour(shows("vec3(pp_store, PP_FRAME, main(0.75))",
                     "float pp_store = 0.25;\n#define PP_FRAME 0.5\n"
                     "#define pp_pixel oops oops\nfloat main(float x) { return x; }"),
               {0.25, 0.5, 0.75});
  check_colour(
      shows("vec3(a__b, __c, _d__)", "float a__b = 0.25; float __c = 0.5;\n#define _d__ 0.75\n"),
      {0.25, 0.5, 0.75});
}

TEST_CASE(
    "semantics: file-scope initialisers may be computed, also from the host's values and from "
    "functions") {
  check_colour(shows("vec3(a, b, c.y)",
                     "float f(float x) { return x * 0.5; }\nconst float half_ = f(1.0);\n"
                     "float a = iTime * 0.25, b = half_; vec2 c = vec2(0.0, iTime) * 0.75;"),
               {0.25, 0.5, 0.75});
  check_colour(
      "uniform float time; float a = time * 0.25; float b = a * 2.0;\n"
      "void main() { gl_FragColor = vec4(a, b, a + b, 1); }",
      {0.25, 0.5, 0.75}, "sandbox");
}

TEST_CASE(
    "semantics: variables, outputs and members start at zero, also in every round of a loop") {
  check_colour("struct S { float a; vec2 b[2]; };\n" +
                   main_image("float s; for (int i = 0; i < 4; i++) { float once; once += 0.25; s "
                              "+= once; S t; t.b[1].x += once; "
                              "s -= t.b[1].x; } o.r += 0.25 + s; o.g += 0.5; o.b += 0.75;"),
               {0.25, 0.5, 0.75});
}

TEST_CASE("semantics: the preprocessor of browsers") {
  check_colour(shows("vec3(F(), G(0.5,), H)",
                     "#define F(x) 0.25 x\n#define G(x, y) x y\n#define H \\\n 0.7\\\n5\n"
                     "#ifdef F some words\n#else other words\nfloat f = ;\n#endif F\n"),
               {0.25, 0.5, 0.75});
  check_colour("#version 99 odd\n#extension GL_nothing : require\n#pragma optimize(off)\n" +
                   shows("vec3(0.25, 0.5, 0.75)"),
               {0.25, 0.5, 0.75});
  check_colour("\xef\xbb\xbf// \xff\xfe caf\xe9\r\n#define A 0.25\r\n" +
                   shows("vec3(A, 0.5, 0.75)", std::string("/* \0 */", 7)),
               {0.25, 0.5, 0.75});
}

TEST_CASE("semantics: conditionals may assign in their arms") {
  check_colour("float a,b;t>.5?a=.25:b=.25;t>2.?a=1.:b=.5;o=vec4(a,b,.75,1);", {0.25, 0.5, 0.75},
               "twigl:geekest_300");
}

TEST_CASE("semantics: uniforms in one line, outputs of every kind, varyings of the host") {
  check_colour(
      "uniform vec2 resolution, mouse; uniform float time, unknown;\n"
      "void main() { gl_FragData[0] = vec4(time * 0.25, unknown, 0.75 + mouse.x, 1); }",
      {0.25, 0.5, 0.75}, "sandbox");
  check_colour(
      "#version 300 es\nprecision highp float; out vec4 colour;\nvoid main() { colour = vec4(0.25, "
      "0.5, 0.75, 1); }",
      {0.25, 0.5, 0.75}, "sandbox");
  check_colour(
      "#version 330\nlayout(location = 0) out vec3 colour;\nvoid main(void) { colour = vec3(0.25, "
      "0.5, 0.75); }",
      {0.25, 0.5, 0.75}, "sandbox");
  check_colour(
      "varying vec2 surfacePosition; uniform vec2 surfaceSize;\n"
      "void main() { gl_FragColor = vec4(surfaceSize * 0.5 + step(9.0, surfacePosition), 0.75, 1); "
      "}",
      {0.5, 0.5, 0.75}, "sandbox");
}

TEST_CASE("semantics: mainImage and main live together, whoever calls whom") {
  const std::string image =
      "uniform float time; uniform vec2 resolution;\n#define iTime time\n"
      "void mainImage(out vec4 c, in vec2 p) { c = vec4(iTime * 0.25, 0.5, 0.75, 1); }\n";
  check_colour(image + "void main() { mainImage(gl_FragColor, gl_FragCoord.xy); }",
               {0.25, 0.5, 0.75}, "sandbox");
  check_colour(
      image + "void main(void) { vec4 c; mainImage(c, gl_FragCoord.xy); gl_FragColor = c; }",
      {0.25, 0.5, 0.75}, "sandbox");
  check_colour("void main() { }\n" + main_image("o = vec4(0.25, 0.5, 0.75, 1);"),
               {0.25, 0.5, 0.75});
}

TEST_CASE("semantics: arrays of arrays of values, struct constructors and matrices of one vector") {
  check_colour(
      shows("vec3(a[1], s.x, (mat2(vec4(0.25, 0.5, 0.75, 1.0)))[1].x)",
            "float[2] a = float[2](0.0, 0.25); struct S { float x; float y; }; S s = S(0.5, 1.0);"),
      {0.25, 0.5, 0.75});
}
