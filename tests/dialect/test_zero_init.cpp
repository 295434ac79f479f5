// Zero initialisation on the tokens: every local and every out parameter, and nothing else.
#include <doctest/doctest.h>

#include "tests/dialect/dialect_support.h"

using namespace progpretrain::testing;

namespace {

/// The statements of mainImage after translation, without the zeroing of its own output.
std::string body(const std::string& statements, const std::string& declarations = "") {
  const std::string text = rewritten("shadertoy", shadertoy_program(declarations, statements));
  const std::string start = tokens("c = pp_null; }") + " ";
  const size_t at = text.rfind(start);
  REQUIRE(at != std::string::npos);
  return text.substr(at + start.size(), text.size() - at - start.size() - 2);
}

}  // namespace

TEST_CASE("zero init: a local without initialiser gets one, initialised ones stay") {
  CHECK(body("float s; c.x = s;") == tokens("float s = float(0); c . x = s;"));
  CHECK(body("float s = 1.0; c.x = s;") == tokens("float s = 1.0; c . x = s;"));
  CHECK(body("float a, b = 2.0, d; c.x = a + b + d;") ==
        tokens("float a = float(0), b = 2.0, d = float(0); c . x = a + b + d;"));
}

TEST_CASE("zero init: a local in a loop is initialised in every round, also in the loop's head") {
  CHECK(body("for (int i; i < 3; i++) { float s; s += 1.0; c.x += s; }") ==
        tokens("for(int i = int(0); i < 3; i ++){ float s = float(0); s += 1.0; c . x += s; }"));
  CHECK(body("for (float i = 0.0, z, d; i++ < 4.0; z += d) c.x += z;") ==
        tokens("for(float i = 0.0, z = float(0), d = float(0); i ++ < 4.0; z += d)c . x += z;"));
}

TEST_CASE("zero init: arrays, matrices and structs") {
  CHECK(body("float a[4], b; mat3 m; int n[2]; bool q; c.x = a[0] + b + m[0][0] + float(n[1]);") ==
        tokens("const float pp_zero_0[4]= {}; float a[4] = pp_zero_0, b = float(0); mat3 m = mat3(0); "
               "const int pp_zero_1[2]= {}; int n[2] = pp_zero_1; bool q = bool(0); "
               "c . x = a[0]+ b + m[0][0]+ float(n[1]);"));
  CHECK(body("S s; S t[2]; c.x = s.a + t[1].a;", "struct S { float a; vec3 b[2]; };") ==
        tokens("const S pp_zero_0 = {}; S s = pp_zero_0; const S pp_zero_1[2]= {}; S t[2] = pp_zero_1; c . x = s . a + t[1]. a;"));
  CHECK(body("struct L { float a; vec2 b; } l; L k; c.x = l.a + k.b.x;") ==
        tokens("struct L { float a; vec2 b; } l = {}; const L pp_zero_0 = {}; L k = pp_zero_0; c . x = l . a + k . b . x;"));
  CHECK(body("float[3] a; c.x = a[2];") == tokens("const float[3] pp_zero_0 = {}; float[3] a = pp_zero_0; c . x = a[2];"));
}

TEST_CASE("zero init: statements that look like declarations are left alone") {
  CHECK(body("vec2(1.0); c.x = vec2(2.0).x; if (p.x > 1.0) c.y = 1.0; else c.z = 2.0;") ==
        tokens("vec2(1.0); c . x = vec2(2.0). x; if(p . x > 1.0)c . y = 1.0; else c . z = 2.0;"));
  CHECK(body("const int n = 3; c.x = float(n);") == tokens("const int n = 3; c . x = float(n);"));
  CHECK(body("float a[] = float[](1.0, 2.0); c.x = a[1];") ==
        tokens("float a[]= float[](1.0, 2.0); c . x = a[1];"));
}

TEST_CASE("zero init: declarations after labels, else, do and closing brackets are found") {
  CHECK(body("if (p.x > 0.0) { float a; c.x = a; } float b; c.y = b;") ==
        tokens("if(p . x > 0.0){ float a = float(0); c . x = a; } float b = float(0); c . y = b;"));
  CHECK(
      body("switch (int(p.x)) { case 1: float a; c.x = a; break; default: vec2 b; c.xy = b; }") ==
      tokens("switch(int(p . x)){ case 1 : float a = float(0); c . x = a; break; default : vec2 b = vec2(0); "
             "c . xy = b; }"));
  CHECK(body("do { float a; c.x += a; } while (c.x > 1.0); float z; c.y = z;") ==
        tokens("do { float a = float(0); c . x += a; } while(c . x > 1.0); float z = float(0); c . y = z;"));
  CHECK(body("float a = p.x > 0.0 ? 1.0 : 2.0, b; c.x = a + b;") ==
        tokens("float a = p . x > 0.0 ? 1.0 : 2.0, b = float(0); c . x = a + b;"));
}

TEST_CASE("zero init: out parameters start at zero, inout and in do not change") {
  const std::string text = rewritten(
      "shadertoy",
      shadertoy_program("void f(out float a, inout vec2 b, in vec3 d, out vec2 e[2]) { b += 1.0; }",
                        "vec2 e[2]; vec2 b; f(c.x, b, vec3(0.0), e);"));
  CHECK(text.find(
            tokens("{ { float pp_null = {}; a = pp_null; } { vec2 pp_null[2] = {}; e = pp_null; } "
                   "b += 1.0; }")) != std::string::npos);
  CHECK(text.find(tokens("{ { vec4 pp_null = {}; c = pp_null; } const vec2 pp_zero_0[2]= {}; vec2 e[2] = pp_zero_0;")) !=
        std::string::npos);
}

TEST_CASE("zero init: globals are left to the later stage") {
  CHECK(rewritten("shadertoy", shadertoy_program("float g; vec2 h[2];", "c.x = g + h[0].x;"))
            .starts_with(tokens("float g; vec2 h[2]; void")));
}
