// Cube maps and volumes, against OpenGL's table of faces and values by hand.
#include "tests/inputs/sampling_support.h"

namespace progpretrain::inputs {
namespace {

// Six faces of 8 x 8 texels, 4 levels: r grows with the column, g with the row, b names the face.
Setting cube_setting(const std::string& filter) {
  Setting setting;
  for (uint32_t size = 8; size > 0; size /= 2)
    for (uint32_t face = 0; face < 6; ++face)
      for (uint32_t y = 0; y < size; ++y)
        for (uint32_t x = 0; x < size; ++x)
          setting.texels.push_back(
              texel((2 * x + 1) * 128 / size - 1, (2 * y + 1) * 128 / size - 1, 40 * face));
  setting.globals =
      "const PpSamplerCube c0 = PpSamplerCube(PP_SOURCE_TEXELS, 0, 8, 4, " + filter + ");\n";
  return setting;
}

TEST_CASE("cube maps: a direction picks face and position as in OpenGL's table") {
  PP_NEEDS_DEVICE();
  // Major axis, then sc / 2 and tc / 2 shifted to [0, 1] (OpenGL 4.6, table 8.19).
  const auto got =
      evaluate({"pp_texture(c0, vec3(1.0, 0.5, 0.25))", "pp_texture(c0, vec3(-2.0, 1.0, 0.5))",
                "pp_texture(c0, vec3(0.25, 1.0, 0.5))", "pp_texture(c0, vec3(0.25, -1.0, 0.5))",
                "pp_texture(c0, vec3(0.25, 0.5, 1.0))", "pp_texture(c0, vec3(0.25, 0.5, -1.0))"},
               cube_setting("PP_FILTER_LINEAR"));
  const auto at = [](float s, float t, float face) {
    return of_bytes(256 * s - 1, 256 * t - 1, 40 * face);
  };
  check_near(got[0], at(0.375f, 0.25f, 0), 1e-3f);
  check_near(got[1], at(0.625f, 0.25f, 1), 1e-3f);
  check_near(got[2], at(0.625f, 0.75f, 2), 1e-3f);
  check_near(got[3], at(0.625f, 0.25f, 3), 1e-3f);
  check_near(got[4], at(0.625f, 0.25f, 4), 1e-3f);
  check_near(got[5], at(0.375f, 0.25f, 5), 1e-3f);
}

TEST_CASE("cube maps: levels, edges and broken directions stay inside the faces") {
  PP_NEEDS_DEVICE();
  Setting setting = cube_setting("PP_FILTER_MIPMAP | PP_WRAP_REPEAT");
  setting.globals += "float zero = floor(pp_pixel.x * 0.001);\n";
  const auto got =
      evaluate({"pp_textureLod(c0, vec3(0.0, 0.0, 1.0), 3.0)",
                "pp_textureLod(c0, vec3(0.0, -1.0, 0.0), 1.0)",
                "pp_texture(c0, vec3(1.0, 1.0, 1.0))", "pp_texture(c0, vec3(0.0))",
                "pp_texture(c0, vec3(zero / zero))", "pp_texture(c0, vec3(-1.0 / zero, 1.0, 0.0))",
                "vec4(vec2(pp_textureSize(c0, 0)), pp_channel_resolution(c0).z, 0.0) / 8.0"},
               setting);
  check_near(got[0], of_bytes(127, 127, 160));
  check_near(got[1], of_bytes(127, 127, 120));
  check_near(got[2], of_bytes(15, 15, 0));
  for (const int i : {3, 4, 5}) CHECK(got[i][0] > 0);
  check_near(got[6], {1, 1, 0.125f});
}

TEST_CASE("cube maps: derivatives choose the level") {
  PP_NEEDS_DEVICE();
  Setting setting;
  for (uint32_t level = 0; level < 7; ++level)
    for (uint32_t i = 0; i < 6 * (64u >> level) * (64u >> level); ++i)
      setting.texels.push_back(texel(32 * level, 0, 0));
  setting.globals =
      "const PpSamplerCube c0 = PpSamplerCube(PP_SOURCE_TEXELS, 0, 64, 7, PP_FILTER_MIPMAP);\n";
  setting.has_quads = true;
  setting.size_px = 16;
  // One pixel is 1/8 of a half edge, that is 4 texels, in the middle of the face +z.
  const testing::Frame frame = draw("pp_texture(c0, vec3((p - 8.0) / 8.0, 1.0) * 3.0)", setting);
  CHECK(frame.at(8, 8, 0) == doctest::Approx(64 / 255.0).epsilon(0.05));
}

TEST_CASE("cube maps: gathering reads the four texels of the face around a direction") {
  PP_NEEDS_DEVICE();
  // Face +z at (0.625, 0.25): columns 4 and 5, rows 1 and 2.
  const auto got = evaluate({"vec4(pp_textureGather(c0, vec3(0.25, 0.5, 1.0)).xyw, 1.0)",
                             "vec4(pp_textureGather(c0, vec3(0.25, 0.5, 1.0), 1).xzw, 1.0)",
                             "vec4(pp_textureGather(c0, vec3(0.25, 0.5, 1.0), 2).xyz, 1.0)",
                             "vec4(pp_textureGather(c0, vec3(1.0, 1.0, 1.0)).xyz, 1.0)"},
                            cube_setting("PP_FILTER_LINEAR"));
  check_near(got[0], of_bytes(143, 175, 143));
  check_near(got[1], of_bytes(79, 47, 47));
  check_near(got[2], of_bytes(160, 160, 160));
  check_near(got[3], of_bytes(15, 15, 15));  // a corner: the nearest texel of the face
}

// 4 x 4 x 4 texels that tell their column, row and slice; the levels above are (2, 4, 6), (1, 2, 3).
Setting volume_setting() {
  Setting setting;
  for (uint32_t size = 4; size > 0; size /= 2)
    for (uint32_t z = 0; z < size; ++z)
      for (uint32_t y = 0; y < size; ++y)
        for (uint32_t x = 0; x < size; ++x)
          setting.texels.push_back(size == 4 ? texel(16 * x + 16, 16 * y + 32, 16 * z + 64)
                                             : texel(size, 2 * size, 3 * size));
  setting.globals =
      "const PpSampler3D v = PpSampler3D(PP_SOURCE_TEXELS, 0, ivec3(4), 3, PP_FILTER_MIPMAP | "
      "PP_WRAP_REPEAT);\n"
      "const PpSampler3D k = PpSampler3D(PP_SOURCE_TEXELS, 0, ivec3(4), 3, PP_FILTER_LINEAR | "
      "PP_WRAP_CLAMP);\n"
      "const PpSampler3D n = PpSampler3D(PP_SOURCE_TEXELS, 0, ivec3(4), 3, PP_FILTER_NEAREST | "
      "PP_WRAP_REPEAT);\n"
      "float zero = floor(pp_pixel.x * 0.001);\n";
  setting.size_px = 16;
  return setting;
}

TEST_CASE("volumes: interpolation is linear in all three directions, wrapped or clamped") {
  PP_NEEDS_DEVICE();
  const auto got = evaluate(
      {"pp_texture(v, vec3(0.5, 0.4375, 0.3125))", "pp_texture(v, vec3(0.0, 0.375, 1.375))",
       "pp_texture(k, vec3(-1.0, 0.5, 9.0))", "pp_texture(n, vec3(0.3, 0.6, -0.1))",
       "pp_textureLod(v, vec3(0.2), 1.0)", "pp_textureLod(v, vec3(0.2), 9.0)",
       "pp_texelFetch(v, ivec3(1, 2, 3), 0)", "pp_texelFetch(v, ivec3(1, 2, 4), 0)",
       "pp_texture(v, vec3(zero / zero))", "vec4(pp_channel_resolution(v), 0.0) / 8.0",
       "pp_textureOffset(k, vec3(0.125, 0.375, 0.625), ivec3(1, 1, -1))"},
      volume_setting());
  check_near(got[0], of_bytes(40, 32 + 16 * 1.25f, 64 + 16 * 0.75f));
  check_near(got[1], of_bytes(40, 48, 80));
  check_near(got[2], of_bytes(16, 56, 112));
  check_near(got[3], of_bytes(32, 64, 112));
  check_near(got[4], of_bytes(2, 4, 6));
  check_near(got[5], of_bytes(1, 2, 3));
  check_near(got[6], of_bytes(32, 64, 112));
  check_near(got[7], {0, 0, 0});
  CHECK(got[8][0] > 0);
  check_near(got[9], {0.5f, 0.5f, 0.5f});
  check_near(got[10], of_bytes(32, 64, 80));
}

TEST_CASE("volumes: projection and offsets go together with levels and gradients") {
  PP_NEEDS_DEVICE();
  const std::string at = "vec4(0.25, 0.75, 1.25, 2.0)", offset = "ivec3(1, 1, -1)";
  const auto got = evaluate(
      {"pp_textureProjOffset(k, " + at + ", " + offset + ")",
       "pp_textureProjOffset(k, " + at + ", " + offset + ", 1.0)",
       "pp_textureProjLodOffset(k, " + at + ", 0.0, " + offset + ")",
       "pp_textureGradOffset(k, vec3(0.125, 0.375, 0.625), vec3(0.0), vec3(0.0), " + offset + ")",
       "pp_textureProjGradOffset(k, " + at + ", vec3(0.0), vec3(0.0), " + offset + ")",
       "pp_textureProjLod(v, vec4(0.4, 0.4, 0.4, 2.0), 1.0)",
       "pp_textureProjGrad(v, vec4(0.4, 0.4, 0.4, 2.0), vec3(0.55, 0.0, 0.0), vec3(0.0))"},
      volume_setting());
  for (int i = 0; i < 5; ++i) check_near(got[i], of_bytes(32, 64, 80));
  check_near(got[5], of_bytes(2, 4, 6));
  const float level = 2 - (std::log2(2.2f) - 1);  // of (1, 2, 3), between its levels 2 and 1
  check_near(got[6], of_bytes(level, 2 * level, 3 * level), 1e-4f);
}

}  // namespace
}  // namespace progpretrain::inputs
