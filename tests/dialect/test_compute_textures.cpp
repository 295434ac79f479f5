// Images that pixels scatter into: what is taken, and what is refused since it depends on the order
// of the pixels.
#include <doctest/doctest.h>

#include "tests/dialect/dialect_support.h"

using namespace progpretrain;
using namespace progpretrain::testing;
using dialect::ComputePass;

namespace {

const std::string kHead =
    "layout(r32ui) uniform coherent restrict uimage2D[3] computeTex;\n"
    "layout(r32ui) uniform coherent restrict uimage2D[3] computeTexBack;\n";

std::string with_statements(const std::string& statements) {
  return kHead + "void main() { ivec2 p = ivec2(gl_FragCoord.xy); int k = p.x % 3; uint v = 0u;\n" +
         statements + "\ngl_FragColor = vec4(v); }";
}

dialect::ComputeProgram scattering(const std::string& statements) {
  corpus::Program program;
  program.dialect = "bonzomatic";
  program.source = with_statements(statements);
  auto out = translated(program);
  CHECK(compile_error(out) == "");
  return out;
}

}  // namespace

TEST_CASE("compute textures: a program that scatters has a pass that clears, and one that draws") {
  const auto program = scattering(
      "imageAtomicAdd(computeTex[0], p, 1); if (k == 1) imageAtomicAdd(computeTex[k], p, 2u);"
      "v = imageLoad(computeTexBack[k + 1], p).x + uint(imageSize(computeTex[2]).x);");
  CHECK(program.units.size() == 2);
  CHECK(program.passes == std::vector<ComputePass>{{0, 0, 1, 0}, {1, 1, 1, 1}});
  CHECK(program.num_buffers == 2);
  CHECK(program.shown_buffer == 1);
  CHECK(program.has_feedback);
  CHECK(!scattering("imageAtomicAdd(computeTex[0], p, 1);").has_feedback);
}

TEST_CASE("compute textures: what nothing calls makes no buffer") {
  corpus::Program program;
  program.dialect = "bonzomatic";
  program.source = kHead +
                   "void add(ivec2 p) { imageAtomicAdd(computeTex[0], p, 1u); }\n"
                   "void main() { gl_FragColor = vec4(1.0); }";
  CHECK(translated(program).num_buffers == 0);
}

TEST_CASE("compute textures: every way to write that does not depend on the order of the pixels") {
  for (const char* name : {"Add", "Max", "Min", "Or", "And", "Xor"})
    CHECK_MESSAGE(failure("bonzomatic", with_statements("imageAtomic" + std::string(name) +
                                                        "(computeTex[1], p, v);")) == "",
                  name);
  CHECK(failure("bonzomatic", with_statements("imageStore(computeTex[1], p, ivec4(k));")) == "");
  CHECK(failure("bonzomatic", with_statements("imageStore(computeTex[1], p, uvec4(k));"
                                              "imageAtomicAdd(computeTex[0], p, 1u);")) == "");
}

TEST_CASE("compute textures: what depends on the order of the pixels is refused") {
  const auto reason = [](const std::string& statements) {
    return refusal("bonzomatic", with_statements(statements));
  };
  CHECK(reason("v = imageAtomicAdd(computeTex[0], p, 1u);") ==
        "unsupported@4: uses the result of imageAtomicAdd, which depends on the order of the "
        "pixels");
  CHECK(reason("v = imageLoad(computeTex[0], p).x;") ==
        "unsupported@4: reads computeTex in the frame that writes it");
  CHECK(reason("imageAtomicAdd(computeTexBack[0], p, 1u);") ==
        "unsupported@4: writes computeTexBack");
  CHECK(reason("imageAtomicExchange(computeTex[0], p, 1u);") ==
        "unsupported@4: calls imageAtomicExchange on compute textures");
  CHECK(reason("imageStore(computeTex[0], p, uvec4(1u));\nimageAtomicAdd(computeTex[k], p, 1u);") ==
        "unsupported@5: writes computeTex in two ways, which depends on the order of the pixels");
  CHECK(reason("\nfloat x = float(computeTex[0]);") ==
        "unsupported@5: hands computeTex on or uses it as a whole");
  CHECK(reason("imageStore(other, p, uvec4(1u));") == "unsupported@4: calls imageStore");
}
