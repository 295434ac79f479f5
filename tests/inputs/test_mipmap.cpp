// Which mipmap level is read: explicit, by gradients, by derivatives; and levels that are not
// stored.
#include <cmath>

#include "tests/inputs/sampling_support.h"

namespace progpretrain::inputs {
namespace {

// 64 x 64 texels with 7 levels; texels of level k are (32 * k, 255 - 32 * k, 0).
Setting coloured_levels(int num_missing = 0) {
  Setting setting;
  for (int level = num_missing; level < 7; ++level)
    for (int i = 0; i < (64 >> level) * (64 >> level); ++i)
      setting.texels.push_back(texel(32 * level, 255 - 32 * level, 0));
  setting.globals = "const PpSampler2D m = PpSampler2D(PP_SOURCE_TEXELS, 0, ivec2(64), " +
                    std::to_string(7 - num_missing) +
                    ", PP_FILTER_MIPMAP | PP_WRAP_REPEAT);\n"
                    "const PpSampler2D l = PpSampler2D(PP_SOURCE_TEXELS, 0, ivec2(64), 7, "
                    "PP_FILTER_LINEAR | PP_WRAP_REPEAT);\n";
  return setting;
}

Rgb level_colour(float level) {
  return of_bytes(32 * level, 255 - 32 * level, 0);
}

TEST_CASE("mipmap: a level asked for is read, and between two levels their mixture") {
  PP_NEEDS_DEVICE();
  const auto got =
      evaluate({"pp_textureLod(m, vec2(0.3), 0.0)", "pp_textureLod(m, vec2(0.3), 3.0)",
                "pp_textureLod(m, vec2(0.3), 2.25)", "pp_textureLod(m, vec2(0.3), 99.0)",
                "pp_textureLod(m, vec2(0.3), -4.0)", "pp_textureLod(l, vec2(0.3), 3.0)",
                "pp_texture(m, vec2(0.3), 2.0)", "pp_texture(m, p * 0.25)"},
               coloured_levels());
  check_near(got[0], level_colour(0));
  check_near(got[1], level_colour(3));
  check_near(got[2], level_colour(2.25f));
  check_near(got[3], level_colour(6));
  check_near(got[4], level_colour(0));
  check_near(got[5], level_colour(0));  // no mipmap filter
  check_near(got[6], level_colour(2));  // bias on level 0 where there are no derivatives
  check_near(got[7], level_colour(0));
}

TEST_CASE("mipmap: gradients choose the level of the longer footprint") {
  PP_NEEDS_DEVICE();
  const auto got =
      evaluate({"pp_textureGrad(m, vec2(0.3), vec2(1.0 / 64.0, 0.0), vec2(0.0, 1.0 / 64.0))",
                "pp_textureGrad(m, vec2(0.3), vec2(0.125, 0.0), vec2(0.0, 1.0 / 64.0))",
                "pp_textureGrad(m, vec2(0.3), vec2(0.0), vec2(0.25, 0.0))",
                "pp_textureGrad(m, vec2(0.3), vec2(0.0), vec2(0.0))"},
               coloured_levels());
  check_near(got[0], level_colour(0), 2e-4f);
  check_near(got[1], level_colour(3), 2e-4f);
  check_near(got[2], level_colour(4), 2e-4f);
  check_near(got[3], level_colour(0));
}

TEST_CASE("mipmap: derivatives choose the level where the program's unit has quads") {
  PP_NEEDS_DEVICE();
  for (const int level : {0, 1, 2, 4, 5}) {
    CAPTURE(level);
    Setting setting = coloured_levels();
    setting.has_quads = true;
    setting.size_px = 16;
    const std::string scale = std::to_string(std::ldexp(1.0, level) / 64.0);
    for (const std::string& position : {"p * " + scale, "p.yx * vec2(-1.0, 0.5) * " + scale}) {
      const testing::Frame frame = draw("pp_texture(m, " + position + ")", setting);
      for (uint32_t i = 0; i < 16; ++i)
        check_near({frame.at(i, 15 - i, 0), frame.at(i, 15 - i, 1), frame.at(i, 15 - i, 2)},
                   level_colour(static_cast<float>(level)), 2e-3f);
    }
    const testing::Frame biased = draw("pp_texture(m, p * " + scale + ", 1.0)", setting);
    check_near({biased.at(3, 3, 0), biased.at(3, 3, 1), 0},
               level_colour(static_cast<float>(level) + 1), 2e-3f);
    const testing::Frame linear = draw("pp_texture(l, p * " + scale + ")", setting);
    check_near({linear.at(3, 3, 0), linear.at(3, 3, 1), 0}, level_colour(0));
    const testing::Frame query =
        draw("vec4(pp_textureQueryLod(m, p * " + scale + "), 0.0, 0.0) / 8.0", setting);
    CHECK(query.at(5, 5, 0) == doctest::Approx(level / 8.0).epsilon(1e-3));
  }
}

TEST_CASE("mipmap: levels that are not stored are shown by the finest stored one") {
  PP_NEEDS_DEVICE();
  const Setting setting = coloured_levels(2);
  const auto got =
      evaluate({"pp_textureLod(m, vec2(0.3), 0.0)", "pp_textureLod(m, vec2(0.3), 2.5)",
                "pp_textureLod(m, vec2(0.3), 4.0)", "pp_texelFetch(m, ivec2(63, 63), 0)",
                "pp_texelFetch(m, ivec2(31, 0), 1)", "pp_texelFetch(m, ivec2(3, 3), 4)",
                "vec4(pp_channel_resolution(m), 0.0) / 64.0"},
               setting);
  check_near(got[0], level_colour(2));
  check_near(got[1], level_colour(2.5f));
  check_near(got[2], level_colour(4));
  check_near(got[3], level_colour(2));
  check_near(got[4], level_colour(2));
  check_near(got[5], level_colour(4));
  check_near(got[6], {1, 1, 1 / 64.0f});
}

TEST_CASE("mipmap: an enlarged texture has its texels where a stored one would have theirs") {
  PP_NEEDS_DEVICE();
  Setting setting;
  setting.texels = small_texture();
  setting.globals =
      "const PpSampler2D m = PpSampler2D(PP_SOURCE_TEXELS, 7, ivec2(16), 3, PP_FILTER_MIPMAP | "
      "PP_WRAP_REPEAT);\n";
  const auto got =
      evaluate({"pp_texelFetch(m, ivec2(5, 10), 0)", "pp_texelFetch(m, ivec2(2, 5), 1)",
                "pp_texelFetch(m, ivec2(1, 2), 2)", "pp_texture(m, vec2(0.375, 0.625))",
                "pp_textureLod(m, vec2(0.25, 0.75), 3.0)"},
               setting);
  for (const int i : {0, 1, 2, 3}) check_near(got[i], of_bytes(32, 48, 200));
  check_near(got[4], of_bytes(24, 56, 100));
}

TEST_CASE("mipmap: thousands of lookups fit into the loop budget of a pixel") {
  PP_NEEDS_DEVICE();
  Setting setting = coloured_levels();
  setting.has_quads = true;
  setting.globals +=
      "vec4 walk(vec2 p) {\n"
      "  vec4 sum = vec4(0.0);\n"
      "  for (int i = 0; i < 4000; ++i) sum += pp_texture(m, p / 64.0 + float(i) * 0.01) / 4000.0;\n"
      "  return sum;\n"
      "}\n";
  const testing::Frame frame = draw("walk(p)", setting);
  CHECK(frame.statistics.num_budget_px == 0);
  CHECK(frame.at(3, 3, 1) == doctest::Approx(1.0).epsilon(1e-3));
}

}  // namespace
}  // namespace progpretrain::inputs
