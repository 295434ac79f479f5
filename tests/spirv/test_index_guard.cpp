#include "engine/spirv/index_guard.h"
#include "tests/spirv/spirv_support.h"

namespace progpretrain::spirv {
namespace {

// Computed from the pixel, so that no compiler knows them: -1, 3, 1e9 and 1.
const std::string kIndices =
    "int low = int(p.x * 0.001) - 1; int three = low + 4; int high = low + 1000000001; int one = "
    "low "
    "+ 2;";

TEST_CASE("index guard: a constant array gives 0 outside") {
  PP_NEEDS_DEVICE();
  const auto frame = draw(
      main_image(
          kIndices +
              "const float local[3] = float[3](0.25, 0.5, 0.75);"
              "c = vec4(table[one].y, table[low].x + table[three].x + table[high].z, local[one] "
              "+ local[three] + local[low], 1.0);",
          "const vec3 table[3] = vec3[3](vec3(0.25), vec3(0.5), vec3(0.75));"),
      {.size_px = 8});
  CHECK(frame.at(1, 1, 0) == 0.5f);
  CHECK(frame.at(1, 1, 1) == 0.0f);
  CHECK(frame.at(1, 1, 2) == 0.5f);
}

TEST_CASE("index guard: an array of arrays is guarded in every dimension") {
  PP_NEEDS_DEVICE();
  const auto frame = draw(
      main_image(kIndices + "c = vec4(t[one][one], t[one][three], t[three][one], 1.0);",
                 "const float t[2][2] = float[2][2](float[2](0.125, 0.25), float[2](0.5, 0.75));"),
      {.size_px = 8});
  CHECK(frame.at(1, 1, 0) == 0.75f);
  CHECK(frame.at(1, 1, 1) == 0.0f);
  CHECK(frame.at(1, 1, 2) == 0.0f);
}

TEST_CASE("index guard: writing a component that a vector does not have changes nothing") {
  PP_NEEDS_DEVICE();
  const auto frame =
      draw(main_image(kIndices + "vec3 v = vec3(0.125, 0.25, 0.5); vec3 a[2] = vec3[2](v, v);"
                                 "v[low] = 1.0; v[three] = 1.0; v[high] = 1.0; v[one] = 0.75;"
                                 "a[one][three] = 1.0; a[one][one] = 0.5;"
                                 "c = vec4(v.x + v.z, v.y, a[1].y + a[1].z - a[0].z, 1.0);"),
           {.size_px = 8});
  CHECK(frame.at(1, 1, 0) == 0.625f);
  CHECK(frame.at(1, 1, 1) == 0.75f);
  CHECK(frame.at(1, 1, 2) == 0.5f);
}

}  // namespace
}  // namespace progpretrain::spirv
