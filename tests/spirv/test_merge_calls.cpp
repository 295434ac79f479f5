// Rows of calls as loops: what becomes one, and that the picture is what the calls give.
#include <ctime>

#include "engine/spirv/compile.h"
#include "engine/spirv/loop_budget.h"
#include "engine/spirv/merge_calls.h"
#include "tests/spirv/spirv_support.h"

namespace progpretrain::spirv {
namespace {

// Statements that leave x, a small multiple of 1/64, as it is; some 160 instructions.
const std::string kHeavy = [] {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "x = x * 0.5 + 1.0; x = x * 2.0 - 2.0;\n";
  return text;
}();

const std::string kTwice = "float f(float x) {\n" + kHeavy + "return x * 2.0; }\n";

ParsedModule unmerged(const std::string& program) {
  const auto words = compile(testing::compute_unit_of(program).glsl);
  REQUIRE(words.has_value());
  const auto budgeted = add_loop_budget(parse_or_fail(*words));
  REQUIRE(budgeted.has_value());
  return parse_or_fail(budgeted->words);
}

// Every row merged of whatever function has 50 instructions.
std::vector<uint32_t> merged(const std::string& program) {
  auto words = merge_calls(unmerged(program), {.min_program = 0, .min_saved = 0});
  const auto problem = validation_problem(words);
  CHECK_MESSAGE(!problem, problem.value_or(""));
  return words;
}

int num_calls_of(const std::vector<uint32_t>& words, const std::string& name) {
  const ParsedModule parsed = parse_or_fail(words);
  const uint32_t function = parsed.find_name(name);
  REQUIRE(function != 0);
  int count = 0;
  for (const Instruction& instruction : parsed.instructions())
    count += instruction.op == spv::OpFunctionCall && instruction.operand(3) == function;
  return count;
}

// The red, green and blue of the pixel at (5.5, 2.5).
std::array<float, 3> colour(const std::string& program) {
  const auto frame = testing::run_compute(merged(program), {.size_px = 8});
  return {frame.at(5, 5, 0), frame.at(5, 5, 1), frame.at(5, 5, 2)};
}

using Colour = std::array<float, 3>;

TEST_CASE("merge calls: a row of calls is one call in a loop, which gives each its own result") {
  PP_NEEDS_DEVICE();
  const auto program = main_image(
      "float a = f(p.x) - f(p.y), b = f(p.x + p.y);\n c.rgb = vec3(a, b, f(p.x - 1.0)) / 64.0;",
      kTwice);
  const auto words = merged(program);
  CHECK(num_calls_of(words, "f(f1;") == 1);
  CHECK(colour(program) == Colour{6.0f / 64, 16.0f / 64, 9.0f / 64});
}

TEST_CASE("merge calls: light functions, and heavy ones called once, are left alone") {
  const std::string light = "float f(float x) { return x * 2.0; }\n";
  CHECK(num_calls_of(merged(main_image("c.r = f(p.x) - f(p.y);", light)), "f(f1;") == 2);
  CHECK(num_calls_of(merged(main_image("c.r = f(p.x);", kTwice)), "f(f1;") == 1);
}

TEST_CASE("merge calls: programs that compile fast anyway are left alone") {
  const auto program = main_image("c.r = f(p.x) - f(p.y);", kTwice);
  CHECK(merge_calls(unmerged(program)) == unmerged(program).words());
}

TEST_CASE("merge calls: an argument that needs a result begins another row") {
  PP_NEEDS_DEVICE();
  const auto program = main_image(
      "float a = f(p.x), b = f(p.y), d = f(a + b), e = f(a - b);\n"
      "c.rgb = vec3(a, d, e) / 128.0;",
      kTwice);
  CHECK(num_calls_of(merged(program), "f(f1;") == 2);
  CHECK(colour(program) == Colour{11.0f / 128, 32.0f / 128, 12.0f / 128});
}

TEST_CASE("merge calls: what a function writes is written in the order of the calls") {
  PP_NEEDS_DEVICE();
  const std::string counts =
      "float n = 0.0;\nfloat f(float x) {\n" + kHeavy + "n = n * 4.0 + x; return n; }\n";
  const auto program = main_image(
      "float a = f(p.x - 4.5), b = f(p.y), d = f(p.x - 2.5); c.rgb = vec3(a, b, d) / 64.0;",
      counts);
  CHECK(num_calls_of(merged(program), "f(f1;") == 1);
  CHECK(colour(program) == Colour{1.0f / 64, 6.5f / 64, 29.0f / 64});
}

TEST_CASE("merge calls: a row ends where something reads or writes what the function touches") {
  PP_NEEDS_DEVICE();
  const std::string state =
      "float n = 1.0, k = 2.0;\nfloat f(float x) {\n" + kHeavy + "n += x; return x * k; }\n";
  const auto reads =
      main_image("float a = f(p.x), m = n, b = f(p.y); c.rgb = vec3(a, m, b) / 64.0;", state);
  CHECK(num_calls_of(merged(reads), "f(f1;") == 2);
  CHECK(colour(reads) == Colour{11.0f / 64, 6.5f / 64, 5.0f / 64});
  const auto writes = main_image(
      "float a = f(p.x); k = 4.0; float b = f(p.y); c.rgb = vec3(a, n, b) / 64.0;", state);
  CHECK(num_calls_of(merged(writes), "f(f1;") == 2);
  CHECK(colour(writes) == Colour{11.0f / 64, 9.0f / 64, 10.0f / 64});
}

TEST_CASE("merge calls: stores and loads between the calls keep their order") {
  PP_NEEDS_DEVICE();
  const auto program = main_image(
      "vec3 v = vec3(1.0); float t = p.x;\n"
      "v.x = f(t); t = p.y; v.y = f(t) + v.x; t = v.y; v.z = f(p.x - p.y) + t;\n"
      "c.rgb = v / 128.0;",
      kTwice);
  CHECK(num_calls_of(merged(program), "f(f1;") == 1);
  CHECK(colour(program) == Colour{11.0f / 128, 16.0f / 128, 22.0f / 128});
}

TEST_CASE("merge calls: the same constants stay constants, others are not mixed") {
  PP_NEEDS_DEVICE();
  const std::string scaled =
      "vec2 f(vec2 q, float k) { float x = q.x;\n" + kHeavy + "return vec2(x, q.y) * k; }\n";
  const auto program = main_image(
      "vec2 a = f(p, 2.0) + f(p.yx, 2.0), b = f(p, 4.0) - f(p.yx, 4.0);\n"
      "c.rgb = vec3(a, b.x) / 64.0;",
      scaled);
  CHECK(num_calls_of(merged(program), "f(vf2;f1;") == 2);
  CHECK(colour(program) == Colour{16.0f / 64, 16.0f / 64, 12.0f / 64});
}

TEST_CASE("merge calls: structures, matrices and functions without a result") {
  PP_NEEDS_DEVICE();
  const std::string hit =
      "struct Hit { float t; vec2 uv; };\nfloat sum = 0.0;\n"
      "Hit f(mat2 m, bool left) { float x = m[0].x;\n" +
      kHeavy +
      "return Hit(x, left ? m[0] : m[1]); }\n"
      "void g(float x) {\n" +
      kHeavy + "sum += x; }\n";
  const auto program = main_image(
      "mat2 m = mat2(p, p.yx), n = mat2(p.yx, p);\n"
      "Hit a = f(m, p.x > p.y), b = f(n, p.x < p.y); g(p.x); g(p.y); g(1.0 + p.x);\n"
      "c.rgb = vec3(a.t + a.uv.y, b.t * 4.0 + b.uv.y, sum) / 64.0;",
      hit);
  const auto words = merged(program);
  CHECK(num_calls_of(words, "f(mf22;b1;") == 1);
  CHECK(num_calls_of(words, "g(f1;") == 1);
  CHECK(colour(program) == Colour{8.0f / 64, 12.5f / 64, 14.5f / 64});
}

TEST_CASE("merge calls: in conditions, loops, switches and what continues a loop") {
  PP_NEEDS_DEVICE();
  const auto program = main_image(
      "float s = 0.0;\n"
      "for (int i = 0; i < 3 && f(s) + f(s + 1.0) < 40.0; s += f(0.25) - f(0.125 * p.x) + f(0.5 * "
      "p.y)) {\n"
      "  ++i;\n"
      "  if (i == 2 && f(p.x) > f(p.y)) continue;\n"
      "  switch (i) { case 1: s += f(p.y) - f(p.y - 1.0); default: s += f(s) - f(s - 1.0); }\n"
      "}\n"
      "bool q = p.x > 100.0 || f(p.x) + f(p.y) == 16.0;\n"
      "c.rgb = vec3(s, q ? f(p.x) - f(p.y) : 0.0, p.x > p.y ? 1.0 : f(p.x) * f(p.y)) / 64.0;",
      kTwice);
  // By hand: s = 0; i = 1: +2 +2 = 4; then 0.5 - 1.375 + 2.5 = +1.625: 5.625; i = 2: continue,
  // +1.625: 7.25; f(7.25) + f(8.25) = 31 < 40; i = 3: +2, +1.625: 10.875.
  CHECK(colour(program) == Colour{10.875f / 64, 6.0f / 64, 1.0f / 64});
}

TEST_CASE("merge calls: rows within rows, of more calls than a loop takes") {
  PP_NEEDS_DEVICE();
  std::string many;
  for (int i = 0; i < 20; ++i) many += (i ? " + " : "") + ("g(p.x + " + std::to_string(i) + ".0)");
  const auto program =
      main_image("c.r = (" + many + ") / 4096.0;",
                 kTwice + "float g(float x) { return f(x) + f(x - 2.0) + f(x + 1.0); }\n");
  const auto words = merged(program);
  CHECK(num_calls_of(words, "f(f1;") == 1);
  CHECK(num_calls_of(words, "g(f1;") == 2);  // 16 and 4
  // sum over i of 2 (3 (5.5 + i) - 1) = 20 * 31 + 6 * 190
  CHECK(colour(program)[0] == 1760.0f / 4096);
}

// Draws with and without merging; the frames must be the same, which the merged one is.
testing::Frame same_frame(const std::string& program) {
  const auto plain = testing::run_compute(unmerged(program).words(), {.size_px = 8});
  const auto frame = testing::run_compute(merged(program), {.size_px = 8});
  CHECK(frame.floats == plain.floats);
  CHECK(frame.bytes == plain.bytes);
  CHECK(frame.statistics.num_budget_px == plain.statistics.num_budget_px);
  CHECK(frame.statistics.spent_budget_256 == plain.statistics.spent_budget_256);
  return frame;
}

TEST_CASE("merge calls: callers are judged by what merging has left of their callees") {
  std::string many;
  for (int i = 0; i < 16; ++i) many += (i ? " + f(x + " : "f(x + ") + std::to_string(i) + ".0)";
  // Of f's 16 copies in g one is left, so that two copies of h come to some 600 instructions.
  const auto module =
      unmerged(main_image("c.r = h(p.x) - h(p.y);",
                          kTwice + "float g(float x) { return " + many + "; }\n" +
                              "float h(float x) { return g(x) + 1.0; }\n"));
  const auto words = merge_calls(module, {.min_program = 0, .min_saved = 1500});
  CHECK(num_calls_of(words, "f(f1;") == 1);
  CHECK(num_calls_of(words, "h(f1;") == 2);
}

// 25,000 rounds a call; a program is cut before 65,535.
const std::string kLong = "float f(float x) {\n" + kHeavy +
                          "int n = 0; for (int i = 0; i < 25000; ++i) n += x < 100.0 ? 1 : 2;\n"
                          "return float(n); }\n";

TEST_CASE("merge calls: a budget that ends in one of the calls ends there in their loop, too") {
  PP_NEEDS_DEVICE();
  const auto program = main_image(
      "float a = f(p.x), b = f(p.y), d = f(p.x + 1.0), e = f(p.y + 1.0);\n"
      "c.rgb = vec3(a, d, e) / 50000.0;",
      kLong);
  CHECK(num_calls_of(merged(program), "f(f1;") == 1);
  const auto frame = same_frame(program);
  CHECK(frame.statistics.num_budget_px > 0);
  CHECK(frame.at(5, 2, 0) == 0.5f);              // the first call ends by itself
  CHECK(frame.at(5, 2, 2) == 1.0f / 50000.0f);  // the last has one round left
}

TEST_CASE("merge calls: whether the budget ends does not depend on the order of the loops") {
  PP_NEEDS_DEVICE();
  const std::string other =
      "float g(float x) { float n = 0.0; for (int i = 0; i < 25000; ++i) n += x; return n; }\n";
  const auto program = main_image(
      "float a = f(p.x) + g(p.y), b = f(p.y) + g(p.x); c.rgb = vec3(a, b, 0.0) / 50000.0;",
      kLong + other);
  CHECK(num_calls_of(merged(program), "f(f1;") == 1);
  const auto plain = testing::run_compute(unmerged(program).words(), {.size_px = 8});
  const auto frame = testing::run_compute(merged(program), {.size_px = 8});
  CHECK(frame.statistics.num_budget_px > 0);
  CHECK(frame.statistics.num_budget_px == plain.statistics.num_budget_px);
  CHECK(frame.statistics.spent_budget_256 == plain.statistics.spent_budget_256);
}

// The blocks that the OpPhi of a module name.
std::vector<uint32_t> phi_parents(const ParsedModule& module) {
  std::vector<uint32_t> parents;
  for (const Instruction& instruction : module.instructions())
    if (instruction.op == spv::OpPhi)
      for (size_t w = 4; w < instruction.words.size(); w += 2)
        parents.push_back(instruction.words[w]);
  return parents;
}

TEST_CASE("merge calls: values that come from a block which was cut come from its last part") {
  PP_NEEDS_DEVICE();
  const auto program = main_image(
      "bool both = f(p.x) + f(p.y) > 10.0 && f(p.x) - f(p.y) > 2.0;\n"
      "bool any = f(p.y) > 10.0 || f(p.x + 1.0) > f(p.y + 2.0);\n"
      "c.rgb = vec3(both ? 1.0 : 0.25, any ? 1.0 : 0.25, 0.0);",
      kTwice);
  const ParsedModule before = unmerged(program), after = parse_or_fail(merged(program));
  REQUIRE(phi_parents(before).size() >= 4);
  REQUIRE(phi_parents(after).size() == phi_parents(before).size());
  CHECK(phi_parents(after) != phi_parents(before));
  const auto frame = same_frame(program);
  for (uint32_t row = 0; row < 8; ++row)
    for (uint32_t column = 0; column < 8; ++column) {
      const auto x = static_cast<float>(column) + 0.5f, y = static_cast<float>(7 - row) + 0.5f;
      CHECK(frame.at(column, row, 0) == (x + y > 5.0f && x - y > 1.0f ? 1.0f : 0.25f));
      CHECK(frame.at(column, row, 1) == (y > 5.0f || x > y + 1.0f ? 1.0f : 0.25f));
    }
}

TEST_CASE("merge calls: pixels that a call discards are discarded, others are not") {
  PP_NEEDS_DEVICE();
  const auto program = main_image("c.rgb = vec3(f(p.x) + f(p.y)) / 64.0;",
                                  "float f(float x) {\n" + kHeavy +
                                      "if (x == 5.5) discard; return x * 2.0; }\n");
  CHECK(num_calls_of(merged(program), "f(f1;") == 1);
  const auto frame = same_frame(program);
  CHECK(frame.at(5, 5, 0) == 0.0f);   // x
  CHECK(frame.at(3, 2, 0) == 0.0f);   // y = 5.5
  CHECK(frame.at(4, 5, 0) == 14.0f / 64);
}

TEST_CASE("merge calls: calls with inout parameters and arrays stay as they are") {
  PP_NEEDS_DEVICE();
  const auto program = main_image(
      "float a = p.x, b = p.y, t[2] = float[2](1.0, 2.0); f(a); f(b);\n"
      "float d = g(t, p.x); t[1] = 4.0; d += g(t, p.y); c.rgb = vec3(a, b, d) / 64.0;",
      "void f(inout float x) {\n" + kHeavy + "x *= 2.0; }\n" +
          "float g(float t[2], float x) {\n" + kHeavy + "return x * t[1]; }\n");
  CHECK(num_calls_of(merged(program), "f(f1;") == 2);
  CHECK(num_calls_of(merged(program), "g(f1[2];f1;") == 2);
  const auto frame = same_frame(program);
  CHECK(frame.at(5, 5, 0) == 11.0f / 64);
  CHECK(frame.at(5, 5, 1) == 5.0f / 64);
  CHECK(frame.at(5, 5, 2) == 21.0f / 64);
}

TEST_CASE("merge calls: a block of thousands of calls of hundreds of functions takes no time") {
  std::string functions, calls;
  for (int f = 0; f < 300; ++f) {
    const std::string name = "f" + std::to_string(f);
    functions += "float " + name + "(float x) { return sin(x + " + std::to_string(f) +
                 ".0) * x * x * x + x * x + x * 2.0 + x * x * 3.0 + x * x * x * x + 1.0; }\n";
  }
  for (int i = 0; i < 3000; ++i)
    calls +=
        "c.x += f" + std::to_string(i * 7 % 300) + "(p.x + float(" + std::to_string(i) + "));\n";
  const ParsedModule module = unmerged(main_image(calls, functions));
  const std::clock_t start = std::clock();
  merge_calls(module, {.min_program = 0, .min_function = 10, .min_saved = 0});
  CHECK(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC < 3.0);
}

}  // namespace
}  // namespace progpretrain::spirv
