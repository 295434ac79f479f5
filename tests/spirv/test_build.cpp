#include <ctime>

#include "engine/spirv/compile.h"
#include "tests/spirv/spirv_support.h"

namespace progpretrain::spirv {
namespace {

TEST_CASE("build: a closed-form picture is exact, row 0 at the top and y up for the author") {
  PP_NEEDS_DEVICE();
  const auto frame = draw(main_image("c = vec4(p.x / 64.0, p.y / 64.0, 0.25, 1.0);"));
  for (uint32_t y = 0; y < 64; y += 7)
    for (uint32_t x = 0; x < 64; x += 7) {
      CHECK(frame.at(x, y, 0) == (static_cast<float>(x) + 0.5f) / 64.0f);
      CHECK(frame.at(x, y, 1) == (63.5f - static_cast<float>(y)) / 64.0f);
      CHECK(frame.bytes[2 * 64 * 64 + y * 64 + x] == 64);
    }
  CHECK(frame.statistics.num_nan_px == 0);
  CHECK(frame.statistics.num_budget_px == 0);
}

TEST_CASE("build: NaN becomes zero, infinities are clamped like every value, both are counted") {
  PP_NEEDS_DEVICE();
  const auto frame =
      draw(main_image("float z = p.x < 4.0 ? sqrt(-p.x) : exp2(p.x * 99.0);"
                      "c = vec4(z, p.x < 4.0 ? 0.25 : -z, 0.5, 1.0);"),
           {.size_px = 8});
  CHECK(frame.statistics.num_nan_px == 64);
  CHECK(frame.at(0, 0, 0) == 0.0f);  // NaN
  CHECK(frame.at(0, 0, 1) == 0.25f);
  CHECK(frame.at(7, 0, 0) == 1.0f);  // infinity
  CHECK(frame.at(7, 0, 1) == 0.0f);
  CHECK(frame.at(7, 0, 2) == 0.5f);
}

TEST_CASE("build: a discarded pixel stays alive for its neighbours' derivatives") {
  PP_NEEDS_DEVICE();
  const auto frame = draw(
      main_image("if ((int(p.x) & 1) == 0) discard;"
                 "c = vec4(dFdx(p.x * 0.125), dFdy(p.y * p.y) / 128.0, fwidth(p.x) * 0.5, 1.0);"),
      {.size_px = 64, .uses_derivatives = true});
  for (uint32_t y = 1; y < 64; y += 9) {
    CHECK(frame.at(8, y, 0) == 0.0f);    // discarded
    CHECK(frame.at(9, y, 0) == 0.125f);  // its neighbour
    CHECK(frame.at(9, y, 2) == 0.5f);
  }
  // y counts up, rows count down: the pair of rows 62 and 63 has y = 1.5 and 0.5.
  CHECK(frame.at(9, 63, 1) == doctest::Approx((1.5 * 1.5 - 0.5 * 0.5) / 128.0));
}

TEST_CASE("build: counts instructions and loops and passes on whether quads are needed") {
  const Module plain = build_program(main_image("for (int i = 0; i < 3; ++i) c.x += p.x;"));
  CHECK(plain.num_loops == 1);
  CHECK(plain.num_instructions > 100);
  CHECK(plain.num_instructions < plain.words.size());
  CHECK_FALSE(plain.uses_derivatives);
  CHECK(build_program(main_image("c.x = dFdx(p.x);"), true).uses_derivatives);
}

TEST_CASE("build: the same unit gives the same words, and other units other keys") {
  dialect::ComputeProgram program;
  program.units = {testing::compute_unit_of(main_image("c.x = sin(p.x) / p.y;"))};
  program.passes = {{}};
  CHECK(build(program.units[0])->words == build(program.units[0])->words);
  const std::string key = cache_key(program);
  CHECK(cache_key(program) == key);
  CHECK(key.size() == 64);
  auto other = program;
  other.units[0] = testing::compute_unit_of(main_image("c.x = cos(p.x) / p.y;"));
  CHECK(cache_key(other) != key);
  other = program;
  other.units[0].uses_derivatives = true;
  CHECK(cache_key(other) != key);
  other = program;
  other.passes[0].index = 1;
  CHECK(cache_key(other) != key);
  other = program;
  other.has_feedback = true;
  CHECK(cache_key(other) != key);
  other = program;
  other.parameters = {{"speed", "float", 0, 1, {0.5f}, {0.0f}, {1.0f}}};
  CHECK(cache_key(other) != key);
}

TEST_CASE("build: a program is refused with the first unit that is") {
  dialect::ComputeProgram program;
  program.units = {testing::compute_unit_of(main_image("c.x = 1.0;")),
                   testing::compute_unit_of(main_image("c.x = nothing;"))};
  program.passes = {{0, 0, 1, 0}, {1, 0, 0, 1}};
  program.num_buffers = 1;
  const auto built = build(program);
  REQUIRE_FALSE(built.has_value());
  CHECK(built.error().reason.find("nothing") != std::string::npos);
  program.units[1] = program.units[0];
  REQUIRE(build(program).has_value());
  CHECK(build(program)->units.size() == 2);
  CHECK(build(program)->passes == program.passes);
}

TEST_CASE("build: the validator's complaint is a value") {
  CHECK_FALSE(validation_problem(build_program(main_image("c.x = 1.0;")).words).has_value());
  const auto bad = assemble(assembly_shader("%a = OpLoad %int %in_int\n%b = OpFAdd %float %a %a"));
  REQUIRE(validation_problem(bad).has_value());
  CHECK(validation_problem(bad)->find('\n') == std::string::npos);
  CHECK(validation_problem({}).has_value());
}

TEST_CASE("build: validating thousands of calls takes as much longer as they are more") {
  // glslang names the copy of every argument "param".
  const auto cpu_s = [](int num_calls) {
    std::string calls;
    for (int i = 0; i < num_calls; ++i) calls += "c.x += f(p.x + " + std::to_string(i) + ".0);\n";
    const auto words = compile(
        testing::compute_unit_of(main_image(calls, "float f(float x) { return x * 2.0; }")).glsl);
    REQUIRE(words.has_value());
    const std::clock_t start = std::clock();
    CHECK_FALSE(validation_problem(*words));
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  };
  // 8 is linear, 64 quadratic; the smaller one is long enough to be measured.
  CHECK(cpu_s(8000) < 24 * cpu_s(1000));
}

}  // namespace
}  // namespace progpretrain::spirv
