// LOVE (https://love2d.org/wiki/Shader_Variables): a function that colours a drawn image. Rows of
// images and of the screen are counted from the top.
#include "engine/dialect/bindings.h"
#include "engine/dialect/host_dialects.h"

namespace progpretrain::dialect {

Dialect love_dialect() {
  Dialect d = fragment_shader_dialect("love");
  d.version = {120, false};
  d.macros +=
      "#define number float\n"
      "#define extern uniform\n"
      "#define Image sampler2D\n"
      "#define CubeImage samplerCube\n"
      "#define VolumeImage sampler3D\n"
      "#define ArrayImage sampler2DArray\n"
      "#define Texel texture\n"
      "#define PIXEL 1\n"
      "#define love_PixelColor gl_FragColor\n"
      "#define love_Canvases gl_FragData\n"
      "#define gammaCorrectColor(c) (c)\n"
      "#define unGammaCorrectColor(c) (c)\n";
  d.rows_from_top = true;
  d.inputs = {{"MainTex", "texture", "picture video"}};
  static constexpr std::string_view kPixel =
      "vec2(pp_frag_coord.x, PP_PASS_SIZE.y - pp_frag_coord.y)";
  static const std::string kCoordinates = std::string(kPixel) + " / PP_PASS_SIZE";
  static const std::string kCoordinates4 = "vec4(" + kCoordinates + ", 0.0, 1.0)";
  d.values.insert(d.values.begin(), {{"love_ScreenSize", "vec4", "vec4(PP_PASS_SIZE, 1.0, 0.0)"},
                                     {"love_PixelCoord", "vec2", kPixel},
                                     {"VaryingTexCoord", "vec4", kCoordinates4},
                                     {"VaryingColor", "vec4", "vec4(1.0)"}});
  d.entry = Dialect::Entry::function;
  d.function = "effect";
  d.takes = {"vec4", "sampler2D", "vec2", "vec2"};
  d.call = "effect(vec4(1.0), PpSampler2D(" + host_input_binding(d, d.inputs[0]).value + "), " +
           kCoordinates + ", " + std::string(kPixel) + ")";
  return d;
}

}  // namespace progpretrain::dialect
