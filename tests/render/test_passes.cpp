// Buffers, feedback and render targets from the author's text to the picture, with closed-form
// answers.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "tests/render/drawn_text.h"

using namespace progpretrain;
using testing::byte;
using testing::main_image;
using testing::pixel;
using testing::text_of;

namespace {

corpus::Program program_of(const std::string& picture, std::vector<corpus::Input> inputs = {},
                           std::vector<corpus::BufferPass> buffers = {}) {
  corpus::Program program = testing::text_of("shadertoy", picture);
  program.inputs = std::move(inputs);
  program.buffers = std::move(buffers);
  return program;
}

constexpr uint32_t kSize = testing::kDrawnSize_px;

render::DrawnFrames draw(const corpus::Program& program,
                         uint32_t num_frames = render::kWarmupFrames, float time_s = 1.0f) {
  return testing::draw_text(program, {.num_frames = num_frames, .time_s = time_s});
}

corpus::Input buffer(int channel, const std::string& name, const std::string& filter = "nearest") {
  return {channel, "buffer", name, filter, "clamp"};
}

const std::string kShow = main_image("o = texture(iChannel0, p / iResolution.xy);");
const std::string kRead = "texelFetch(iChannel0, ivec2(p), 0)";

}  // namespace

TEST_CASE("passes drawn: a counter adds a sixteenth a frame") {
  const auto program = program_of(
      kShow, {buffer(0, "A")},
      {{"A", main_image("o = " + kRead + " + vec4(1, 0, 0, 0) / 16.0;"), {buffer(0, "A")}}});
  for (const uint32_t n : {1u, 2u, 7u, 16u}) {
    CAPTURE(n);
    CHECK(pixel(draw(program, n), 3, 5) == std::array{byte(n / 16.0), 0, 0});
  }
}

TEST_CASE("passes drawn: A, B and the picture of one frame follow each other") {
  // Within the frame B sees A's new value, the picture B's; A sees B's value of the frame before.
  const auto program =
      program_of(main_image("o = vec4(" + kRead + ".x, texelFetch(iChannel1, ivec2(p), 0).xy, 1);"),
                 {buffer(0, "B"), buffer(1, "A")},
                 {{"A",
                   main_image("o = vec4(float(iFrame + 1) / 16.0, " + kRead + ".x, 0, 1);"),
                   {buffer(0, "B")}},
                  {"B", main_image("o = vec4(" + kRead + ".x, 0, 0, 1);"), {buffer(0, "A")}}});
  CHECK(pixel(draw(program, 1), 0, 0) == std::array{byte(1 / 16.0), byte(1 / 16.0), 0});
  CHECK(pixel(draw(program, 5), 0, 0) ==
        std::array{byte(5 / 16.0), byte(5 / 16.0), byte(4 / 16.0)});
}

TEST_CASE("passes drawn: a buffer holds what is out of range, and lies as the author expects") {
  const auto program =
      program_of(main_image("o = (" + kRead + " + 8.0) / 16.0;"), {buffer(0, "A")},
                 {{"A", main_image("o = vec4(p - 4.5, 2.0 * p.x - 9.0, 1);"), {}}});
  const auto frames = draw(program);
  for (uint32_t row = 0; row < kSize; ++row)
    for (uint32_t column = 0; column < kSize; ++column) {
      const double x = column + 0.5, y = kSize - row - 0.5;
      CHECK(pixel(frames, column, row) == std::array{byte((x - 4.5 + 8) / 16),
                                                     byte((y - 4.5 + 8) / 16),
                                                     byte((2 * x - 9 + 8) / 16)});
    }
}

TEST_CASE("passes drawn: a mipmapped buffer has levels, each texel the mean of its block") {
  const auto red = [](const std::string& expression, const std::string& filter, uint32_t column) {
    const auto program = program_of(main_image("vec2 u = p / iResolution.xy; o = vec4(" + expression + ");"),
                                    {buffer(0, "A", filter)},
                                    {{"A", main_image("o = vec4(p.x < 4.0 ? 1.0 : 0.0);"), {}}});
    return pixel(draw(program, 1), column, 3)[0];
  };
  for (const uint32_t column : {0u, 2u, 3u, 4u, 7u}) {
    CAPTURE(column);
    const int step = column < 4 ? 255 : 0;
    CHECK(red("textureLod(iChannel0, u, 0.0)", "mipmap", column) == step);
    CHECK(red("texture(iChannel0, u)", "mipmap", column) == step);
    CHECK(red("textureLod(iChannel0, u, 3.0)", "mipmap", column) == byte(0.5));
    CHECK(red("textureLod(iChannel0, u, 20.0)", "mipmap", column) == byte(0.5));
    CHECK(red("texture(iChannel0, u, 3.0)", "mipmap", column) == byte(0.5));
    CHECK(red("texture(iChannel0, 8.0 * u)", "mipmap", column) == byte(0.5));  // by derivatives
    CHECK(red("textureLod(iChannel0, u, 3.0)", "linear", column) == step);
    // Level 2 has two texels, 1 and 0, between which the filter goes.
    const double between = std::clamp((column + 0.5) / 4 - 0.5, 0.0, 1.0);
    CHECK(red("textureLod(iChannel0, u, 2.0)", "mipmap", column) == byte(1.0 - between));
    CHECK(red("textureLod(iChannel0, u, 2.5)", "mipmap", column) == doctest::Approx(255 * (0.75 - 0.5 * between)).epsilon(0.01));
  }
  CHECK(red("texelFetch(iChannel0, ivec2(0, 1), 2)", "mipmap", 0) == 255);
  CHECK(red("texelFetch(iChannel0, ivec2(1, 1), 2)", "mipmap", 0) == 0);
  CHECK(red("float(textureQueryLevels(iChannel0)) / 255.0", "mipmap", 0) == 4);
}

