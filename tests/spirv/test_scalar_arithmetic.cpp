#include "engine/spirv/compile.h"
#include "engine/spirv/scalar_arithmetic.h"
#include "tests/spirv/spirv_support.h"

namespace progpretrain::spirv {
namespace {

int num_vector_operations(const std::vector<uint32_t>& words) {
  const ParsedModule module = parse_or_fail(words);
  int count = 0;
  for (const Instruction& instruction : module.instructions()) {
    const bool is_arithmetic = instruction.op == spv::OpFAdd || instruction.op == spv::OpFMul ||
                               instruction.op == spv::OpFSub || instruction.op == spv::OpFDiv ||
                               instruction.op == spv::OpFNegate ||
                               instruction.op == spv::OpVectorTimesScalar ||
                               instruction.op == spv::OpExtInst;
    if (is_arithmetic && instruction.type != 0)
      count += module.definition(instruction.type).op == spv::OpTypeVector;
  }
  return count;
}

TEST_CASE("scalar arithmetic: no operation on vectors of floats is left, and the module is valid") {
  const auto words = compile(
      testing::compute_unit_of(
          main_image(
              "vec3 v = vec3(p, 1.0), w = -v.zyx * 0.5 + vec3(1.0, 2.0, 3.0);"
              "c.rgb = clamp(mix(sin(v) / w, pow(abs(v), w), 0.3), vec3(0.0), w * p.x) - v;"))
          .glsl);
  REQUIRE(words.has_value());
  CHECK(num_vector_operations(*words) > 5);
  const auto split = split_vector_arithmetic(parse_or_fail(*words));
  CHECK(num_vector_operations(split) == 0);
  CHECK_FALSE(validation_problem(split).has_value());
}

TEST_CASE("scalar arithmetic: vectors have the values of their components") {
  PP_NEEDS_DEVICE();
  const auto frame =
      draw(main_image("vec4 v = vec4(p, p.yx) * 0.125; vec2 s = (v.zw - v.xy).yx * vec2(2.0, -1.0);"
                      "v.yz = vec3(s, 1.0).zx + v.ww; c = vec4(v.y - 1.0, v.z, s.y, 1.0) * 0.25;"),
           {.size_px = 8});
  // At (5.5, 2.5): v = (5.5, 2.5, 2.5, 5.5) / 8, s = (-3 * -1 ..: (2.5 - 5.5, 5.5 - 2.5) swapped.
  CHECK(frame.at(5, 5, 0) == 0.171875f);                  // 5.5 / 8 / 4
  CHECK(frame.at(5, 5, 1) == (0.75f + 0.6875f) * 0.25f);  // s.x = 3 / 8 * 2
  CHECK(frame.at(5, 5, 2) == 0.375f * 0.25f);             // s.y = -3 / 8 * -1
}

// A driver takes out the factor that components have in common; in a vector it does not see it.
TEST_CASE("scalar arithmetic: equal components are equal to the driver") {
  PP_NEEDS_DEVICE();
  const std::string k = "vec2(12.543, 514.123)";
  const auto low_bits = [](const std::string& value) {
    const auto frame =
        draw(main_image("float s = floor(iTime * 2.3); c.x = float(floatBitsToUint(" + value +
                        ") & 255u) / 255.0;"),
             {.size_px = 8, .time_s = 1.0f});
    return frame.at(3, 3, 0);
  };
  CHECK(low_bits("dot(vec2(s) + 1.0, " + k + ")") ==
        low_bits("(s + 1.0) * 12.543 + (s + 1.0) * 514.123"));
}

}  // namespace
}  // namespace progpretrain::spirv
