// Merged calls in programs with feedback: the frames are those of the calls themselves.
#include <doctest/doctest.h>

#include "engine/spirv/merge_calls.h"
#include "tests/support/buffer_program_of.h"
#include "tests/support/session_of.h"

using namespace progpretrain;

namespace {

constexpr uint32_t kSize = 12;  // a tile and a half

// Every row of calls merged, whatever it saves.
spirv::ProgramModule merged(spirv::ProgramModule program) {
  for (spirv::Module& unit : program.units) {
    const auto parsed = spirv::ParsedModule::parse(unit.words);
    REQUIRE(parsed.has_value());
    auto words = spirv::merge_calls(*parsed, {.min_program = 0, .min_saved = 0});
    CHECK(words != unit.words);
    CHECK_FALSE(spirv::validation_problem(words));
    unit.words = std::move(words);
  }
  return program;
}

std::vector<uint8_t> drawn(const spirv::ProgramModule& program, uint32_t num_frames) {
  auto session = testing::session_of_modules({program}, kSize, 1, {}, 1);
  auto request = render::preview_request(0, kSize, 1.0f);
  request.warmup_frames = num_frames;
  const auto frames = session.draw({&request, 1});
  return {frames.planes.begin(), frames.planes.end()};
}

}  // namespace

TEST_CASE("merged calls: sixteen frames that feed on each other, discarded pixels among them") {
  // Reads the frame before at four neighbours through a function that also discards.
  std::string function = "float f(vec2 q) { float x = pp_buffer_texel(0u, ivec2(q) % 12).x;\n";
  for (int i = 0; i < 20; ++i) function += "x = x * 0.5 + 1.0; x = x * 2.0 - 2.0;\n";
  function += "if (x > 0.9) discard; return x; }\n";
  const auto program = testing::buffer_program_of(
      {function + testing::main_image(
                      "float s = f(p + vec2(1.0, 0.0)) + f(p + vec2(11.0, 0.0)) - f(p + vec2(0.0, "
                      "1.0)) - f(p + vec2(0.0, 11.0));\n"
                      "o = vec4(fract(s * 0.5 + p.x * 0.13 + p.y * 0.29 + pp_time_s), s, 0.5, "
                      "1.0);")},
      function + testing::main_image("o = vec4(f(p), f(p.yx), f(p + 1.0), 1.0);"));
  const auto one = drawn(program, 1), sixteen = drawn(program, 16);
  CHECK(one != sixteen);
  const auto fast = merged(program);
  CHECK(drawn(fast, 1) == one);
  CHECK(drawn(fast, 16) == sixteen);
}
