#include "engine/spirv/zero_divisors.h"

#include <algorithm>

#include "tests/spirv/spirv_support.h"

namespace progpretrain::spirv {
namespace {

TEST_CASE("zero divisors: a division by a constant zero is an infinity, of either sign") {
  PP_NEEDS_DEVICE();
  const auto frame = draw(main_image("float none = 0.5 - 0.5;"
                                     "vec2 pair = vec2(p.x, -p.x) / vec2(0.0, none);"
                                     "bool large = pair.x > 1e38 && pair.y < -1e38;"
                                     "c = vec4(p.x / none > 1e38, (p.x - 6.0) / none < -1e38, large, 1.0);"),
                          {.size_px = 8});
  for (const uint32_t channel : {0u, 1u, 2u}) CHECK(frame.at(1, 1, channel) == 1.0f);
  CHECK(frame.at(7, 1, 1) == 0.0f);
}

TEST_CASE("zero divisors: smoothstep with two equal edges is a step, and draws in place of one colour") {
  PP_NEEDS_DEVICE();
  const auto frame = draw(main_image("c = vec4(smoothstep(0.4, 0.4, p.x / 8.0));"), {.size_px = 8});
  for (uint32_t x = 0; x < 8; ++x)
    CHECK(frame.at(x, 3, 0) == (static_cast<float>(x) + 0.5f > 3.2f ? 1.0f : 0.0f));
}

TEST_CASE("zero divisors: one that only unrolling and inlining show") {
  PP_NEEDS_DEVICE();
  const auto frame = draw(
      main_image("float sum = 0.0;"
                 "for (int i = 0; i < 4; ++i) sum += ramp(float(i) / 4.0, 1.0 - float(i) / 4.0, p.x / 8.0);"
                 "c = vec4(sum / 4.0);",
                 "float ramp(float a, float b, float x) { return clamp((x - a) / (b - a), 0.0, 1.0); }"),
      {.size_px = 8});
  for (uint32_t x = 0; x < 8; ++x) {
    const float at = (static_cast<float>(x) + 0.5f) / 8.0f;
    float sum = 0;
    for (const float a : {0.0f, 0.25f, 0.5f, 0.75f})
      sum += std::clamp((at - a) / (1.0f - a - a), 0.0f, 1.0f);  // IEEE 754 divides by 0
    CHECK(frame.at(x, 3, 0) == doctest::Approx(sum / 4.0f));
  }
}

TEST_CASE("zero divisors: those that are plainly another number cost nothing") {
  const auto num_differences = [](const std::string& operation) {
    return count(build_program(main_image("c = vec4(" + operation + ");")).words, spv::OpBitwiseOr);
  };
  const int none = num_differences("p.x * 2.0");
  CHECK(num_differences("p.x / 2.0") == none);
  CHECK(num_differences("(p / vec2(2.0, 4.0)).x") == none);
  CHECK(num_differences("smoothstep(0.2, 0.4, p.x)") == none);
  CHECK(num_differences("p.x / p.y") == none + 1);
  CHECK(num_differences("p.x / 0.0") == none + 1);
  CHECK(num_differences("smoothstep(0.2, 0.2, p.x)") == none + 1);
  CHECK(num_differences("smoothstep(p.y, 0.2, p.x)") == none + 1);
}

}  // namespace
}  // namespace progpretrain::spirv
