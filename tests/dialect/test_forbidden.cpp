// What is refused, with the author's line.
#include <doctest/doctest.h>

#include "tests/dialect/dialect_support.h"

using namespace progpretrain::testing;

namespace {

std::string with_main(const std::string& declarations) {
  return declarations + "\nvoid main() { gl_FragColor = vec4(1.0); }";
}

}  // namespace

TEST_CASE("forbidden: no declaration reaches memory") {
  CHECK(refusal("sandbox", with_main("\nlayout(std430, binding = 0) buffer B { float x[]; };")) ==
        "unsupported@2: declares a buffer block");
  CHECK(refusal("sandbox", with_main("buffer B { float x[]; } b;")) ==
        "unsupported@1: declares a buffer block");
  CHECK(refusal("sandbox", with_main("\n\nuniform U { float x; };")) ==
        "unsupported@3: declares a uniform block");
  CHECK(refusal("sandbox", with_main("shared float x[4];")) ==
        "unsupported@1: declares shared or buffer memory");
  CHECK(refusal("sandbox", with_main("layout(rgba8) uniform image2D img;")) ==
        "unsupported@1: declares an image");
  CHECK(refusal("sandbox", with_main("uniform highp uimage2D img;")) ==
        "unsupported@1: declares an image");
  CHECK(refusal("sandbox", with_main("layout(local_size_x = 1) in;")) ==
        "unsupported@1: redeclares the stage's interface");
  CHECK(refusal("sandbox", with_main("layout(early_fragment_tests) in;")) ==
        "unsupported@1: redeclares the stage's interface");
  CHECK(refusal("sandbox", with_main("layout(location = 0) float x;")) ==
        "unsupported@1: uses layout");
  CHECK(refusal("sandbox", with_main("in Block { vec2 uv; } v;")) ==
        "unsupported@1: declares an interface block");
  CHECK(refusal("sandbox", with_main("attribute vec2 position;")) ==
        "unsupported@1: declares an attribute");
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

TEST_CASE("forbidden: textures and the previous frame are named with their line") {
  CHECK(refusal("sandbox",
                "uniform sampler2D backbuffer;\nvoid main() {\n  gl_FragColor = "
                "texture2D(backbuffer, vec2(0.5));\n}") ==
        "unsupported@3: reads the previous frame (backbuffer)");
  CHECK(refusal("shadertoy", shadertoy_program("", "c = texture(iChannel0, p);")) ==
        "unsupported@3: reads texture input iChannel0");
  CHECK(refusal("shadertoy", shadertoy_program("#define T(x) texelFetch(iChannel2, ivec2(x), 0)",
                                               "c = T(p);")) ==
        "unsupported@3: reads texture input iChannel2");
  CHECK(refusal("twigl:geekest_300", "o=texture(b,FC.xy/r);") ==
        "unsupported@1: reads the previous frame (b)");
  CHECK(refusal("shadertoy",
                shadertoy_program("vec4 f(sampler2D s, vec2 p) { return texture(s, p); }",
                                  "c = f(iChannel1, p);")) ==
        "unsupported@3: reads texture input iChannel1");
}

TEST_CASE("forbidden: texture code that is never reached is no reason to refuse") {
  CHECK(failure("shadertoy",
                shadertoy_program("vec4 tex(sampler2D s, vec2 p);\n"
                                  "vec4 tex(sampler2D s, vec2 p) { return texture2D(s, p); }\n"
                                  "vec4 user(vec2 p) { return tex(iChannel0, p); }",
                                  "c.xy = p;")) == "");
  CHECK(failure("twigl:geekest_300", "vec2 b=FC.xy/r;o=vec4(b,t,1);") == "");
}
