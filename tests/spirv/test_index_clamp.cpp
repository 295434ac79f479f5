#include "engine/spirv/index_clamp.h"
#include "tests/spirv/spirv_support.h"

namespace progpretrain::spirv {
namespace {

// Computed from the pixel, so that no compiler knows them: -1, 1e9 and a small one.
const std::string kIndices =
    "int low = int(p.x * 0.001) - 1; int high = low + 1000000001; int one = low + 2;";

TEST_CASE("index clamp: array writes at -1 and 1e9 hit the ends and leave the neighbours alone") {
  PP_NEEDS_DEVICE();
  const auto frame = draw(
      main_image(
          kIndices +
          "float before[4] = float[4](1.0, 1.0, 1.0, 1.0), a[4] = before, after[4] = before;"
          "a[low] = 0.25; a[high] = 0.5;"
          "float around = 0.0; for (int i = 0; i < 4; ++i) around += before[i] + after[i];"
          "c = vec4(a[0], a[3], around / 16.0, 1.0) + vec4(0.0, 0.0, a[1] + a[2] - 2.0, 0.0);"),
      {.size_px = 8});
  CHECK(frame.at(1, 1, 0) == 0.25f);
  CHECK(frame.at(1, 1, 1) == 0.5f);
  CHECK(frame.at(1, 1, 2) == 0.5f);
}

TEST_CASE("index clamp: reads of variable arrays, vectors and matrices outside give an end") {
  PP_NEEDS_DEVICE();
  const auto frame = draw(
      main_image(
          kIndices +
              "vec4 v = vec4(0.1, 0.2, 0.3, 0.4); mat3 m = mat3(0.5); m[2][2] = 0.75;"
              "float table[3] = float[3](0.0625, 0.125, 0.875); table[one] = 0.25;"
              "bool vector = v[low] == 0.1 && v[high] == 0.4 && (v * 2.0)[high] == 0.8 && (v * "
              "2.0)[low] == 0.2;"
              "bool matrix = m[high][high] == 0.75 && m[low][low] == 0.5 && m[one][high] == 0.0;"
              "bool array = table[low] == 0.0625 && table[high] == 0.875 && global[high] == 9.0;"
              "c = vec4(vector, matrix, array, 1.0);",
          "float global[5] = float[5](5.0, 6.0, 7.0, 8.0, 9.0);"),
      {.size_px = 8});
  CHECK(frame.at(1, 1, 0) == 1.0f);
  CHECK(frame.at(1, 1, 1) == 1.0f);
  CHECK(frame.at(1, 1, 2) == 1.0f);
}

TEST_CASE(
    "index clamp: dynamic vector components are clamped unless the index is a harmless constant") {
  const auto num_selects = [](const std::string& body) {
    const auto words = clamp_vector_components(parse_or_fail(
        assemble(assembly_shader("%v = OpLoad %v2int %in_v2int\n%i = OpLoad %int %in_int\n"
                                 "%u = OpLoad %uint %in_uint\n" +
                                 body))));
    CHECK_FALSE(validation_problem(words).has_value());
    return count(words, spv::OpSelect);
  };
  CHECK(num_selects("%x = OpVectorExtractDynamic %int %v %i") == 2);
  CHECK(num_selects("%x = OpVectorExtractDynamic %int %v %u") == 1);
  CHECK(num_selects("%x = OpVectorInsertDynamic %v2int %v %int_3 %i") == 2);
  CHECK(num_selects("%x = OpVectorExtractDynamic %int %v %int_1") == 0);
  CHECK(num_selects("%x = OpVectorExtractDynamic %int %v %int_3") == 2);
}

}  // namespace
}  // namespace progpretrain::spirv
