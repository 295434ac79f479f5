// What samplers read beside texels of their own: nothing, keys, sound, films, buffers; and the real
// table on the device.
#include <algorithm>

#include "engine/inputs/stand_in.h"
#include "tests/inputs/sampling_support.h"

namespace progpretrain::inputs {
namespace {

std::vector<uint32_t> all_texels() {
  std::vector<uint32_t> texels(num_texels());
  fill_texels(texels);
  return texels;
}

std::string sampler_of(const StandIn& s, const std::string& flags) {
  const std::string first = std::to_string(s.first_texel), levels = std::to_string(s.num_levels);
  const std::string w = std::to_string(s.width), h = std::to_string(s.height),
                    d = std::to_string(s.depth);
  switch (s.kind) {
    case StandIn::Kind::cubemap:
      return "PpSamplerCube(PP_SOURCE_TEXELS, " + first + ", " + w + ", " + levels + ", " + flags +
             ")";
    case StandIn::Kind::volume:
      return "PpSampler3D(PP_SOURCE_TEXELS, " + first + ", ivec3(" + w + ", " + h + ", " + d +
             "), " + levels + ", " + flags + ")";
    default:
      return "PpSampler2D(PP_SOURCE_TEXELS, " + first + ", ivec2(" + w + ", " + h + "), " + levels +
             ", " + flags + ")";
  }
}

Rgb rgb_of(uint32_t t) {
  return of_bytes(static_cast<float>(t & 255), static_cast<float>(t >> 8 & 255),
                  static_cast<float>(t >> 16 & 255));
}

TEST_CASE("sources: on the device every stand-in's last level is where the table says") {
  PP_NEEDS_DEVICE();
  Setting setting;
  setting.texels = all_texels();
  std::vector<std::string> expressions;
  std::vector<Rgb> expected;
  for (const StandIn& s : stand_ins()) {
    const std::string sampler = sampler_of(s, "PP_FILTER_MIPMAP | PP_WRAP_REPEAT");
    uint64_t last = s.first_texel;
    for (uint32_t level = 0; level + 1 < s.num_levels; ++level) last += s.num_level_texels(level);
    const uint64_t count = s.num_level_texels(s.num_levels - 1);
    expected.push_back(rgb_of(setting.texels[last + count - 1]));
    if (s.kind == StandIn::Kind::cubemap)
      expressions.push_back("pp_textureLod(" + sampler + ", vec3(0.0, 0.0, -1.0), 20.0)");
    if (s.kind == StandIn::Kind::volume)
      expressions.push_back("pp_textureLod(" + sampler + ", vec3(0.5), 20.0)");
    if (s.kind == StandIn::Kind::texture)
      expressions.push_back("pp_textureLod(" + sampler + ", vec2(1.0 - 0.5 / float(" +
                            std::to_string(count) + "), 0.5), 20.0)");
  }
  setting.size_px = 64;
  const auto got = evaluate(expressions, setting);
  for (size_t i = 0; i < got.size(); ++i) {
    CAPTURE(stand_ins()[i].name);
    check_near(got[i], expected[i]);
  }
}

TEST_CASE("sources: on the device a texel fetched from a noise texture is the table's") {
  PP_NEEDS_DEVICE();
  Setting setting;
  setting.texels = all_texels();
  const StandIn& noise = stand_in_for(StandIn::Kind::texture, "/presets/tex16.png");
  const std::string sampler = sampler_of(noise, "PP_FILTER_MIPMAP | PP_WRAP_REPEAT");
  setting.size_px = 32;
  const testing::Frame frame =
      draw("pp_texelFetch(" + sampler + ", ivec2(p) + ivec2(40, 90), 0)", setting);
  for (uint32_t y = 0; y < 32; ++y)
    for (uint32_t x = 0; x < 32; ++x)
      check_near({frame.at(x, 31 - y, 0), frame.at(x, 31 - y, 1), frame.at(x, 31 - y, 2)},
                 rgb_of(setting.texels[noise.first_texel + (y + 90) * 256 + x + 40]));
}

TEST_CASE("sources: nothing is opaque black, and no key is down") {
  PP_NEEDS_DEVICE();
  Setting setting;
  setting.globals =
      "const PpSampler2D none = PpSampler2D(PP_SOURCE_NONE, 0, ivec2(0), 0, 0);\n"
      "const PpSamplerCube cube = PpSamplerCube(PP_SOURCE_NONE, 0, 0, 0, 0);\n"
      "const PpSampler3D solid = PpSampler3D(PP_SOURCE_NONE, 0, ivec3(0), 0, 0);\n"
      "const PpSampler2D keys = PpSampler2D(PP_SOURCE_KEYBOARD, 0, ivec2(256, 3), 0, 0);\n";
  const auto got =
      evaluate({"vec4(pp_texture(none, p)) + pp_texture(cube, vec3(p, 1.0)) + pp_texture(solid, "
                "vec3(0.5)) + "
                "pp_textureLod(none, p, 2.0) + pp_texelFetch(keys, ivec2(65, 0), 0) + "
                "pp_texture(keys, vec2(0.25))",
                "pp_texture(none, p).aaaa * pp_texture(cube, vec3(p, 1.0)).a * pp_texture(solid, "
                "vec3(0.5)).a",
                "vec4(pp_channel_resolution(none), 1.0)",
                "vec4(pp_channel_resolution(keys), 1.0) / 512.0", "pp_textureGather(none, p)"},
               setting);
  check_near(got[0], {0, 0, 0});
  check_near(got[1], {1, 1, 1});
  check_near(got[2], {0, 0, 0});
  check_near(got[3], {0.5f, 3 / 512.0f, 1 / 512.0f});
  check_near(got[4], {0, 0, 0});
}

TEST_CASE(
    "sources: a sound has a falling spectrum, a waveform around one half, and changes with time") {
  PP_NEEDS_DEVICE();
  const char* kSound =
      "const PpSampler2D s = PpSampler2D(PP_SOURCE_SOUND, 0, ivec2(512, 2), 1, "
      "PP_FILTER_LINEAR);\n";
  Setting setting;
  setting.globals = kSound;
  setting.size_px = 64;
  std::vector<testing::Frame> frames;
  for (const float time_s : {0.0f, 1.3f}) {
    setting.time_s = time_s;
    frames.push_back(draw(
        "vec4(pp_texture(s, vec2(p.x / 64.0, 0.25)).x, pp_texture(s, vec2(p.x / 64.0, 0.75)).x, "
        "pp_texelFetch(s, ivec2(p.x * 8.0, 1), 0).x, 1.0)",
        setting));
    const testing::Frame& frame = frames.back();
    double bass = 0, treble = 0, wave = 0;
    for (uint32_t x = 0; x < 16; ++x) {
      bass += frame.at(x, 0, 0) / 16;
      treble += frame.at(63 - x, 0, 0) / 16;
    }
    for (uint32_t x = 0; x < 64; ++x) {
      wave += frame.at(x, 0, 1) / 64;
      CHECK(frame.at(x, 0, 1) > 0.0f);
      CHECK(frame.at(x, 0, 1) < 1.0f);
      CHECK(std::abs(frame.at(x, 0, 1) - frame.at(x, 0, 2)) < 0.05f);
    }
    CHECK(bass > treble + 0.2);
    CHECK(treble > 0.0);
    CHECK(wave == doctest::Approx(0.5).epsilon(0.15));
  }
  CHECK(frames[0].floats != frames[1].floats);
}

TEST_CASE("sources: a film moves slowly and keeps the light of its picture") {
  PP_NEEDS_DEVICE();
  Setting setting;
  setting.texels = all_texels();
  const StandIn& scene = stand_in_for(StandIn::Kind::texture, "/media/a/1234.webm");
  setting.globals = "const PpSampler2D s = PpSampler2D(PP_SOURCE_VIDEO, " +
                    std::to_string(scene.first_texel) + ", ivec2(512, 396), " +
                    std::to_string(scene.num_levels) + ", PP_FILTER_LINEAR | PP_WRAP_CLAMP);\n";
  setting.size_px = 64;
  const auto at = [&](float time_s) {
    setting.time_s = time_s;
    return draw("pp_texture(s, p / 64.0)", setting).floats;
  };
  const auto mean_difference = [](const std::vector<float>& a, const std::vector<float>& b) {
    double sum = 0;
    for (size_t i = 0; i < a.size(); ++i) sum += std::abs(a[i] - b[i]);
    return sum / static_cast<double>(a.size());
  };
  const auto now = at(1.0f);
  CHECK(now == at(1.0f));
  CHECK(mean_difference(now, at(1.05f)) < 0.1);
  CHECK(mean_difference(now, at(1.05f)) > 0.0);
  CHECK(mean_difference(now, at(6.0f)) > 0.03);
  double mean = 0;
  for (const float v : now) mean += v / static_cast<double>(now.size());
  CHECK(mean > 0.2);
  CHECK(mean < 0.8);
}

// Buffer 0 of an 8 x 8 canvas, as pass 0 of this frame wrote it: r = column / 8, g = row / 8, b =
// 0.5.
Setting buffer_setting() {
  Setting setting;
  setting.has_buffers = true;
  for (int y = 0; y < 8; ++y)
    for (int x = 0; x < 8; ++x)
      setting.buffers.insert(setting.buffers.end(), {x / 8.0f, y / 8.0f, 0.5f, 1.0f});
  setting.buffers.resize(2 * setting.buffers.size());
  setting.globals =
      "const PpSampler2D l = PpSampler2D(PP_SOURCE_BUFFER, 0, ivec2(0), 0, PP_FILTER_LINEAR | "
      "PP_WRAP_CLAMP);\n"
      "const PpSampler2D r = PpSampler2D(PP_SOURCE_BUFFER, 0, ivec2(0), 0, PP_FILTER_MIPMAP | "
      "PP_WRAP_REPEAT);\n"
      "const PpSampler2D n = PpSampler2D(PP_SOURCE_BUFFER, 0, ivec2(0), 0, PP_FILTER_NEAREST | "
      "PP_WRAP_CLAMP);\n"
      "float zero = floor(pp_pixel.x * 0.001);\n";
  return setting;
}

TEST_CASE("sources: buffers are filtered and wrapped like textures, at the canvas's size") {
  PP_NEEDS_DEVICE();
  const Setting setting = buffer_setting();
  auto got =
      evaluate({"pp_texture(l, vec2(2.5, 3.5) / 8.0)", "pp_texture(l, vec2(3.0, 4.25) / 8.0)",
                "pp_texture(l, vec2(-1.0, 2.0))", "pp_texture(r, vec2(0.0, 1.0625))",
                "pp_texture(n, vec2(3.9, 4.1) / 8.0)", "pp_texelFetch(n, ivec2(7, 6), 0)",
                "pp_texelFetch(n, ivec2(8, 0), 0)", "pp_textureLod(r, vec2(2.5, 3.5) / 8.0, 5.0)"},
               setting);
  check_near(got[0], {2 / 8.0f, 3 / 8.0f, 0.5f});
  check_near(got[1], {2.5f / 8, 3.75f / 8, 0.5f});
  check_near(got[2], {0, 7 / 8.0f, 0.5f});
  check_near(got[3], {3.5f / 8, 0, 0.5f});
  check_near(got[4], {3 / 8.0f, 4 / 8.0f, 0.5f});
  check_near(got[5], {7 / 8.0f, 6 / 8.0f, 0.5f});
  check_near(got[6], {0, 0, 0});
  check_near(got[7], {3.5f / 8, 3.5f / 8, 0.5f});  // the mean of all
  got = evaluate(
      {"vec4(pp_channel_resolution(l), 0.0) / 16.0",
       "vec4(vec2(pp_textureSize(r, 0)), 0.0, 0.0) / 16.0", "pp_texture(l, vec2(zero / zero))",
       "pp_texture(r, vec2(1.0, -1.0) / zero)", "pp_textureGather(l, vec2(3.0, 5.0) / 8.0).xyzz"},
      setting);
  check_near(got[0], {0.5f, 0.5f, 1 / 16.0f});
  check_near(got[1], {0.5f, 0.5f, 0});
  CHECK(got[2][2] == 0.5f);
  CHECK(got[3][2] == 0.5f);
  check_near(got[4], {2 / 8.0f, 3 / 8.0f, 3 / 8.0f});
}

TEST_CASE("sources: a buffer copied onto itself through a linear filter does not change") {
  PP_NEEDS_DEVICE();
  Setting setting = buffer_setting();
  const testing::Frame frame = draw("pp_texture(l, p / iResolution.xy)", setting);
  for (uint32_t y = 0; y < 8; ++y)
    for (uint32_t x = 0; x < 8; ++x) {
      CHECK(frame.at(x, 7 - y, 0) == static_cast<float>(x) / 8);
      CHECK(frame.at(x, 7 - y, 1) == static_cast<float>(y) / 8);
    }
}

}  // namespace
}  // namespace progpretrain::inputs
