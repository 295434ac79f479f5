// Tables that are indexed at run time: once in the module, and read as they were.
#include "engine/dialect/translate.h"
#include "engine/spirv/compile.h"
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

// Translates, which gives every local its zero, and draws with and without sharing; the frames must
// be the same. Its red channel times 64, of row y = 5.5.
std::array<float, 8> same_row(const std::string& source, bool is_shared) {
  corpus::Program program;
  program.id = program.origin = "tables";
  program.dialect = "shadertoy";
  program.source = source;
  const auto translated = dialect::translate(program);
  REQUIRE(translated.has_value());
  const auto words = compile(translated->units.at(0).glsl);
  REQUIRE(words.has_value());
  const auto shared = share_constant_arrays(parse_or_fail(*words));
  CHECK_FALSE(validation_problem(shared));
  CHECK((shared != *words) == is_shared);
  const auto plain = testing::run_compute(*words, {.size_px = 8});
  const auto frame = testing::run_compute(shared, {.size_px = 8});
  CHECK(frame.floats == plain.floats);
  std::array<float, 8> row;
  for (uint32_t x = 0; x < 8; ++x) row[x] = 64.0f * frame.at(x, 2, 0);
  return row;
}
using Row = std::array<float, 8>;

TEST_CASE("constant arrays: an array that is written on some ways only is zero on the others") {
  PP_NEEDS_DEVICE();
  CHECK(same_row(main_image("float a[4]; int i = int(p.x) & 3;\n"
                            "if (p.x > 4.0) a = float[4](1., 2., 3., 4.);\n"
                            "c.r = a[i] / 64.0;"),
                 false) == Row{0, 0, 0, 0, 1, 2, 3, 4});
}

TEST_CASE("constant arrays: an array that is declared in a loop is zero in every round") {
  PP_NEEDS_DEVICE();
  // Written in the second of three rounds.
  CHECK(same_row(main_image("int i = int(p.x) & 3; float s = 0.0;\n"
                            "for (int k = 0; k < 3; ++k) {\n"
                            "  float a[4]; if (k == 1) a = float[4](1., 2., 3., 4.);\n"
                            "  s = s * 2.0 + a[i]; }\n"
                            "c.r = s / 64.0;"),
                 false) == Row{2, 4, 6, 8, 2, 4, 6, 8});
}

TEST_CASE("constant arrays: an array that is changed in a loop begins anew in every round") {
  PP_NEEDS_DEVICE();
  CHECK(same_row(main_image("int i = int(p.x) & 3; float s = 0.0;\n"
                            "for (int k = 0; k < 3; ++k) {\n"
                            "  float a[4] = float[4](1., 2., 3., 4.); a[(i + k) & 3] += 1.0;\n"
                            "  s += a[i] + a[(i + 1) & 3]; }\n"
                            "c.r = s / 64.0;"),
                 false) == Row{11, 17, 23, 17, 11, 17, 23, 17});
}

TEST_CASE("constant arrays: arrays that functions change are not shared, those they read are") {
  PP_NEEDS_DEVICE();
  const std::string functions =
      "void set(inout float t[4], int i) { t[i] = 9.0; }\n"
      "void fill(out float t[4]) { t[3] = 7.0; }\n"
      "float get(float t[4], int i) { t[0] += 2.0; return t[i]; }\n";
  CHECK(same_row(main_image("float t[4] = float[4](1., 2., 3., 4.), u[4] = t; int i = int(p.x) & 3;\n"
                            "set(t, 2); c.r = (t[i] + get(u, i)) / 64.0; fill(u); c.r += u[i] / 64.0;",
                            functions),
                 false) == Row{4, 4, 12, 15, 4, 4, 12, 15});
  // The copy that get() changes is its own.
  CHECK(same_row(main_image("float t[4] = float[4](1., 2., 3., 4.); int i = int(p.x) & 3;\n"
                            "c.r = (get(t, i) + t[i]) / 64.0;",
                            functions),
                 true) == Row{4, 4, 6, 8, 4, 4, 6, 8});
}

}  // namespace
}  // namespace progpretrain::spirv
