// Tables that are indexed at run time: once in the module, and read as they were.
#include "engine/spirv/constant_arrays.h"
#include "tests/spirv/spirv_support.h"

namespace progpretrain::spirv {
namespace {

// Variables of the module that begin as a composite constant.
int num_tables(const Module& module) {
  const ParsedModule parsed = parse_or_fail(module.words);
  int count = 0;
  for (const Instruction& instruction : parsed.instructions())
    count += instruction.op == spv::OpVariable && instruction.words.size() == 5 &&
             parsed.definition(instruction.operand(4)).op == spv::OpConstantComposite;
  return count;
}

TEST_CASE("constant arrays: a table that is indexed in many places is one variable") {
  PP_NEEDS_DEVICE();
  const auto program =
      main_image("int i = int(p.x); c.rgb = vec3(f(i), f(i + 1), t[i & 3]) / 64.0;",
                 "const float t[8] = float[8](1., 2., 4., 8., 16., 32., 33., 35.);\n"
                 "float f(int i) { return t[i] - t[i - 1]; }\n");
  CHECK(num_tables(build_program(program)) == 1);
  const auto frame = draw(program, {.size_px = 8});
  CHECK(frame.at(5, 3, 0) == 16.0f / 64);
  CHECK(frame.at(5, 3, 1) == 1.0f / 64);
  CHECK(frame.at(5, 3, 2) == 2.0f / 64);
}

TEST_CASE("constant arrays: beyond the end there is nothing, as before") {
  PP_NEEDS_DEVICE();
  const auto program = main_image("int i = int(p.x) - 3; c.r = t[i] / 4.0;",
                                  "const float t[3] = float[3](1., 2., 3.);\n");
  CHECK(num_tables(build_program(program)) == 1);
  const auto frame = draw(program, {.size_px = 8});
  const float expected[8] = {0, 0, 0, 0.25f, 0.5f, 0.75f, 0, 0};
  for (uint32_t x = 0; x < 8; ++x) CHECK(frame.at(x, 0, 0) == expected[x]);
}

TEST_CASE("constant arrays: tables of structures and of tables") {
  PP_NEEDS_DEVICE();
  const auto program = main_image(
      "int i = int(p.x) & 1, k = int(p.y) & 1; c.rgb = vec3(s[i].q.y, m[i][k], s[k].a[i]) / 64.0;",
      "struct S { vec2 q; float a[2]; };\n"
      "const S s[2] = S[2](S(vec2(1., 2.), float[2](3., 4.)), S(vec2(5., 6.), float[2](7., 8.)));\n"
      "const float m[2][2] = float[2][2](float[2](1., 2.), float[2](3., 4.));\n");
  const auto frame = draw(program, {.size_px = 8});
  CHECK(frame.at(5, 5, 0) == 6.0f / 64);  // i = 1, k = 0
  CHECK(frame.at(5, 5, 1) == 3.0f / 64);
  CHECK(frame.at(5, 5, 2) == 4.0f / 64);
}

TEST_CASE("constant arrays: an array that is changed later stays where it is") {
  PP_NEEDS_DEVICE();
  const auto program = main_image(
      "float t[3] = float[3](1., 2., 3.), u[3] = t; int i = int(p.x) % 3;\n"
      "t[i] += 4.0; c.rgb = vec3(t[i], u[i], t[(i + 1) % 3]) / 64.0;");
  const auto frame = draw(program, {.size_px = 8});
  CHECK(frame.at(5, 5, 0) == 7.0f / 64);
  CHECK(frame.at(5, 5, 1) == 3.0f / 64);
  CHECK(frame.at(5, 5, 2) == 1.0f / 64);
}

}  // namespace
}  // namespace progpretrain::spirv
