#include "engine/spirv/literals.h"
#include "tests/spirv/spirv_support.h"

namespace progpretrain::spirv {
namespace {

TEST_CASE("literals: floats that 32 bits cannot hold become the nearest one that they can") {
  CHECK(round_literals("x = 9.128;") == "x = 9.128000259399414e+00;");
  CHECK(round_literals("0.1f+.1-1e-1") ==
        "1.0000000149011612e-01+1.0000000149011612e-01-1.0000000149011612e-01");
  CHECK(round_literals("vec2(0.1,2.)") == "vec2(1.0000000149011612e-01,2.)");
}

TEST_CASE("literals: exact floats, integers, doubles, names and comments stay") {
  for (const std::string text :
       {"0.5", "2.", "16777216.0", "1e3", "123456789", "0x1e+3", "7u", "0.1lf", "v0.xy + a1e5",
        "1e99", "// 0.1\n/* 0.1 */", "#line 10 1\n", "1.0.xxx", "", "/* 0.1"})
    CHECK(round_literals(text) == text);
}

TEST_CASE("literals: folded constants are rounded like products of floats") {
  PP_NEEDS_DEVICE();
  const auto frame =
      draw(main_image("float a = 9.128, b = 293699.963; if (p.x < 0.0) a = b = p.x;"
                      "c.x = float(9.128 * 293699.963 == a * b);"
                      "c.y = float(0.01 * 0.001 == 0.01 * (p.x < 0.0 ? p.x : 0.001));"),
           {.size_px = 8});
  CHECK(frame.at(3, 3, 0) == 1.0f);
  CHECK(frame.at(3, 3, 1) == 1.0f);
}

}  // namespace
}  // namespace progpretrain::spirv
