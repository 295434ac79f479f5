#include "engine/spirv/smoothstep_edges.h"

#include <algorithm>

#include "tests/spirv/spirv_support.h"

namespace progpretrain::spirv {
namespace {

TEST_CASE("smoothstep edges: two equal ones make a step, and a picture in place of one colour") {
  PP_NEEDS_DEVICE();
  const auto frame = draw(main_image("c = vec4(smoothstep(0.4, 0.4, p.x / 8.0));"), {.size_px = 8});
  for (uint32_t x = 0; x < 8; ++x)
    CHECK(frame.at(x, 3, 0) == (static_cast<float>(x) + 0.5f > 3.2f ? 1.0f : 0.0f));
}

TEST_CASE("smoothstep edges: that they are equal may show only after unrolling and inlining") {
  PP_NEEDS_DEVICE();
  const auto frame = draw(
      main_image("float sum = 0.0;"
                 "for (int i = 0; i < 4; ++i) sum += ramp(float(i) / 4.0, p.x / 8.0);"
                 "c = vec4(sum / 4.0);",
                 "float ramp(float a, float x) { return smoothstep(a, 1.0 - a, x); }"),
      {.size_px = 8});
  for (uint32_t x = 0; x < 8; ++x) {
    const float at = (static_cast<float>(x) + 0.5f) / 8.0f;
    float sum = 0;
    for (const float a : {0.0f, 0.25f, 0.5f, 0.75f}) {
      const float t = std::clamp((at - a) / (1.0f - a - a), 0.0f, 1.0f);  // IEEE 754 divides by 0
      sum += t * t * (3.0f - 2.0f * t);
    }
    CHECK(frame.at(x, 3, 0) == doctest::Approx(sum / 4.0f));
  }
}

TEST_CASE("smoothstep edges: those that are plainly different cost nothing") {
  const auto num_selects = [](const std::string& operation) {
    return count(build_program(main_image("c = vec4(" + operation + ");")).words, spv::OpSelect);
  };
  const int none = num_selects("p.x * 2.0");
  CHECK(num_selects("smoothstep(0.2, 0.4, p.x)") == none);
  CHECK(num_selects("smoothstep(vec2(0.2), vec2(0.4, 0.6), p).x") == none);
  CHECK(num_selects("smoothstep(0.2, 0.2, p.x)") == none + 2);
  CHECK(num_selects("smoothstep(p.y, 0.2, p.x)") == none + 2);
}

}  // namespace
}  // namespace progpretrain::spirv
