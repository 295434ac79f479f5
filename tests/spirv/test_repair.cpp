#include <algorithm>

#include "engine/spirv/compile.h"
#include "engine/spirv/repair.h"
#include "engine/spirv/zero_arrays.h"
#include "tests/spirv/spirv_support.h"

namespace progpretrain::spirv {
namespace {

TEST_CASE("repair: undefined values, unreachable ends and bare Private variables are gone") {
  const auto plain =
      compile(testing::compute_unit_of(
                  main_image("c = vec4(f(p.x), h(p.x), g, a[1].x);",
                             "float g; vec4 a[3]; struct S { int i; bool b; mat3 m; }; S s;\n"
                             "float f(float x) { if (x > 1e9) return 1.0; }\n"
                             "float h(float x) { for (;;) { if (x > 0.0) return x; x += 1.0; } }"))
                  .glsl)
          .value();
  REQUIRE(count(plain, spv::OpUndef) + count(plain, spv::OpUnreachable) >= 2);
  const auto repaired = repair(parse_or_fail(plain));
  CHECK(count(repaired, spv::OpUndef) == 0);
  CHECK(count(repaired, spv::OpUnreachable) == 0);
  CHECK_FALSE(validation_problem(repaired).has_value());
  const ParsedModule module = parse_or_fail(repaired);
  for (const Instruction& instruction : module.instructions())
    if (instruction.op == spv::OpVariable && instruction.operand(3) == spv::StorageClassPrivate)
      CHECK(instruction.words.size() == 5);
}

TEST_CASE("repair: an OpUndef inside a function and one outside both become null constants") {
  const auto repaired = repair(parse_or_fail(assemble(assembly_shader(
      "%inner = OpUndef %v4float\n%x = OpCompositeExtract %float %inner 1\nOpStore %in_int %outer",
      "%outer = OpUndef %int"))));
  CHECK(count(repaired, spv::OpUndef) == 0);
  CHECK_FALSE(validation_problem(repaired).has_value());
}

TEST_CASE("repair: a missing return, a bare global and a global array read as zero") {
  PP_NEEDS_DEVICE();
  const auto frame =
      draw(main_image("c = vec4(f(p.x) + 0.25, g + 0.5, a[int(p.x) & 3][2].y + 0.75, 1.0);",
                      "float g; vec4 a[4][3];\n"
                      "float f(float x) { if (x > 1e9) return 1.0; }"),
           {.size_px = 8});
  CHECK(frame.at(2, 2, 0) == 0.25f);
  CHECK(frame.at(2, 2, 1) == 0.5f);
  CHECK(frame.at(2, 2, 2) == 0.75f);
}

TEST_CASE("zero arrays: large arrays are zeroed by loops, small ones as they were") {
  const auto zeroed = [](const std::string& length) {
    const auto words =
        compile(testing::compute_unit_of(
                    main_image("a[int(p.x)] = 1.0; c.x = a[int(p.y)];", "float a[" + length + "];"))
                    .glsl)
            .value();
    const auto after = zero_arrays(parse_or_fail(repair(parse_or_fail(words))));
    CHECK_FALSE(validation_problem(after).has_value());
    return count(after, spv::OpLoopMerge) - count(words, spv::OpLoopMerge);
  };
  CHECK(zeroed("32") == 0);
  CHECK(zeroed("33") == 1);
  CHECK(zeroed("5000") == 1);
}

TEST_CASE(
    "zero arrays: every element of global, local and nested arrays is zero, and only where it is "
    "asked for") {
  PP_NEEDS_DEVICE();
  // Each sum counts elements that are not zero; the arrays are written before and between, to leave
  // traces.
  const auto frame = draw(
      main_image(
          "int bad = 0; for (int i = 0; i < 75; ++i) if (g[i] != 0.0) ++bad;"
          "for (int x = 0; x < 7; ++x) for (int y = 0; y < 11; ++y) if (n[x][y] != ivec2(0)) ++bad;"
          "int kept = 0;"
          "for (int round = 0; round < 3; ++round) {"
          "  float l[50] = zero;"
          "  for (int i = 0; i < 50; ++i) { if (l[i] != 0.0) ++bad; l[i] = 7.0; if (g[i] == 5.0) "
          "++kept; }"
          "  for (int i = 0; i < 75; ++i) g[i] = 5.0;"
          "}"
          "c = vec4(float(bad), float(kept) / 200.0, 0.0, 1.0);",
          "float g[75]; ivec2 n[7][11]; const float zero[50] = {};"),
      {.size_px = 8});
  CHECK(frame.at(4, 4, 0) == 0.0f);
  CHECK(frame.at(4, 4, 1) == 0.5f);
}

TEST_CASE("zero arrays: a large global array does not blow up the driver's compile time") {
  PP_NEEDS_DEVICE();
  const auto frame =
      draw(main_image("a[int(p.x)] = 0.5; c = vec4(a[int(p.y)]);", "float a[1024];"));
  CHECK(frame.first_wall_s < 10.0);
  CHECK(frame.at(3, 60, 0) == 0.5f);
  CHECK(frame.at(3, 59, 0) == 0.0f);
}

}  // namespace
}  // namespace progpretrain::spirv
