#include <doctest/doctest.h>

#include <vector>

#include "engine/inputs/stand_in.h"
#include "engine/render/stand_in_texels.h"
#include "tests/support/buffer_program_of.h"

using namespace progpretrain;

TEST_CASE(
    "stand-ins: programs read the very texels that the inputs room fills, from the first to the "
    "last") {
  constexpr uint32_t kSize = 16;
  // The first texels in columns 0 to 14, the last one in column 15.
  // Only functions of ours may touch the engine's memory.
  const std::string source =
      "vec4 pp_probe(uint i) { return unpackUnorm4x8(pp_texels[i]); }"
      "void mainImage(out vec4 o, in vec2 p) { o = pp_probe(p.x > 15.0 ? " +
      std::to_string(inputs::num_texels() - 1) + "u : uint(p.y) * 16u + uint(p.x)); }";
  spirv::ProgramModule program;
  const auto unit = spirv::build(testing::compute_unit_of(source));
  if (!unit) FAIL(unit.error().reason);
  program.units = {*unit};
  program.passes = {{}};
  auto session = testing::session_of_modules({program}, kSize);
  const auto frames = session.draw(std::vector{render::preview_request(0, kSize, 1.0f)});

  std::vector<uint32_t> texels(inputs::num_texels());
  inputs::fill_texels(texels);
  const auto planes = frames.image(0);
  for (uint32_t row = 0; row < kSize; ++row)
    for (uint32_t column = 0; column < kSize; ++column) {
      const uint32_t y = kSize - 1 - row;
      const uint32_t want = column == 15 ? texels.back() : texels[y * kSize + column];
      for (uint32_t channel = 0; channel < 3; ++channel)
        REQUIRE(planes[(channel * kSize + row) * kSize + column] == (want >> (8 * channel) & 255));
    }
  CHECK(render::stand_in_texels(*testing::cpu_device()) ==
        render::stand_in_texels(*testing::cpu_device()));
  REQUIRE_CLEAN();
}