TEST_CASE("passes drawn: a value moves one texel a frame to the right") {
  // A point at column 0 in frame 0; in frame k it stands in column k.
  const auto program = program_of(
      kShow, {buffer(0, "A")},
      {{"A",
        main_image("o = iFrame == 0 ? vec4(p.x < 1.0 ? 1.0 : 0.0) : p.x < 1.0 ? vec4(0) : "
                   "texelFetch(iChannel0, ivec2(p) - ivec2(1, 0), 0);"),
        {buffer(0, "A")}}});
  for (const uint32_t n : {1u, 4u, 8u})
    for (uint32_t column = 0; column < kSize; ++column)
      CHECK(pixel(draw(program, n), column, 2)[0] == (column == n - 1 ? 255 : 0));
}

TEST_CASE("passes drawn: time goes on by a sixtieth of a second and ends at the wanted moment") {
  const auto program = program_of(
      main_image("o = vec4(texelFetch(iChannel0, ivec2(p), 0).xy, iTime / 2.0, 1);"),
      {buffer(0, "A")},
      {{"A",
        main_image(
            "vec4 last = " + kRead +
            "; o = vec4(iFrame == 0 ? iTime : last.x, abs(iTime - last.z) * 30.0, iTime, 1);"),
        {buffer(0, "A")}}});
  const auto frames = draw(program, 16, 0.5f);
  CHECK(pixel(frames, 1, 1) == std::array{byte(0.5 - 15.0 / 60.0), byte(0.5), byte(0.25)});
}

TEST_CASE("passes drawn: common text and its macros reach every pass") {
  auto program = program_of(main_image("o = " + kRead + " + f(QUARTER);"), {buffer(0, "A")},
                            {{"A", main_image("o = f(QUARTER) * 2.0;"), {}}});
  program.common = "#define QUARTER 0.25\nvec4 f(float x) { return vec4(x, 0, 0, 1); }";
  CHECK(pixel(draw(program), 4, 4) == std::array{byte(0.75), 0, 0});
}

TEST_CASE("feedback drawn: TwiGL and GLSL Sandbox programs read their own last frame") {
  CHECK(pixel(draw(text_of("twigl:geekest_300", "o=texture(b,FC.xy/r)+vec4(1,0,f,1)/16.;"), 4), 2,
              2) == std::array{byte(4 / 16.0), 0, byte((1 + 2 + 3 + 4) / 16.0)});
  CHECK(pixel(draw(text_of("twigl:classic",
                           "uniform vec2 resolution; uniform sampler2D backbuffer; void main() { "
                           "gl_FragColor = "
                           "texture2D(backbuffer, gl_FragCoord.xy / resolution) + vec4(2, 1, 0, 1) "
                           "/ 16.0; }"),
                   3),
              7, 0) == std::array{byte(6 / 16.0), byte(3 / 16.0), 0});
  // The sandbox keeps bytes: what is over 1 is cut.
  CHECK(pixel(draw(text_of("sandbox",
                           "uniform vec2 resolution; uniform sampler2D backbuffer; void main() { "
                           "vec4 last = "
                           "texture2D(backbuffer, gl_FragCoord.xy / resolution); gl_FragColor = "
                           "last.x > 0.9 ? "
                           "vec4(last.x * 0.5) : vec4(3.0); }"),
                   2),
              3, 3) == std::array{128, 128, 128});
}

TEST_CASE("feedback drawn: two render targets keep what each was given, the first is shown") {
  const auto program = text_of("twigl:geekest_MRT",
                               "o1=texture(b1,FC.xy/r)+1./16.;o0=vec4(texture(b0,FC.xy/r).x+1./"
                               "32.,texture(b1,FC.xy/r).x,0,1);");
  CHECK(pixel(draw(program, 1), 5, 1) == std::array{byte(1 / 32.0), 0, 0});
  CHECK(pixel(draw(program, 6), 5, 1) == std::array{byte(6 / 32.0), byte(5 / 16.0), 0});
}
