#include "engine/base/check.h"
#include "engine/spirv/compile.h"
#include "engine/spirv/index_clamp.h"
#include "engine/spirv/instruction_cost.h"
#include "engine/spirv/loop_budget.h"
#include "engine/spirv/repair.h"
#include "tests/spirv/spirv_support.h"

namespace progpretrain::spirv {
namespace {

// Every form of loop, with a way out that is never taken (else the compiler drops what stands after
// the loop).
const std::string kEndless[] = {
    "for (;;) { s += 1.0; if (s < 0.0) break; }",
    "while (true) { s += 1.0; if (s < 0.0) break; }",
    "do { s += 1.0; if (s < 0.0) break; } while (true);",
    "for (int i = 0; i < 10; i += 0) s += 1.0;",
    "int i = 0; while (i < 10) { s += 1.0; if (s > 5.0) continue; }",
    "do { s += 1.0; } while (s > 0.0);",
    "do { s += 1.0; if (s > 3.0) continue; s += 1.0; } while (s > 0.0 && s > -1.0);",
    "for (;;) { switch (int(s) & 3) { case 0: s += 2.0; continue; case 1: s += 1.0; break; "
    "default: s += 1.0; } "
    "if (s < 0.0) break; }",
    "for (int a = 0; a >= 0; a += 0) for (int b = 0; b >= 0; b += 0) { s += 1.0; if (s < 0.0) "
    "return; }",
    "for (;;) { if (s < 0.0) return; for (int k = 0; k < 3; ++k) { s += 1.0; if (k == 1) break; } "
    "}",
    "for (int i = 0; s >= 0.0 || i < 3; i += (s > 3.0 && p.x > 1.0) ? 0 : 1) { s += 1.0; }",
    "while (f(s) > 0.0) { s += 1.0; }",
};
const std::string kHelpers =
    "float f(float x) { for (;;) { x += 1.0; if (x > 3.0) return x; } }\n"
    "float g(float x) { while (x >= 0.0) { x += 1.0; if (x < 0.0) return 7.0; } return x; }\n";

TEST_CASE("loop budget: every form of endless loop is valid, ends and is flagged on every pixel") {
  PP_NEEDS_DEVICE();
  for (const std::string& loop : kEndless) {
    CAPTURE(loop);
    const auto frame = draw(
        main_image("float s = 1.0; " + loop + " c = vec4(min(s, 1.0));", kHelpers), {.size_px = 8});
    CHECK(frame.statistics.num_budget_px == 64);
  }
}

TEST_CASE("loop budget: an endless loop keeps what was computed before it ended") {
  PP_NEEDS_DEVICE();
  const auto frame =
      draw(main_image("float s = 0.0; for (;;) { s = 0.75; if (p.x < 0.0) break; } c = vec4(s);"),
           {.size_px = 8});
  CHECK(frame.at(3, 3, 0) == 0.75f);
}

TEST_CASE("loop budget: loops that end are not flagged and draw the same bits as without budget") {
  PP_NEEDS_DEVICE();
  // Integer arithmetic: without budget the driver may unroll loops and then round floating-point
  // sums elsewhere.
  const std::string program = main_image(
      "uint s = uint(p.x) * 131u + uint(p.y);"
      "for (int i = 0; i < 40; ++i) { if (i == int(p.x)) continue; s = h(s + uint(i)); if (s % 97u "
      "== 0u) break; }"
      "int k = 0; while (k < 20) { ++k; s += f(uint(k) + s); }"
      "do { s = h(s); } while (s > 0x30000000u);"
      "for (int a = 0; a < 5; ++a) for (int b = 0; b < 7; ++b) { switch (b) { case 1: continue;"
      " case 2: s += 11u; break; case 3: s -= 2u; default: s = h(s); } }"
      "c = vec4(s & 255u, (s >> 8) & 255u, (s >> 16) & 255u, 1.0) / 256.0;",
      "uint h(uint x) { return (x ^ (x >> 7)) * 2654435761u; }\n"
      "uint f(uint x) { for (;;) { x = h(x); if (x > 0xa0000000u) return x; } }");
  const auto with = draw(program);
  CHECK(with.statistics.num_budget_px == 0);

  const auto plain = compile(testing::compute_unit_of(program).glsl);
  const auto repaired = repair(parse_or_fail(*plain));
  const auto without = testing::run_compute(clamp_access_chains(repaired).value());
  CHECK(with.floats == without.floats);
}

TEST_CASE(
    "loop budget: loops after a spent budget run at most one round each, and it stays spent") {
  PP_NEEDS_DEVICE();
  const auto frame = draw(
      main_image("float s = 1.0; while (s > 0.0) s = 1.0;"
                 "int n = 0; for (int i = 0; i < 100; ++i) { for (int j = 0; j < 100; ++j) ++n; }"
                 "int m = 0; do { ++m; } while (m < 50);"
                 "c = vec4(float(n), float(m), s, 1.0) * 0.125;"),
      {.size_px = 8});
  CHECK(frame.statistics.num_budget_px == 64);
  CHECK(frame.at(0, 0, 0) == 0.125f);
  CHECK(frame.at(0, 0, 1) == 0.125f);
}

TEST_CASE("loop budget: a loop that returns gives its value, a cut one zero") {
  PP_NEEDS_DEVICE();
  const auto frame =
      draw(main_image("c = vec4(f(0.0), g(0.0), 0.5, 1.0);",
                      "float f(float x) { for (;;) { x += 0.25; if (x > 0.6) return x; } }\n"
                      "float g(float x) { for (;;) { x += 0.25; if (x < 0.0) return x; } }"),
           {.size_px = 8});
  CHECK(frame.at(1, 1, 0) == 0.75f);
  CHECK(frame.at(1, 1, 1) == 0.0f);
  CHECK(frame.at(1, 1, 2) == 0.5f);
  CHECK(frame.statistics.num_budget_px == 64);
}

TEST_CASE("loop budget: ends before lavapipe's own limit of 65,535 rounds would do so in silence") {
  PP_NEEDS_DEVICE();
  const auto frame = draw(main_image("int n = 0; for (int i = 0; i < 70000; ++i) { n += i & 1; } c "
                                     "= vec4(float(n) / 65536.0);"),
                          {.size_px = 8});
  CHECK(frame.statistics.num_budget_px == 64);
  CHECK(frame.at(0, 0, 0) > 0.3f);
}

TEST_CASE("loop budget: the number of loops is counted, and each takes its own cost") {
  const std::string nested =
      main_image("for (int a = 0; a < 3; ++a) for (int b = 0; b < 3; ++b) c.x += sin(p.x);");
  CHECK(build_program(nested).num_loops == 2);
  CHECK(build_program(main_image("c.x = 1.0;")).num_loops == 0);

  // What the back edges subtract: the outer loop's round holds the inner one's.
  const ParsedModule module = parse_or_fail(compile(testing::compute_unit_of(nested).glsl).value());
  const ParsedModule budgeted = parse_or_fail(add_loop_budget(module)->words);
  const uint32_t budget = budgeted.find_name("pp_budget");
  std::vector<uint32_t> charges;
  for (const Instruction& instruction : budgeted.instructions()) {
    uint32_t value = 0;
    if (instruction.op == spv::OpISub &&
        budgeted.definition(instruction.operand(3)).op == spv::OpLoad &&
        budgeted.definition(instruction.operand(3)).operand(3) == budget &&
        budgeted.constant_value(instruction.operand(4), &value))
      charges.push_back(value);
  }
  REQUIRE(charges.size() == 2);
  const auto [inner, outer] = std::minmax(charges[0], charges[1]);
  CHECK(inner > kRoundCost + 30);  // a sine and the loop itself
  CHECK(outer > inner + kRoundCost);
  CHECK(outer < 2 * inner);
}

TEST_CASE("loop budget: a call in a loop costs what the function costs") {
  const auto spent = [](const std::string& function) {
    const auto costs = CostModel::of(parse_or_fail(
        compile(testing::compute_unit_of(main_image("c.x = f(p.x);", function)).glsl).value()));
    const auto module = parse_or_fail(
        compile(testing::compute_unit_of(main_image("c.x = f(p.x);", function)).glsl).value());
    uint64_t most = 0;
    for (size_t i = 0; i < module.instructions().size(); ++i)
      if (module.instructions()[i].op == spv::OpFunctionCall &&
          module.name(module.instructions()[i].operand(3)).substr(0, 2) == "f(")
        most = costs->instruction(i);
    return most;
  };
  const uint64_t cheap = spent("float f(float x) { return x + 1.0; }");
  const uint64_t dear =
      spent("float f(float x) { return sin(x) + pow(abs(x), 1.3) + atan(x, 2.0); }");
  CHECK(cheap >= 1);
  CHECK(dear > cheap + 100);
}

TEST_CASE("loop budget: code that doubles with every call level is refused") {
  std::string functions = "float f0(float x) { return sin(x); }\n";
  for (int i = 1; i < 40; ++i) {
    const std::string below = base::concat("f", i - 1);
    functions +=
        base::concat("float f", i, "(float x) { return ", below, "(x) + ", below, "(x + 1.0); }\n");
  }
  const corpus::Refusal refusal = refusal_of(main_image("c.x = f39(p.x);", functions));
  CHECK(refusal.verdict == corpus::Verdict::unsupported);
  CHECK(refusal.stage == "rewrite");
}

TEST_CASE("loop budget: a loop of one block is ended too") {
  const ParsedModule module = parse_or_fail(assemble(assembly_shader(R"(
OpBranch %loop
%loop = OpLabel
OpLoopMerge %done %loop None
OpBranchConditional %true %loop %done
%done = OpLabel)")));
  const auto budgeted = add_loop_budget(module);
  REQUIRE(budgeted.has_value());
  CHECK(budgeted->num_loops == 1);
  CHECK_FALSE(validation_problem(budgeted->words).has_value());
  CHECK(count(budgeted->words, spv::OpISub) == 1);
}

TEST_CASE("loop budget: unknown forms and a missing budget are refused, not passed on") {
  const ParsedModule handing_on = parse_or_fail(assemble(assembly_shader(R"(
OpBranch %loop
%loop = OpLabel
OpLoopMerge %done %loop None
OpBranchConditional %true %loop %done
%done = OpLabel
%value = OpPhi %int %int_1 %loop)")));
  CHECK(add_loop_budget(handing_on).error().reason == "a loop hands on a value");
  const ParsedModule unstructured = parse_or_fail(assemble(assembly_shader(R"(
OpBranch %loop
%loop = OpLabel
OpBranchConditional %true %loop %done
%done = OpLabel)")));
  CHECK_FALSE(add_loop_budget(unstructured).has_value());
  const ParsedModule nameless =
      parse_or_fail(compile("#version 450\nlayout(local_size_x = 64) in;\nvoid main() { for (int i "
                            "= 0; i < 3; ++i); }\n")
                        .value());
  CHECK(add_loop_budget(nameless).error().reason == "has no loop budget variable");
}

}  // namespace
}  // namespace progpretrain::spirv
