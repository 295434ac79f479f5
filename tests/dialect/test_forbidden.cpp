// What is refused, with the author's line.
#include <doctest/doctest.h>

#include "tests/dialect/dialect_support.h"

using namespace progpretrain::testing;

namespace {

std::string with_main(const std::string& declarations) {
  return declarations + "\nvoid main() { gl_FragColor = vec4(1.0); }";
}

}  // namespace

TEST_CASE("forbidden: subroutines are refused by name") {
  const std::string head = "#version 400\nout vec4 c;\n", main = "void main() { c = vec4(1.0); }";
  for (const char* line : {"subroutine vec3 Kind(vec2 p);\n", "subroutine uniform Kind pick;\n",
                           "layout(location = 0) subroutine uniform Kind pick;\n",
                           "subroutine(Kind) vec3 red(vec2 p) { return vec3(p, 0.1); }\n"})
    CHECK_MESSAGE(refusal("sandbox", head + line + main) == "unsupported@3: uses subroutines", line);
  CHECK(refusal("sandbox", "float subroutine(float x) { return x; }\n"
                           "void main() { gl_FragColor = vec4(subroutine(1.0)); }") == "accepted");
}

TEST_CASE("forbidden: no declaration reaches memory") {
  CHECK(refusal("sandbox", with_main("\nlayout(std430, binding = 0) buffer B { float x[]; };")) ==
        "unsupported@2: declares a buffer block");
  CHECK(refusal("sandbox", with_main("buffer B { float x[]; } b;")) ==
        "unsupported@1: declares a buffer block");
  CHECK(refusal("sandbox", with_main("\n\nuniform U { float x; } u[2];")) ==
        "unsupported@3: declares an array of blocks");
  CHECK(refusal("sandbox", with_main("out Block { vec4 c; } v;")) ==
        "unsupported@1: declares an interface block");
  CHECK(refusal("sandbox", with_main("shared float x[4];")) ==
        "unsupported@1: declares shared or buffer memory");
  const std::string store = "\nvoid main() { imageStore(img, ivec2(0), vec4(1.0)); }";
  CHECK(refusal("sandbox", "layout(rgba8) uniform image2D img;" + store) ==
        "unsupported@1: declares an image");
  CHECK(refusal("sandbox", "uniform highp uimage2D img, other;" + store) ==
        "unsupported@1: declares an image");
  CHECK(refusal("sandbox", "layout(r32ui) uniform coherent uimage2D[3] img;" + store) ==
        "unsupported@2: calls imageStore");
  CHECK(refusal("sandbox", with_main("layout(local_size_x = 1) in;")) ==
        "unsupported@1: is a compute shader");
  CHECK(refusal("sandbox", with_main("layout(triangles, max_vertices = 3) out;")) ==
        "unsupported@1: is a geometry shader");
  CHECK(refusal("sandbox", with_main("layout(location = 0) float x;")) ==
        "unsupported@1: uses layout");
  CHECK(refusal("sandbox", with_main("attribute vec2 position;")) ==
        "unsupported@1: declares an attribute");
}

TEST_CASE("forbidden: what a template declares and nobody uses is no reason to refuse") {
  for (const char* declaration :
       {"layout(r32ui) uniform coherent uimage2D[3] computeTex;", "uniform highp image2D img;",
        "layout(early_fragment_tests) in;",
        "layout(r32ui) uniform uimage2D a; void put(ivec2 p) { imageAtomicAdd(a, p, 1u); }"})
    CHECK_MESSAGE(failure("sandbox", with_main(declaration)) == "", declaration);
  CHECK(failure("sandbox", with_main("float image2D = 1.0; float f() { return image2D; }")) == "");
}

TEST_CASE("forbidden: no call reaches memory or other invocations") {
  for (const char* name : {"imageStore", "imageLoad", "imageAtomicAdd", "atomicAdd", "barrier",
                           "memoryBarrier", "memoryBarrierBuffer", "groupMemoryBarrier",
                           "subgroupBallot", "subgroupQuadSwapHorizontal"}) {
    const std::string n = name;
    CHECK(refusal("shadertoy", shadertoy_program("", "\n" + n + "(1, 2);")) ==
          "unsupported@4: calls " + n);
    CHECK_MESSAGE(failure("shadertoy", shadertoy_program("float " + n + "(float x) { return x; }",
                                                         "c.x = " + n + "(1.0);")) == "",
                  n);
  }
}

TEST_CASE("forbidden: of the gl_ names only a fragment stage's are known") {
  for (const char* name : {"gl_GlobalInvocationID", "gl_WorkGroupID", "gl_LocalInvocationIndex",
                           "gl_SubgroupSize", "gl_NumWorkGroups", "gl_in", "gl_Position"})
    CHECK(refusal("shadertoy", shadertoy_program("", "c.x = float(" + std::string(name) + ");")) ==
          "unsupported@3: uses " + std::string(name));
}

TEST_CASE("forbidden: texture code that is never reached is no reason to refuse") {
  CHECK(failure("shadertoy",
                shadertoy_program("vec4 tex(sampler2D s, vec2 p);\n"
                                  "vec4 tex(sampler2D s, vec2 p) { return texture2D(s, p); }\n"
                                  "vec4 user(vec2 p) { return tex(iChannel0, p); }",
                                  "c.xy = p;")) == "");
  CHECK(failure("twigl:geekest_300", "vec2 b=FC.xy/r;o=vec4(b,t,1);") == "");
}
