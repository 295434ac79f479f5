// Which constants of a product or a sum come together, seen through the last bits of the result.
#include <bit>
#include <cmath>
#include <functional>

#include "engine/spirv/compile.h"
#include "engine/spirv/constant_chains.h"
#include "tests/spirv/spirv_support.h"

namespace progpretrain::spirv {
namespace {

constexpr float kA = 1.3242413f, kB = 342.235235f;

// How many of 64 pixels have the low 8 bits of `expression`, of x and y (the position), as
// `formula` gives them.
int num_equal(const std::string& statements, const std::function<float(float, float)>& formula) {
  const auto frame = draw(main_image("float x = p.x, y = p.y, r; " + statements +
                                     " c.x = float(floatBitsToUint(r) & 255u) / 255.0;"),
                          {.size_px = 8});
  int equal = 0;
  for (uint32_t row = 0; row < 8; ++row)
    for (uint32_t column = 0; column < 8; ++column) {
      const float value =
          formula(static_cast<float>(column) + 0.5f, 7.5f - static_cast<float>(row));
      const auto low = static_cast<float>(std::bit_cast<uint32_t>(value) & 255u) / 255.0f;
      equal += std::abs(frame.at(column, row, 0) - low) < 0.001f;
    }
  return equal;
}

float written(float x, float y) {
  return ((x * kA) * y) * kB;
}
float collected(float x, float y) {
  return ((kB * kA) * y) * x;
}

TEST_CASE("constant chains: a factor joins the constant inside a product, whose place is taken") {
  PP_NEEDS_DEVICE();
  CHECK(num_equal("r = ((x * 1.3242413) * y) * 342.235235;", collected) == 64);
  CHECK(num_equal("r = 342.235235 * (y * (1.3242413 * x));", collected) == 64);
  CHECK(num_equal("r = ((x * 1.3242413) * y) * 342.235235;", written) < 50);
}

TEST_CASE("constant chains: sums have their constants collected as well") {
  PP_NEEDS_DEVICE();
  const auto sum = [](float x, float y) { return ((kB + kA) + y * 0.37f) + x * 0.77f; };
  CHECK(num_equal("r = ((x * 0.77 + 1.3242413) + y * 0.37) + 342.235235;", sum) == 64);
}

TEST_CASE(
    "constant chains: locals that are used once and variables of one constant are seen through") {
  PP_NEEDS_DEVICE();
  CHECK(num_equal("float t = x * 1.3242413; float u = t * y; r = u * 342.235235;", collected) ==
        64);
  CHECK(num_equal("float k = 1.3242413; r = ((x * k) * y) * 342.235235;", collected) == 64);
  CHECK(num_equal("vec2 v = vec2(x, y); v = (v * 1.3242413) * v.yx * 342.235235; r = v.x;",
                  collected) == 64);
}

TEST_CASE("constant chains: what is used twice or written twice stays as it was written") {
  const auto is_changed = [](const std::string& statements) {
    const auto words = compile(testing::compute_unit_of(main_image("float x = p.x, y = p.y, r; " +
                                                                   statements + " c.x = r;"))
                                   .glsl);
    REQUIRE(words.has_value());
    return collect_constants(parse_or_fail(*words)) != *words;
  };
  CHECK(is_changed("float t = x * 1.5; r = (t * y) * 3.0;"));
  CHECK(!is_changed("float t = x * 1.5; r = (t * y) * 3.0; if (t < 0.0) r = t;"));
  CHECK(!is_changed("float t = x * 1.5; if (x < 0.0) t = 2.0; r = (t * y) * 3.0;"));
  CHECK(!is_changed("float k = 1.5; if (x < 0.0) k = 2.0; r = ((x * k) * y) * 3.0;"));
  CHECK(!is_changed("r = ((x * 1.5) + y) * 3.0;"));
  CHECK(!is_changed("r = x * 1.5;"));
}

TEST_CASE("constant chains: the module stays valid and keeps no constant beside another") {
  const auto words = compile(
      testing::compute_unit_of(
          main_image(
              "vec3 v = vec3(p, 1.0) * 0.3; float s = p.x * 0.7; vec3 w = (v * s) * vec3(1.0, "
              "2.0, 3.0) * 0.9; c.rgb = w + 0.1 + v + 0.2;"))
          .glsl);
  REQUIRE(words.has_value());
  const auto collected_words = collect_constants(parse_or_fail(*words));
  CHECK_FALSE(validation_problem(collected_words).has_value());
  CHECK(collect_constants(parse_or_fail(collected_words)).size() <= collected_words.size());
}

}  // namespace
}  // namespace progpretrain::spirv
