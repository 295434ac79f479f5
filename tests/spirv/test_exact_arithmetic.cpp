// The order in which sums are formed, seen through numbers that only one order keeps.
#include <cmath>

#include "engine/spirv/compile.h"
#include "engine/spirv/exact_arithmetic.h"
#include "tests/spirv/spirv_support.h"

namespace progpretrain::spirv {
namespace {

// Draws one pixel whose red is `expression`. At run time all of t and w are 1, by ways that a
// driver cannot see through (it would factor a sum of products with a common factor); big + 1 ==
// big.
float value_of(const std::string& expression) {
  const auto frame = draw(main_image("float t = iTime, big = t * 16777216.0;"
                                     "vec4 w = vec4(t, sqrt(t), float(iFrame + 1), exp2(t) - t);"
                                     "vec4 v = vec4(big, t, -big, t);"
                                     "mat4 m = mat4(vec4(big), vec4(t), vec4(-big), vec4(t));"
                                     "c.x = " +
                                     expression + ";"),
                          {.size_px = 8, .time_s = 1.0f});
  return frame.at(3, 3, 0);
}

TEST_CASE("exact arithmetic: dot products are summed from the last component to the first") {
  PP_NEEDS_DEVICE();
  // ((t - big) + t) + big: 1 - 2^24 and 2 - 2^24 are exact. From the first on it would be 1.
  CHECK(value_of("dot(v, w) * 0.25") == 0.5f);
  CHECK(value_of("(v * mat4(w, w.yzwx, w.zwxy, w.wxyz)).y * 0.25") == 0.5f);
  CHECK(value_of("dot(v.xyz, w.xyz) * 0.25") == 0.25f);
}

TEST_CASE("exact arithmetic: matrix products are summed from the first column to the last") {
  PP_NEEDS_DEVICE();
  // ((big + t) - big) + t, where big + t == big.
  CHECK(value_of("(m * w).z * 0.25") == 0.25f);
  CHECK(value_of("(m * mat4(w, w.yzwx, w.zwxy, w.wxyz))[2].y * 0.25") == 0.25f);
}

TEST_CASE("exact arithmetic: length, distance and normalize have no guards against overflow") {
  PP_NEEDS_DEVICE();
  CHECK(value_of("length(vec3(3.0, 4.0, 12.0) * t) / 16.0") == 13.0f / 16.0f);
  CHECK(value_of("distance(vec2(3.0, 5.0) * t, vec2(0.0, 1.0)) / 8.0") == 5.0f / 8.0f);
  CHECK(value_of("normalize(vec2(3.0, 4.0) * t).y") == doctest::Approx(0.8f).epsilon(1e-6));
  CHECK(value_of("normalize(vec2(1e25, 0.0) * t).x") == 0.0f);
}

TEST_CASE("exact arithmetic: mix walks from x, and weighs where a weight or an end is constant") {
  PP_NEEDS_DEVICE();
  // big + (t - big) * t loses nothing here; -big + (t + big) * t gives 0, weighing gives t.
  CHECK(value_of("mix(-big, t, t)") == 0.0f);
  CHECK(value_of("mix(-big, t, 1.0)") == 1.0f);
  CHECK(value_of("mix(-big, 1.0, t)") == 1.0f);
  CHECK(value_of("mix(vec2(-big), vec2(1.0, 0.5), t).y") == 0.0f);
  CHECK(value_of("mix(vec2(-big), vec2(1.0, 0.5), t).x") == 1.0f);
}

TEST_CASE("exact arithmetic: asin, step, reflect, refract and faceforward have their values") {
  PP_NEEDS_DEVICE();
  for (int i = -8; i <= 8; ++i) {
    const float x = static_cast<float>(i) / 8.0f;
    CAPTURE(x);
    CHECK(std::abs(value_of("0.5 + 0.25 * asin(t * " + std::to_string(x) + ")") -
                   (0.5f + 0.25f * std::asin(x))) < 2e-4f);
  }
  CHECK(value_of("step(0.5 * t, 0.5 * t)") == 1.0f);
  CHECK(value_of("step(0.6 * t, 0.5 * t)") == 0.0f);
  CHECK(value_of("step(sqrt(-t), 0.5)") == 0.0f);
  CHECK(value_of("reflect(vec2(-1.0, 0.5) * t, vec2(1.0, 0.0)).x") == 1.0f);
  CHECK(value_of("reflect(vec2(-1.0, 0.5) * t, vec2(1.0, 0.0)).y") == 0.5f);
  CHECK(value_of("refract(vec2(0.0, -1.0) * t, vec2(0.0, 1.0), 0.5).y + 1.5") == 0.5f);
  CHECK(value_of("refract(vec2(1.0, 0.0) * t, vec2(0.0, 1.0), 2.0).x") == 0.0f);
  CHECK(value_of("faceforward(vec2(0.5) * t, vec2(1.0, 0.0), vec2(-1.0, 0.0)).x") == 0.5f);
  CHECK(value_of("faceforward(vec2(0.5) * t, vec2(1.0, 0.0), vec2(1.0, 0.0)).x + 1.0") == 0.5f);
}

TEST_CASE("exact arithmetic: none of the operations whose order a driver chooses is left") {
  const ParsedModule module = parse_or_fail(
      compile(testing::compute_unit_of(
                  main_image("mat3 m = mat3(p.x); vec3 a = vec3(p, 1.0);"
                             "c.xyz = m * a + a * m + (m * m)[1] + mix(a, m[0], a) + dot(a, a)"
                             " + normalize(a) + length(a) + distance(a, m[0]) + asin(a)"
                             " + step(a, m[1]) + reflect(a, m[1]) + refract(a, m[1], p.x)"
                             " + faceforward(a, m[1], m[2]) + inverse(m)[0] + length(p.x);"))
                  .glsl)
          .value());
  const std::vector<uint32_t> words = make_arithmetic_exact(module);
  CHECK_FALSE(validation_problem(words).has_value());
  for (const spv::Op op :
       {spv::OpDot, spv::OpVectorTimesMatrix, spv::OpMatrixTimesVector, spv::OpMatrixTimesMatrix})
    CHECK(count(words, op) == 0);
  // Of the built-in functions: sqrt, inversesqrt, abs and sign of the formulas, inverse() and the
  // length of a float.
  CHECK(count(words, spv::OpFOrdGreaterThanEqual) == 1);
}

}  // namespace
}  // namespace progpretrain::spirv
