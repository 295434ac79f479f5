#include "tests/inputs/sampling_support.h"

#include "engine/spirv/build.h"
#include "tests/support/compute_unit_of.h"

namespace progpretrain::inputs {
namespace {

testing::Frame draw_body(const std::string& body, const Setting& setting) {
  std::string program;
  for (const char* file :
       {"textures.glsl", "textures_2d.glsl", "textures_cube.glsl", "textures_3d.glsl"})
    program += testing::shader_file(file);
  program += "\n#line 1 1\n" + setting.globals +
             "\nvoid mainImage(out vec4 c, in vec2 p) {\n c = vec4(0.0);\n" + body + "\n}\n";
  dialect::ComputeUnit unit = testing::compute_unit_of(program, setting.has_quads);
  if (setting.has_buffers)
    unit.glsl.insert(unit.glsl.find(testing::shader_file("frame_params.h")),
                     "#define PP_BUFFERS\n");
  const auto module = spirv::build(unit);
  if (!module)
    FAIL(module.error().stage, " line ", module.error().line, ": ", module.error().reason);
  testing::FrameOptions options;
  options.size_px = setting.size_px;
  options.time_s = setting.time_s;
  options.uses_derivatives = setting.has_quads;
  options.texels = setting.texels;
  options.buffers = setting.buffers;
  options.dispatch.first_buffer = setting.has_buffers ? 1 : 0;
  return testing::run_compute(module->words, options);
}

}  // namespace

std::vector<Rgb> evaluate(const std::vector<std::string>& expressions, const Setting& setting,
                          uint32_t column) {
  REQUIRE(expressions.size() <= setting.size_px);
  std::string body;
  for (size_t i = 0; i < expressions.size(); ++i)
    body += " if (int(p.y) == " + std::to_string(i) + ") c = " + expressions[i] + ";\n";
  const testing::Frame frame = draw_body(body, setting);
  std::vector<Rgb> values;
  for (uint32_t i = 0; i < expressions.size(); ++i) {
    const uint32_t row = setting.size_px - 1 - i;
    values.push_back(
        {frame.at(column, row, 0), frame.at(column, row, 1), frame.at(column, row, 2)});
  }
  return values;
}

testing::Frame draw(const std::string& expression, const Setting& setting) {
  return draw_body("c = " + expression + ";", setting);
}

std::vector<uint32_t> small_texture() {
  std::vector<uint32_t> texels(kFirst, texel(255, 0, 255));
  for (uint32_t y = 0; y < 4; ++y)
    for (uint32_t x = 0; x < 4; ++x) texels.push_back(texel(16 * x + 16, 16 * y + 16, 200));
  for (uint32_t y = 0; y < 2; ++y)
    for (uint32_t x = 0; x < 2; ++x) texels.push_back(texel(32 * x + 24, 32 * y + 24, 100));
  texels.push_back(texel(1, 2, 3));
  return texels;
}

std::string small_sampler(const std::string& flags) {
  return "PpSampler2D(PP_SOURCE_TEXELS, " + std::to_string(kFirst) + ", ivec2(4, 4), 3, " + flags +
         ")";
}

}  // namespace progpretrain::inputs
