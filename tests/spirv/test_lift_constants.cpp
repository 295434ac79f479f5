// Which literals are lifted, and what the variants of a program calculate.
#include <algorithm>

#include "engine/spirv/lift_constants.h"
#include "tests/spirv/spirv_support.h"

namespace progpretrain::spirv {
namespace {

dialect::ComputeProgram program_of(const std::string& text) {
  dialect::ComputeProgram program;
  program.units = {testing::compute_unit_of(text)};
  program.passes = {{0, 0, 0, 0}};
  return program;
}

ProgramModule variant_of(const std::string& text, const Variant& variant) {
  auto module = build_variant(program_of(text), variant);
  if (!module) FAIL(module.error().stage, ": ", module.error().reason);
  return std::move(*module);
}

// The values of the literals that may be lifted, sorted.
std::vector<float> liftable(const std::string& body, const std::string& globals = {}) {
  auto values = variant_of(main_image(body, globals), {}).constants;
  std::sort(values.begin(), values.end());
  return values;
}

using Values = std::vector<float>;

TEST_CASE("lifting: literals of expressions, calls and the author's globals are found") {
  CHECK(liftable("c.x = 0.25 * p.x + 3.0;") == Values{0.25f, 3.0f});
  CHECK(liftable("c.xy = p / vec2(2.0, 8.0) + 3.0 / p;") == Values{0.125f, 0.5f, 3.0f});
  CHECK(liftable("c.x = p.x / 0.0;").empty());
  CHECK(liftable("c.x = smoothstep(0.1, 0.9, p.x);") == Values{0.1f, 0.9f});
  CHECK(liftable("c.x = dot(p, vec2(12.5, 78.5));") == Values{12.5f, 78.5f});
  CHECK(liftable("c.x = p.x > 6.0 ? 0.5 : 0.75;") == Values{0.5f, 0.75f, 6.0f});
  CHECK(liftable("c.x = f(0.5);", "float f(float x) { return x * 2.5; }") == Values{0.5f, 2.5f});
  CHECK(liftable("c.x = speed * p.x;", "float speed = 1.5; const float k = 4.0;") == Values{1.5f});
  CHECK(liftable("c.x = k * p.x;", "const float k = 4.0;") == Values{4.0f});
}

TEST_CASE("lifting: one literal is one value, however often our passes write it") {
  CHECK(liftable("c.xyz = mix(vec3(p, 1.5), vec3(p.yx, 2.5), 0.3);") == Values{0.3f, 1.5f, 2.5f});
  CHECK(liftable("c.xyz = vec3(0.5) * p.xyx;") == Values{0.5f});
  CHECK(liftable("c.x = 0.5 * p.x; c.y = 0.5 * p.y;") == Values{0.5f, 0.5f});
}

TEST_CASE("lifting: integers, exponents, arrays, indices and zeros are left alone") {
  CHECK(liftable("int i = 3; c.x = float(i * 5) + float(int(p.x) % 7);").empty());
  CHECK(liftable("c.x = pow(p.x, 2.0) + pow(p.y, 0.4545);").empty());
  CHECK(liftable("c.x = table[int(p.x)];", "const float table[3] = float[3](0.1, 0.2, 0.3);")
            .empty());
  CHECK(liftable("float a[4]; a[int(p.x * 0.5)] = p.y; c.x = a[2];").empty());
  CHECK(liftable("float sum = 0.0; vec3 v = vec3(0.0); c.x = sum + v.y + p.x;").empty());
}

TEST_CASE("lifting: what decides how often a loop runs is left alone") {
  CHECK(liftable("for (float i = 1.0; i < 9.0; i += 2.0) c.x += p.x * 0.125;") == Values{0.125f});
  CHECK(liftable("float n = 6.0; for (float i = 0.; i < n; i++) c.x += p.x;").empty());
  CHECK(liftable("c.x = f(p.x, 7.0);",
                 "float f(float x, float n) { float s = 0.; for (float i = 0.; i < n; i++) s += x; "
                 "return s * 0.25; }") == Values{0.25f});
  CHECK(liftable("float t = 0.5; do { t *= 1.5; } while (t < 20.0); c.x = t * 0.75;") ==
        Values{0.75f});
}

TEST_CASE("lifting: our own functions and constants are no literals of the author's") {
  CHECK(liftable("c.x = asin(p.x) + normalize(p).y + step(p.x, p.y) + length(p);").empty());
}

TEST_CASE("lifting: the original values give the same picture, others another one") {
  PP_NEEDS_DEVICE();
  const std::string text = main_image(
      "vec2 q = p / 64.0 - vec2(0.5, 0.25);"
      "c.xyz = mix(vec3(0.2, 0.4, 0.8), vec3(q, 0.1), smoothstep(0.1, 0.6, length(q / vec2(0.8, "
      "1.1) * turn)));",
      "float turn = 1.25;");
  const testing::Frame plain = draw(text);
  const ProgramModule probe = variant_of(text, {});
  REQUIRE(probe.constants.size() >= 8);
  REQUIRE(probe.constants.size() <= kMaxLifted);
  const ProgramModule lifted = variant_of(text, {Variant::Kind::lift, probe.literals});
  CHECK(lifted.constants == probe.constants);
  CHECK_FALSE(validation_problem(lifted.units[0].words).has_value());

  testing::FrameOptions options;
  std::copy(lifted.constants.begin(), lifted.constants.end(), options.constants.begin());
  const auto difference = [&](const testing::Frame& frame) {
    int largest = 0;
    for (size_t i = 0; i < frame.bytes.size(); ++i)
      largest = std::max(largest, std::abs(int{frame.bytes[i]} - int{plain.bytes[i]}));
    return largest;
  };
  CHECK(difference(testing::run_compute(lifted.units[0].words, options)) <= 1);
  for (size_t i = 0; i < lifted.constants.size(); ++i) {
    testing::FrameOptions changed = options;
    changed.constants[i] *= 1.3f;
    CHECK_MESSAGE(difference(testing::run_compute(lifted.units[0].words, changed)) > 3,
                  lifted.constants[i]);
    // The probe does the same with one literal at a time.
    testing::FrameOptions one;
    one.constants = {static_cast<float>(i), changed.constants[i]};
    CHECK(testing::run_compute(probe.units[0].words, one).bytes ==
          testing::run_compute(lifted.units[0].words, changed).bytes);
  }
  testing::FrameOptions none;
  none.constants = {-1.0f, 5.0f};
  CHECK(difference(testing::run_compute(probe.units[0].words, none)) <= 1);
}

TEST_CASE("lifting: literals are numbered through all units, and variants have keys of their own") {
  dialect::ComputeProgram program = program_of(main_image("c.x = 0.25 * p.x;"));
  program.units.push_back(testing::compute_unit_of(main_image("c.x = 0.5 * p.x + 0.75;")));
  const auto lifted = build_variant(program, {Variant::Kind::lift, {0, 2}});
  REQUIRE(lifted.has_value());
  REQUIRE(lifted->constants.size() == 2);
  CHECK(lifted->constants[0] == 0.25f);
  CHECK(lifted->literals == std::vector<uint32_t>{0, 2});
  const std::string key = cache_key(program);
  CHECK(variant_key(key, {Variant::Kind::lift, {0, 2}}) !=
        variant_key(key, {Variant::Kind::lift, {0, 1}}));
  CHECK(variant_key(key, {}) != key);
}

TEST_CASE("lifting: a probe tries at most so many literals, evenly spread") {
  std::string body;
  for (int i = 0; i < 500; ++i) body += "c.x += p.x * " + std::to_string(i + 2) + ".5;";
  const ProgramModule probe = variant_of(main_image(body), {});
  CHECK(probe.literals.size() == kMaxProbed);
  CHECK(probe.literals.back() > 490);
}

}  // namespace
}  // namespace progpretrain::spirv
