#include "engine/spirv/safe_arithmetic.h"
#include "tests/spirv/spirv_support.h"

namespace progpretrain::spirv {
namespace {

// The zeros and amounts come from the pixel, so that no compiler folds them. Pixel (x, y) has p =
// (x + 0.5, ...).
const std::string kInputs =
    "int zero = int(p.x * 0.001); uint uzero = uint(zero); int lowest = int(0x80000000u) + zero; "
    "int minus = zero - 1;";

TEST_CASE("safe arithmetic: division by zero and overflow survive with their definite results") {
  PP_NEEDS_DEVICE();
  const auto frame = draw(
      main_image(
          kInputs +
          "bool divide = 7 / zero == -1 && -7 / zero == -1 && 7u / uzero == 0xffffffffu;"
          "bool modulo = 7 % zero == -1 && 7u % uzero == 0xffffffffu;"
          "bool overflow = lowest / minus == lowest && lowest % minus == lowest;"
          "ivec3 v = ivec3(6, lowest, 9) / ivec3(zero, minus, 2);"
          "bool vectors = v == ivec3(-1, lowest, 4);"
          "bool usual = 7 / (minus - 1) == -3 && 7 / (3 + zero) == 2 && 9u % (4u + uzero) == 1u;"
          "c = vec4(divide && modulo, overflow && vectors, usual, 1.0);"),
      {.size_px = 8});
  CHECK(frame.at(1, 1, 0) == 1.0f);
  CHECK(frame.at(1, 1, 1) == 1.0f);
  CHECK(frame.at(1, 1, 2) == 1.0f);
}

TEST_CASE("safe arithmetic: the remainder of negative integers is that of their bits") {
  PP_NEEDS_DEVICE();
  const auto frame = draw(
      main_image(kInputs +
                 "int seven = zero - 7; int many = zero + 255;"
                 "bool constant = seven % 255 == 249 && seven % 8 == 1 && -255 % many == 1;"
                 "bool dynamic = seven % many == 249 && (7 + zero) % (zero - 7) == 7;"
                 "bool vectors = ivec2(seven, 300) % ivec2(many, 7) == ivec2(249, 6);"
                 "c = vec4(constant, dynamic, vectors, 1.0);"),
      {.size_px = 8});
  CHECK(frame.at(1, 1, 0) == 1.0f);
  CHECK(frame.at(1, 1, 1) == 1.0f);
  CHECK(frame.at(1, 1, 2) == 1.0f);
}

TEST_CASE("safe arithmetic: shifts go by the amount modulo 32") {
  PP_NEEDS_DEVICE();
  const auto frame = draw(
      main_image(kInputs + "bool left = (1 << (33 + zero)) == 2 && (1u << (32u + uzero)) == 1u;"
                           "bool right = (-8 >> (33 + zero)) == -4 && (8u >> (uzero - 31u)) == 4u;"
                           "bool usual = (5 << (2 + zero)) == 20;"
                           "c = vec4(left, right, usual, 1.0);"),
      {.size_px = 8});
  CHECK(frame.at(1, 1, 0) == 1.0f);
  CHECK(frame.at(1, 1, 1) == 1.0f);
  CHECK(frame.at(1, 1, 2) == 1.0f);
}

TEST_CASE("safe arithmetic: harmless constants cost nothing, dangerous ones are guarded") {
  const auto num_selects = [](const std::string& operation) {
    const auto words = make_arithmetic_safe(parse_or_fail(assemble(
        assembly_shader("%a = OpLoad %int %in_int\n%u = OpLoad %uint %in_uint\n" + operation))));
    CHECK_FALSE(validation_problem(words).has_value());
    return count(words, spv::OpSelect) + count(words, spv::OpBitwiseAnd);
  };
  CHECK(num_selects("%b = OpSDiv %int %a %int_3") == 0);
  CHECK(num_selects("%b = OpSMod %int %a %int_3") == 0);
  CHECK(num_selects("%b = OpShiftLeftLogical %int %a %int_3") == 0);
  CHECK(num_selects("%b = OpSDiv %int %a %int_0") == 2);
  CHECK(num_selects("%b = OpSRem %int %a %int_n1") == 2);
  CHECK(num_selects("%b = OpUDiv %uint %u %u") == 2);
  CHECK(num_selects("%b = OpUMod %uint %u %u") == 2);
  CHECK(num_selects("%b = OpShiftRightArithmetic %int %a %int_32") == 1);
  CHECK(num_selects("%v = OpLoad %v2int %in_v2int\n%b = OpSDiv %v2int %v %v") == 2);
}

}  // namespace
}  // namespace progpretrain::spirv
