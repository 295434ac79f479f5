// Filters, wrapping and the forms of lookup in two dimensions, against values by hand.
#include "tests/inputs/sampling_support.h"

namespace progpretrain::inputs {
namespace {

const std::string kRepeat = " | PP_WRAP_REPEAT", kClamp = " | PP_WRAP_CLAMP";

Setting with(const std::string& globals) {
  Setting setting;
  setting.texels = small_texture();
  setting.globals = globals;
  return setting;
}

TEST_CASE(
    "sampling: the nearest filter returns the texel that a position lies in, wrapped or clamped") {
  PP_NEEDS_DEVICE();
  const Setting setting =
      with("const PpSampler2D r = " + small_sampler("PP_FILTER_NEAREST" + kRepeat) + ";\n" +
           "const PpSampler2D k = " + small_sampler("PP_FILTER_NEAREST" + kClamp) + ";\n");
  const auto got = evaluate({"pp_texture(r, vec2(0.01, 0.99))", "pp_texture(r, vec2(0.26, 0.51))",
                             "pp_texture(r, vec2(1.3, -0.1))", "pp_texture(r, vec2(-7.3, 12.6))",
                             "pp_texture(k, vec2(1.3, -0.1))", "pp_texture(k, vec2(-3.0, 9.0))",
                             "pp_texture(k, vec2(1.0, 0.0))"},
                            setting);
  check_near(got[0], of_bytes(16, 64, 200));
  check_near(got[1], of_bytes(32, 48, 200));
  check_near(got[2], of_bytes(32, 64, 200));
  check_near(got[3], of_bytes(48, 48, 200));
  check_near(got[4], of_bytes(64, 16, 200));
  check_near(got[5], of_bytes(16, 64, 200));
  check_near(got[6], of_bytes(64, 16, 200));
}

TEST_CASE(
    "sampling: the linear filter is exact at centres, halfway between them, and across the seam") {
  PP_NEEDS_DEVICE();
  const Setting setting =
      with("const PpSampler2D r = " + small_sampler("PP_FILTER_LINEAR" + kRepeat) + ";\n" +
           "const PpSampler2D k = " + small_sampler("PP_FILTER_LINEAR" + kClamp) + ";\n");
  const auto got =
      evaluate({"pp_texture(r, vec2(0.375, 0.625))", "pp_texture(r, vec2(0.5, 0.75))",
                "pp_texture(r, vec2(1.0, 0.0))", "pp_texture(k, vec2(1.0, 0.0))",
                "pp_texture(k, vec2(-5.0, 0.5))", "pp_texture(r, vec2(-0.0625, 0.125))",
                "pp_texture(r, vec2(0.4375, 1.125))"},
               setting);
  check_near(got[0], of_bytes(32, 48, 200));
  check_near(got[1], of_bytes(40, 56, 200));
  check_near(got[2], of_bytes(40, 40, 200));  // means of the first and the last
  check_near(got[3], of_bytes(64, 16, 200));
  check_near(got[4], of_bytes(16, 40, 200));
  check_near(got[5], of_bytes(0.75f * 64 + 0.25f * 16, 16, 200));
  check_near(got[6], of_bytes(0.75f * 32 + 0.25f * 48, 16, 200));
}

TEST_CASE("sampling: a position computed with rounding errors still reads the very texel") {
  PP_NEEDS_DEVICE();
  const Setting setting =
      with("const PpSampler2D r = " + small_sampler("PP_FILTER_LINEAR" + kRepeat) + ";\n");
  const auto got = evaluate(
      {"pp_texture(r, vec2(0.375, 0.625) + 1e-4)", "pp_texture(r, vec2(0.375, 0.625) - 1e-4)"},
      setting);
  CHECK(got[0] == of_bytes(32, 48, 200));
  CHECK(got[1] == got[0]);
}

TEST_CASE("sampling: texelFetch reads levels by number, and zeros outside") {
  PP_NEEDS_DEVICE();
  const Setting setting =
      with("const PpSampler2D m = " + small_sampler("PP_FILTER_MIPMAP" + kRepeat) + ";\n");
  const auto got =
      evaluate({"pp_texelFetch(m, ivec2(3, 2), 0)", "pp_texelFetch(m, ivec2(1, 0), 1)",
                "pp_texelFetch(m, ivec2(0), 2)", "pp_texelFetch(m, ivec2(4, 0), 0)",
                "pp_texelFetch(m, ivec2(0, -1), 0)", "pp_texelFetch(m, ivec2(2, 0), 1)",
                "pp_texelFetchOffset(m, ivec2(0, 0), 0, ivec2(1, 2))",
                "pp_texelFetch(m, ivec2(-2147483647, 2147483647), -5)"},
               setting);
  check_near(got[0], of_bytes(64, 48, 200));
  check_near(got[1], of_bytes(56, 24, 100));
  check_near(got[2], of_bytes(1, 2, 3));
  for (const int outside : {3, 4, 5, 7}) check_near(got[outside], {0, 0, 0});
  check_near(got[6], of_bytes(32, 48, 200));
}

TEST_CASE("sampling: offsets, projection and gathering count as OpenGL does") {
  PP_NEEDS_DEVICE();
  const Setting setting =
      with("const PpSampler2D r = " + small_sampler("PP_FILTER_LINEAR" + kRepeat) + ";\n");
  const auto got = evaluate(
      {"pp_textureOffset(r, vec2(0.375, 0.625), ivec2(1, -2))",
       "pp_textureProj(r, vec3(0.75, 1.25, 2.0))", "pp_textureProj(r, vec4(0.75, 1.25, 9.0, 2.0))",
       "vec4(pp_textureGather(r, vec2(0.5, 0.5)).xyz, 1.0)",
       "vec4(pp_textureGather(r, vec2(0.5, 0.5)).w, pp_textureGather(r, vec2(0.5, 0.5), 1).xw, "
       "1.0)",
       "pp_textureLodOffset(r, vec2(0.375, 0.625), 0.0, ivec2(8, 4))",
       "vec4(vec2(pp_textureSize(r, 0)), float(pp_textureSize(r, 1).x), 0.0) / 8.0",
       "vec4(pp_channel_resolution(r), 0.0) / 8.0"},
      setting);
  check_near(got[0], of_bytes(48, 16, 200));
  check_near(got[1], of_bytes(32, 48, 200));
  check_near(got[2], of_bytes(32, 48, 200));
  // Columns 1 and 2, rows 1 and 2: (low, high), (high, high), (high, low), (low, low).
  check_near(got[3], of_bytes(32, 48, 48));
  check_near(got[4], of_bytes(32, 48, 32));
  check_near(got[5], of_bytes(32, 48, 200));
  check_near(got[6], {0.5f, 0.5f, 0.25f});
  check_near(got[7], {0.5f, 0.5f, 0.125f});
}

TEST_CASE("sampling: gathering at an offset wraps or stays at the edge, texel by texel") {
  PP_NEEDS_DEVICE();
  const Setting setting =
      with("const PpSampler2D r = " + small_sampler("PP_FILTER_LINEAR" + kRepeat) + ";\n" +
           "const PpSampler2D k = " + small_sampler("PP_FILTER_LINEAR" + kClamp) + ";\n" +
           "const ivec2 o[4] = ivec2[4](ivec2(0), ivec2(1, 0), ivec2(2, 0), ivec2(-1, 1));\n");
  const auto got = evaluate(
      {"vec4(pp_textureGatherOffset(r, vec2(0.5), ivec2(1, 0)).xyz, 1.0)",
       "vec4(pp_textureGatherOffset(r, vec2(0.5), ivec2(1, 0), 1).xzw, 1.0)",
       "vec4(pp_textureGatherOffset(r, vec2(0.5), ivec2(2, 0)).xyw, 1.0)",
       "vec4(pp_textureGatherOffset(k, vec2(0.5), ivec2(8, 0)).xyw, 1.0)",
       "vec4(pp_textureGatherOffset(k, vec2(0.5), ivec2(0, -8), 1).xyw, 1.0)",
       "vec4(pp_textureGatherOffsets(r, vec2(0.5), o).xyz, 1.0)",
       "vec4(pp_textureGatherOffsets(r, vec2(0.5), o, 1).zw, 0.0, 1.0)"},
      setting);
  check_near(got[0], of_bytes(48, 64, 64));
  check_near(got[1], of_bytes(48, 32, 32));
  check_near(got[2], of_bytes(64, 16, 64));  // the last column and, wrapped, the first
  check_near(got[3], of_bytes(64, 64, 64));
  check_near(got[4], of_bytes(16, 16, 16));
  check_near(got[5], of_bytes(32, 48, 64));  // (low, low) is column 1, row 1
  check_near(got[6], of_bytes(32, 48, 0));
}

TEST_CASE("sampling: projection and offsets go together with levels and gradients") {
  PP_NEEDS_DEVICE();
  Setting setting =
      with("const PpSampler2D r = " + small_sampler("PP_FILTER_LINEAR" + kRepeat) + ";\n" +
           "const PpSampler2D m = " + small_sampler("PP_FILTER_MIPMAP" + kRepeat) + ";\n");
  setting.size_px = 16;
  const auto got =
      evaluate({"pp_textureProjOffset(r, vec3(0.75, 1.25, 2.0), ivec2(1, -2))",
                "pp_textureProjOffset(r, vec4(0.75, 1.25, 9.0, 2.0), ivec2(1, -2))",
                "pp_textureProjOffset(m, vec3(0.5, 0.5, 2.0), ivec2(1, 0), 1.0)",
                "pp_textureProjOffset(m, vec4(0.5, 0.5, 9.0, 2.0), ivec2(1, 0), 1.0)",
                "pp_textureProjLod(m, vec3(0.5, 0.5, 2.0), 2.0)",
                "pp_textureProjLod(m, vec4(0.5, 0.5, 9.0, 2.0), 1.0)",
                "pp_textureProjLodOffset(m, vec3(0.5, 0.5, 2.0), 1.0, ivec2(0, 1))",
                "pp_textureProjLodOffset(m, vec4(0.5, 0.5, 9.0, 2.0), 1.0, ivec2(0, 1))",
                "pp_textureGradOffset(m, vec2(0.25), vec2(0.55, 0.0), vec2(0.0), ivec2(1, 1))",
                "pp_textureProjGrad(m, vec3(0.5, 0.5, 2.0), vec2(0.0), vec2(0.0, 0.55))",
                "pp_textureProjGrad(m, vec4(0.5, 0.5, 9.0, 2.0), vec2(0.0), vec2(0.0, 0.55))",
                "pp_textureProjGradOffset(m, vec3(0.5, 0.5, 2.0), vec2(0.55, 0.0), vec2(0.0), "
                "ivec2(1, 0))",
                "pp_textureProjGradOffset(m, vec4(0.5, 0.5, 9.0, 2.0), vec2(0.55, 0.0), vec2(0.0), "
                "ivec2(1, 0))"},
               setting);
  for (const int i : {0, 1}) check_near(got[i], of_bytes(48, 16, 200));
  for (const int i : {2, 3}) check_near(got[i], of_bytes(56, 24, 100));
  check_near(got[4], of_bytes(1, 2, 3));
  check_near(got[5], of_bytes(24, 24, 100));
  for (const int i : {6, 7}) check_near(got[i], of_bytes(24, 56, 100));
  // A footprint of 0.55 * 4 texels lies between levels 1 and 2; offsets count texels of level 1.
  const float share = std::log2(2.2f) - 1;
  const auto between = [&](float r, float g) {
    return of_bytes(r + share * (1 - r), g + share * (2 - g), 100 + share * (3 - 100));
  };
  check_near(got[8], between(56, 56), 1e-4f);
  for (const int i : {9, 10}) check_near(got[i], between(24, 24), 1e-4f);
  for (const int i : {11, 12}) check_near(got[i], between(56, 24), 1e-4f);
}

TEST_CASE("sampling: textureQueryLevels counts to one texel, where there is a mipmap") {
  PP_NEEDS_DEVICE();
  const Setting setting = with(
      "const PpSampler2D m = " + small_sampler("PP_FILTER_MIPMAP" + kRepeat) + ";\n" +
      "const PpSampler2D r = " + small_sampler("PP_FILTER_LINEAR" + kRepeat) + ";\n" +
      "const PpSampler2D none = PpSampler2D(PP_SOURCE_NONE, 0, ivec2(1), 1, 0);\n"
      "const PpSampler2D wide = PpSampler2D(PP_SOURCE_TEXELS, 0, ivec2(64, 16), 5, "
      "PP_FILTER_MIPMAP);\n"
      "const PpSamplerCube cube = PpSamplerCube(PP_SOURCE_TEXELS, 0, 8, 4, PP_FILTER_MIPMAP);\n"
      "const PpSampler3D v = PpSampler3D(PP_SOURCE_TEXELS, 0, ivec3(4), 3, PP_FILTER_MIPMAP);\n"
      "float levels(int n) { return float(n) / 8.0; }\n");
  const auto got = evaluate(
      {"vec4(levels(pp_textureQueryLevels(m)), levels(pp_textureQueryLevels(r)), "
       "levels(pp_textureQueryLevels(none)), 1.0)",
       "vec4(levels(pp_textureQueryLevels(wide)), levels(pp_textureQueryLevels(cube)), "
       "levels(pp_textureQueryLevels(v)), 1.0)"},
      setting);
  check_near(got[0], {3 / 8.0f, 1 / 8.0f, 0});
  check_near(got[1], {7 / 8.0f, 4 / 8.0f, 3 / 8.0f});
}

TEST_CASE("sampling: rows are flipped on request, for every form") {
  PP_NEEDS_DEVICE();
  const Setting setting =
      with("const PpSampler2D f = " + small_sampler("PP_FILTER_LINEAR | PP_FLIP_ROWS" + kRepeat) +
           ";\n");
  const auto got =
      evaluate({"pp_texture(f, vec2(0.375, 0.625))", "pp_texelFetch(f, ivec2(1, 2), 0)",
                "pp_texelFetch(f, ivec2(1, 0), 1)", "pp_texture(f, vec2(0.375, 1.625))"},
               setting);
  check_near(got[0], of_bytes(32, 32, 200));
  check_near(got[1], of_bytes(32, 32, 200));
  check_near(got[2], of_bytes(56, 56, 100));
  check_near(got[3], of_bytes(32, 32, 200));
}

TEST_CASE(
    "sampling: coordinates that are no numbers read some texel of the texture, and nothing "
    "breaks") {
  PP_NEEDS_DEVICE();
  for (const char* const name : {"PP_FILTER_NEAREST", "PP_FILTER_LINEAR", "PP_FILTER_MIPMAP"})
    for (const std::string& wrap : {kRepeat, kClamp}) {
      const std::string filter = name;
      CAPTURE(filter);
      CAPTURE(wrap);
      const Setting setting = with("const PpSampler2D s = " + small_sampler(filter + wrap) + ";\n" +
                                   "float zero = floor(pp_pixel.x * 0.001);\n");
      const auto got = evaluate(
          {"pp_texture(s, vec2(zero / zero))", "pp_texture(s, vec2(1.0, -1.0) / zero)",
           "pp_texture(s, vec2(3e38, -3e38))", "pp_textureLod(s, vec2(0.125), zero / zero)",
           "pp_textureLod(s, vec2(0.125), -1.0 / zero)",
           "pp_textureLod(s, vec2(0.125), 1.0 / zero)",
           "pp_textureGrad(s, vec2(0.125), vec2(zero / zero), vec2(1.0 / zero))",
           "pp_textureGather(s, vec2(zero / zero, 1.0 / zero)).xxxx"},
          setting);
      const bool has_levels = filter == "PP_FILTER_MIPMAP";
      for (const int i : {0, 1, 2}) {
        CHECK(got[i][0] >= 16 / 255.0f - 1e-5f);
        CHECK(got[i][0] <= 64 / 255.0f + 1e-5f);
        CHECK(got[i][2] == doctest::Approx(200 / 255.0f));
      }
      check_near(got[3], of_bytes(16, 16, 200));
      check_near(got[4], of_bytes(16, 16, 200));
      check_near(got[5], has_levels ? of_bytes(1, 2, 3) : of_bytes(16, 16, 200));
      CHECK(got[7][0] > 0);
    }
}

TEST_CASE("sampling: samplers can be handed through functions and chosen") {
  PP_NEEDS_DEVICE();
  const Setting setting =
      with("const PpSampler2D r = " + small_sampler("PP_FILTER_NEAREST" + kRepeat) + ";\n" +
           "const PpSampler2D k = " + small_sampler("PP_FILTER_NEAREST" + kClamp) + ";\n" +
           "vec4 inner(PpSampler2D s, vec2 at) { return pp_texture(s, at); }\n"
           "vec4 outer(in PpSampler2D s, float x) { return 0.5 * inner(s, vec2(x, 0.1)) + 0.5 * "
           "pp_texelFetch(s, ivec2(0), 0); }\n");
  const auto got = evaluate({"outer(r, 1.1)", "outer(k, 1.1)"}, setting);
  check_near(got[0], of_bytes(16, 16, 200));
  check_near(got[1], of_bytes(40, 16, 200));
}

}  // namespace
}  // namespace progpretrain::inputs
