// What the hosts of whole fragment shaders promise, from the author's text to the picture, with
// closed-form answers.
#include <doctest/doctest.h>

#include "tests/render/drawn_text.h"

using namespace progpretrain;

using testing::byte;
using testing::Drawing;
using testing::pixel;
using testing::Rgb;

namespace {

render::DrawnFrames draw(const std::string& dialect, const std::string& source,
                         const Drawing& drawing = {.num_frames = 4}) {
  return testing::draw_text(testing::text_of(dialect, source), drawing);
}

}  // namespace

TEST_CASE(
    "hosts drawn: parameters have their defaults, and a request's values where it gives some") {
  const std::string source =
      "/*{\"INPUTS\":[{\"NAME\":\"a\",\"TYPE\":\"float\",\"DEFAULT\":0.25,\"MIN\":0,\"MAX\":1},"
      "{\"NAME\":\"on\",\"TYPE\":\"bool\",\"DEFAULT\":true},"
      "{\"NAME\":\"n\",\"TYPE\":\"long\",\"VALUES\":[1,2,4],\"DEFAULT\":2}]}*/"
      "void main() { gl_FragColor = vec4(a, on ? 1.0 : 0.0, float(n) / 4.0, 1.0); }";
  CHECK(pixel(draw("isf", source), 3, 3) == Rgb{byte(0.25), 255, byte(0.5)});
  CHECK(pixel(draw("isf", source, {1, {0.75f, 0.0f, 4.0f}}), 3, 3) == Rgb{byte(0.75), 0, 255});
  CHECK(pixel(draw("isf", source, {1, {0.75f}}), 3, 3) == Rgb{byte(0.75), 255, byte(0.5)});
}

TEST_CASE("hosts drawn: a varying that looks like a texture coordinate is the unit square") {
  const auto frames = draw("sandbox",
                           "#version 330\nin vec2 TexCoord; out vec4 c; void main() { c = "
                           "vec4(TexCoord, 0.0, 1.0); }");
  CHECK(pixel(frames, 0, 7) == Rgb{byte(0.5 / 8), byte(0.5 / 8), 0});
  CHECK(pixel(frames, 7, 0) == Rgb{byte(7.5 / 8), byte(7.5 / 8), 0});
}

TEST_CASE("hosts drawn: a varying named fragCoord counts pixels from the lower left") {
  const auto frames = draw("sandbox",
                           "uniform vec2 resolution; varying vec2 fragCoord; void main() { gl_FragColor = "
                           "vec4(fragCoord / resolution, 0.0, 1.0); }");
  CHECK(pixel(frames, 1, 0) == Rgb{byte(1.5 / 8), byte(7.5 / 8), 0});
}

TEST_CASE("hosts drawn: TouchDesigner's coordinates and output function need no declaration") {
  const auto frames = draw("sandbox",
                           "out vec4 fragColor; void main() { fragColor = "
                           "TDOutputSwizzle(vec4(vUV.st, 1.0, 1.0)); }");
  CHECK(pixel(frames, 0, 7) == Rgb{byte(0.5 / 8), byte(0.5 / 8), 255});
  CHECK(pixel(draw("sandbox", "varying vec2 vUV; void main() { gl_FragColor = vec4(vUV, 1.0, 1.0); }"), 7, 0) ==
        Rgb{byte(7.5 / 8), byte(7.5 / 8), 255});
}

TEST_CASE("hosts drawn: ISF's passes see their number and the buffers before them") {
  const std::string source =
      "/*{\"PASSES\":[{\"TARGET\":\"a\",\"FLOAT\":1},{\"TARGET\":\"b\",\"FLOAT\":1},{}]}*/"
      "void main() { if (PASSINDEX == 0) gl_FragColor = vec4(isf_FragNormCoord, 0.0, 1.0);"
      "else if (PASSINDEX == 1) gl_FragColor = IMG_PIXEL(a, gl_FragCoord.xy).yxzw;"
      "else gl_FragColor = IMG_THIS_PIXEL(b); }";
  CHECK(pixel(draw("isf", source), 1, 7) == Rgb{byte(0.5 / 8), byte(1.5 / 8), 0});
}

TEST_CASE(
    "hosts drawn: ISF's persistent buffer adds up, a temporary one is black before its pass") {
  const auto source = [](const std::string& a, const std::string& b) {
    return "/*{\"PASSES\":[{\"TARGET\":\"a\",\"FLOAT\":1" + a + "},{\"TARGET\":\"b\",\"FLOAT\":1" +
           b +
           "},{}]}*/void main() { if (PASSINDEX == 0) gl_FragColor = IMG_THIS_PIXEL(a) + 0.125;"
           "else if (PASSINDEX == 1) gl_FragColor = IMG_THIS_PIXEL(b) + 0.0625;"
           "else gl_FragColor = vec4(IMG_THIS_PIXEL(a).r, IMG_THIS_PIXEL(b).r, 0.0, 1.0); }";
  };
  const std::string keep = ",\"PERSISTENT\":true";
  CHECK(pixel(draw("isf", source(keep, keep)), 2, 2) == Rgb{byte(0.5), byte(0.25), 0});
  CHECK(pixel(draw("isf", source(keep, "")), 2, 2) == Rgb{byte(0.5), byte(0.0625), 0});
  CHECK(pixel(draw("isf", source("", "")), 2, 2) == Rgb{byte(0.125), byte(0.0625), 0});
}

TEST_CASE("hosts drawn: a target that two passes write is read as the last one left it") {
  const std::string source =
      "/*{\"PASSES\":[{\"TARGET\":\"p\",\"PERSISTENT\":1,\"FLOAT\":1},{\"TARGET\":\"q\"},"
      "{\"TARGET\":\"p\",\"PERSISTENT\":1},{}]}*/void main() {"
      "if (PASSINDEX == 0) gl_FragColor = IMG_THIS_PIXEL(p) + 0.125;"
      "else if (PASSINDEX == 1) gl_FragColor = IMG_THIS_PIXEL(p) * 0.5;"
      "else if (PASSINDEX == 2) gl_FragColor = IMG_THIS_PIXEL(q);"
      "else gl_FragColor = vec4(IMG_THIS_PIXEL(p).r); }";
  // x -> (x + 1/8) / 2 from 0, twice.
  CHECK(pixel(draw("isf", source, {2, {}}), 2, 2)[0] == byte(0.09375));
}

TEST_CASE("hosts drawn: ISF's pass has the size that its header computes, and says so") {
  // 8 x 8 px: `a` has 4 x 2. Texel (x, y) of it holds its own position in the unit square.
  const auto source = [](const std::string& width, const std::string& picture) {
    return "/*{\"INPUTS\":[{\"NAME\":\"share\",\"TYPE\":\"float\",\"DEFAULT\":0.5}],"
           "\"PASSES\":[{\"TARGET\":\"a\",\"FLOAT\":true,\"WIDTH\":\"" +
           width +
           "\",\"HEIGHT\":2},{}]}*/void main() { if (PASSINDEX == 0) gl_FragColor = "
           "vec4(isf_FragNormCoord, RENDERSIZE.x / 8.0, 1.0); else { " +
           picture + " } }";
  };
  const std::string width = "$WIDTH*$share",
                    sizes = "gl_FragColor = vec4(IMG_SIZE(a) / 8.0, RENDERSIZE.y / 8.0, 1.0);",
                    texel = "gl_FragColor = IMG_PIXEL(a, vec2(2.5, 1.5));",
                    between = "gl_FragColor = IMG_NORM_PIXEL(a, vec2(0.5, 0.0));";
  CHECK(pixel(draw("isf", source(width, sizes)), 7, 0) == Rgb{byte(0.5), byte(0.25), 255});
  CHECK(pixel(draw("isf", source(width, texel)), 0, 0) ==
        Rgb{byte(2.5 / 4), byte(1.5 / 2), byte(0.5)});
  CHECK(pixel(draw("isf", source(width, between)), 0, 0) == Rgb{byte(0.5), byte(0.25), byte(0.5)});
  // The request's parameters decide, and no buffer is larger than the canvas or empty.
  CHECK(pixel(draw("isf", source(width, sizes), {1, {0.25f}}), 7, 0)[0] == byte(2.0 / 8));
  CHECK(pixel(draw("isf", source("$WIDTH*4", sizes)), 7, 0)[0] == 255);
  CHECK(pixel(draw("isf", source("0", sizes)), 7, 0)[0] == byte(1.0 / 8));
  CHECK(pixel(draw("isf", source("sqrt(-1.0)", sizes)), 7, 0)[0] == byte(1.0 / 8));
}

TEST_CASE("hosts drawn: ISF's small persistent buffer keeps what it was") {
  const std::string source =
      "/*{\"PASSES\":[{\"TARGET\":\"a\",\"PERSISTENT\":true,\"FLOAT\":true,\"WIDTH\":\"1\","
      "\"HEIGHT\":\"1\"},{}]}*/void main() { if (PASSINDEX == 0) gl_FragColor = "
      "IMG_NORM_PIXEL(a, vec2(0.9)) + 0.125; else gl_FragColor = IMG_THIS_NORM_PIXEL(a); }";
  const auto frames = draw("isf", source, {3, {}});
  for (const uint32_t at : {0u, 3u, 7u}) CHECK(pixel(frames, at, at)[0] == byte(0.375));
}

TEST_CASE("hosts drawn: ISF's targets keep bytes, those with FLOAT floats") {
  const std::string source =
      "/*{\"PASSES\":[{\"TARGET\":\"a\",\"FLOAT\":true},{\"TARGET\":\"b\"},{}]}*/void main() { "
      "if (PASSINDEX < 2) gl_FragColor = vec4(2.0); else gl_FragColor = "
      "vec4(IMG_THIS_PIXEL(a).r / 4.0, IMG_THIS_PIXEL(b).r / 4.0, 0.0, 1.0); }";
  CHECK(pixel(draw("isf", source), 2, 2) == Rgb{byte(0.5), byte(0.25), 0});
}

TEST_CASE("hosts drawn: glslViewer's passes are the same text under other macros") {
  const std::string source =
      "uniform vec2 u_resolution; uniform sampler2D u_doubleBuffer0, u_buffer0;\n"
      "void main() { vec2 p = gl_FragCoord.xy / u_resolution;\n"
      "#ifdef DOUBLE_BUFFER_0\n gl_FragColor = texture2D(u_doubleBuffer0, p) + 0.125;\n"
      "#elif defined(BUFFER_0)\n gl_FragColor = vec4(p.x);\n"
      "#else\n gl_FragColor = vec4(texture2D(u_doubleBuffer0, p).r, texture2D(u_buffer0, p).r, "
      "0.0, "
      "1.0);\n#endif\n}";
  CHECK(pixel(draw("glslviewer", source), 1, 4) == Rgb{byte(0.5), byte(1.5 / 8), 0});
}

TEST_CASE("hosts drawn: Bonzomatic's previous frame and one-dimensional spectrum") {
  const std::string head =
      "#version 410 core\nuniform float fGlobalTime; uniform vec2 v2Resolution; uniform sampler1D "
      "texFFT; uniform sampler2D texPreviousFrame; layout(location = 0) out vec4 o;\n";
  const std::string add =
      "void main() { o = texelFetch(texPreviousFrame, ivec2(gl_FragCoord.xy), 0) + "
      "32.0 / 255.0; }";
  CHECK(pixel(draw("bonzomatic", head + add), 5, 5) == Rgb{128, 128, 128});
  const std::string spectrum =
      "void main() { float x = gl_FragCoord.x / v2Resolution.x; o = vec4(texture(texFFT, x).r > "
      "0.0, "
      "fGlobalTime, 0, 1); }";
  CHECK(pixel(draw("bonzomatic", head + spectrum), 0, 0) == Rgb{255, 255, 0});
}

TEST_CASE("hosts drawn: Bonzomatic's spectrum is some hundredths high, and its sum over time grows") {
  const std::string head =
      "#version 410 core\nuniform float fGlobalTime; uniform sampler1D texFFT, texFFTSmoothed, "
      "texFFTIntegrated; layout(location = 0) out vec4 o;\nvoid main() { ";
  const auto red = [&](const std::string& value, float time_s) {
    return pixel(draw("bonzomatic", head + "o = vec4(" + value + "); }", {.num_frames = 1, .time_s = time_s}), 2, 2)[0];
  };
  for (const char* name : {"texFFT", "texFFTSmoothed"}) {
    const int shown = red("100.0 * texture(" + std::string(name) + ", 0.2).r", 1.0f);
    CHECK(shown > 64);
    CHECK(shown < 255);
  }
  const int early = red("0.2 * texture(texFFTIntegrated, 0.1).r", 2.0f), late = red("0.2 * texture(texFFTIntegrated, 0.1).r", 4.0f);
  CHECK(early > 10);
  CHECK(late == doctest::Approx(2 * early).epsilon(0.03));
}

TEST_CASE("hosts drawn: Bonzomatic's pixels scatter into images that the next frame reads") {
  const std::string head =
      "#version 420 core\nuniform float fGlobalTime; uniform vec2 v2Resolution; uniform sampler2D "
      "texPreviousFrame; layout(r32ui) uniform coherent uimage2D[3] computeTex;\nlayout(r32ui) "
      "uniform coherent uimage2D[3] computeTexBack;\nlayout(location = 0) out vec4 o;\n";
  // Every pixel counts at one texel of the first image; its column at the second, in both halves.
  const std::string count =
      "void main() { ivec2 at = ivec2(gl_FragCoord.xy); imageAtomicAdd(computeTex[0], ivec2(1, 2), "
      "1); imageAtomicMax(computeTex[1], ivec2(at.x / 4, 0), uint(at.x)); imageAtomicAdd(computeTex"
      "[2], ivec2(-1, 0), 1u); uint n = imageLoad(computeTexBack[0], ivec2(1, 2)).x;"
      "uint m = imageLoad(computeTexBack[1], ivec2(at.x / 4, 0)).x;"
      "uint none = imageLoad(computeTexBack[2], ivec2(0)).x + imageLoad(computeTexBack[0], ivec2(7)).x;"
      "o = vec4(n, m, none, 255.0) / 255.0; }";
  for (const uint32_t num_frames : {2u, 5u}) {
    const auto frames = draw("bonzomatic", head + count, {num_frames, {}});
    CHECK(pixel(frames, 0, 0) == Rgb{64, 3, 0});
    CHECK(pixel(frames, 7, 5) == Rgb{64, 7, 0});
  }
  CHECK(pixel(draw("bonzomatic", head + count, {1, {}}), 0, 0) == Rgb{0, 0, 0});
  // Lanes beyond the border of the canvas and discarded ones do not count.
  Drawing odd{3, {}};
  odd.size_px = 5;
  CHECK(draw("bonzomatic", head + count, odd).image(0)[0] == 25);
  const std::string half = "void main() { if (gl_FragCoord.x < 4.0) discard; "
                           "imageAtomicAdd(computeTex[0], ivec2(0), 1); "
                           "o = vec4(imageLoad(computeTexBack[0], ivec2(0)).x) / 255.0; }";
  CHECK(pixel(draw("bonzomatic", head + half, {3, {}}), 7, 0)[0] == 32);
}

TEST_CASE("hosts drawn: Bonzomatic's images live beside the frame before, and keep the largest value") {
  const std::string source =
      "#version 420 core\nuniform vec2 v2Resolution; uniform float fGlobalTime; uniform sampler2D "
      "texPreviousFrame; layout(r32ui) uniform uimage2D[3] computeTex, computeTexBack;\nout vec4 "
      "o;\nvoid main() { ivec2 at = ivec2(gl_FragCoord.xy); imageStore(computeTex[at.x % 3], "
      "ivec2(0), ivec4(at.x)); o = texelFetch(texPreviousFrame, at, 0) + vec4(16.0 / 255.0, "
      "float(imageLoad(computeTexBack[1], ivec2(0)).x) / 255.0, imageSize(computeTex[0]).x / 255.0, "
      "0.0); }";
  // Three frames: 16 each; the column 7 of the frame before twice; the size each.
  CHECK(pixel(draw("bonzomatic", source, {3, {}}), 3, 3) == Rgb{48, 14, 24});
}

TEST_CASE("hosts drawn: mainImage starts a sandbox text whose main is switched off") {
  const std::string source =
      "uniform vec2 resolution; uniform float time;\nvoid mainImage(out vec4 c, in vec2 p) { c = "
      "vec4(p / resolution, time, 1.0); }\n#ifdef NEVER\nvoid main() {}\n#endif\n";
  CHECK(pixel(draw("sandbox", source), 0, 7) == Rgb{byte(0.5 / 8), byte(0.5 / 8), 255});
}

TEST_CASE("hosts drawn: a discarded pixel is what its host cleared the target to") {
  // The right half is discarded in the second of three frames; green shows the alpha that the third one read.
  const auto body = [](const std::string& texel, const std::string& is_second, const std::string& out) {
    return "vec4 q = " + texel + "; if (gl_FragCoord.x > 4.0 && " + is_second + ") discard; " + out +
           " = vec4(q.r + 0.25, q.a, 0.0, 0.0);";
  };
  const Drawing three{3, {}};
  const auto check = [&](const render::DrawnFrames& frames, int alpha) {
    CHECK(pixel(frames, 0, 0)[0] >= byte(0.75));
    CHECK(pixel(frames, 7, 7) == Rgb{byte(0.25), alpha, 0});
  };
  check(draw("twigl:geekest_300", body("texelFetch(b, ivec2(FC.xy), 0)", "f == 2.0", "o"), three), 255);
  check(draw("twigl:geekest_MRT",
             body("texelFetch(b1, ivec2(FC.xy), 0)", "f == 2.0", "o1") + "o0 = o1;", three),
        255);
  check(draw("sandbox",
             "uniform vec2 resolution; uniform int frame; uniform sampler2D backbuffer; void main() { " +
                 body("texture2D(backbuffer, gl_FragCoord.xy / resolution)", "frame == 1", "gl_FragColor") +
                 " }",
             three),
        0);
  const auto shown = draw("bonzomatic",
                          "#version 410 core\nuniform float fGlobalTime; layout(location = 0) out vec4 o;\n"
                          "void main() { if (gl_FragCoord.x > 4.0) discard; o = vec4(1.0); }");
  CHECK(pixel(shown, 0, 0) == Rgb{255, 255, 255});
  CHECK(pixel(shown, 7, 0) == Rgb{byte(0.08), byte(0.18), byte(0.18)});
}

TEST_CASE("hosts drawn: a transition's progress goes to and fro in four seconds over two pictures") {
  const std::string source =
      "vec4 transition(vec2 p) { return vec4(progress, 0.5 * ratio, p.x, 1.0); }";
  const auto at = [&](float time_s) {
    Drawing drawing{1, {}};
    drawing.time_s = time_s;
    return pixel(draw("gl-transition", source, drawing), 0, 7);
  };
  CHECK(at(0.0f) == Rgb{0, byte(0.5), byte(0.5 / 8)});
  CHECK(at(0.5f)[0] == byte(0.25));
  CHECK(at(2.0f)[0] == 255);
  CHECK(at(3.0f)[0] == byte(0.5));
  CHECK(at(4.0f)[0] == 0);
  const auto mean_difference = draw(
      "gl-transition", "vec4 transition(vec2 p) { return abs(getFromColor(p) - getToColor(p)); }");
  int sum = 0;
  for (uint32_t i = 0; i < 8; ++i) sum += pixel(mean_difference, i, i)[0];
  CHECK(sum > 80);
}

TEST_CASE("hosts drawn: LOVE counts rows from the top, and its pictures stand upright") {
  CHECK(pixel(draw("love", "vec4 effect(vec4 c, Image t, vec2 p, vec2 s) { return vec4(p, s.y / love_ScreenSize.y, 1.0); }"), 1, 0) ==
        Rgb{byte(1.5 / 8), byte(0.5 / 8), byte(0.5 / 8)});
  // The same photograph as a host sees it that counts from the bottom.
  const auto love = draw("love", "vec4 effect(vec4 c, Image t, vec2 p, vec2 s) { return c * Texel(t, p); }");
  const auto void_entry = draw("love", "void effect() { love_PixelColor = Texel(MainTex, VaryingTexCoord.xy); }");
  const auto transition = draw("gl-transition", "vec4 transition(vec2 p) { return getToColor(p); }");
  for (uint32_t row = 0; row < 8; ++row) {
    CHECK(pixel(love, 3, row) == pixel(transition, 3, row));
    CHECK(pixel(void_entry, 3, row) == pixel(transition, 3, row));
  }
  CHECK(pixel(love, 3, 0) != pixel(love, 3, 7));
}

TEST_CASE("hosts drawn: Synesthesia's positions count from the corner and from the centre") {
  CHECK(pixel(draw("synesthesia", "vec4 renderMain() { return vec4(_uv.x, _xy.y / RENDERSIZE.y, _uvc.x + 0.5, 1.0); }"), 1, 7) ==
        Rgb{byte(1.5 / 8), byte(0.5 / 8), byte(1.5 / 8)});
  CHECK(pixel(draw("synesthesia", "vec4 renderMain() { return vec4(syn_BeatTime / 4.0, _nsin(0.0), _noise(2.0) >= 0.0 ? 1.0 : 0.0, 1.0); }"), 1, 7) ==
        Rgb{byte(0.5), byte(0.5), 255});
  // All channels of the spectrum are filled.
  const Rgb heard = pixel(draw("synesthesia", "vec4 renderMain() { vec4 s = texture(syn_Spectrum, 0.05); return vec4(s.r, s.g, s.a, 1.0); }"), 1, 7);
  CHECK(heard[0] > 0);
  CHECK(heard[0] == heard[1]);
  CHECK(heard[2] > 0);
  // A control has its default, and a request's value where it gives one.
  const std::string controlled = "vec4 renderMain() { return vec4(share, 0.0, 0.0, 1.0); }";
  CHECK(pixel(draw("synesthesia", controlled), 1, 7)[0] == byte(0.5));
  CHECK(pixel(draw("synesthesia", controlled, {1, {0.75f}}), 1, 7)[0] == byte(0.75));
}

TEST_CASE("hosts drawn: TouchDesigner's noise is zero at whole numbers and its colours are exact") {
  const auto frames = draw("sandbox",
                           "out vec4 c; void main() { vec3 g = TDHSVToRGB(vec3(1.0 / 3.0, 1.0, 0.5)); vec2 cell = floor(gl_FragCoord.xy);\n"
                           "float zero = abs(TDPerlinNoise(cell)) + abs(TDSimplexNoise(vec3(cell, 3.0))) + abs(TDPerlinNoise(vec4(cell, -cell)));\n"
                           "c = vec4(zero, g.g, uTD2DInfos[1].res.z / 16.0, 1.0); }");
  for (uint32_t i = 0; i < 8; ++i) CHECK(pixel(frames, i, 7 - i) == Rgb{0, byte(0.5), byte(0.5)});
  const auto between = draw("sandbox",
                            "out vec4 c; void main() { vec2 p = gl_FragCoord.xy * 0.37;\n"
                            "c = vec4(0.5 + 0.5 * vec3(TDPerlinNoise(p), TDPerlinNoise(vec3(p, 0.0)), TDSimplexNoise(vec4(p, 0.0, 0.0))), 1.0); }");
  int low = 255, high = 0;
  for (uint32_t i = 0; i < 8; ++i) {
    const Rgb at = pixel(between, i, i);
    CHECK(at[0] == at[1]);
    CHECK(at[0] == at[2]);
    low = std::min(low, at[0]);
    high = std::max(high, at[0]);
  }
  CHECK(high - low > 30);
  const auto back = draw("sandbox",
                         "out vec4 c; void main() { vec3 a = vec3(gl_FragCoord.xy / 8.0, 0.25);\n"
                         "c = vec4(abs(TDHSVToRGB(TDRGBToHSV(a)) - a) * 1000.0, 1.0); }");
  for (uint32_t i = 0; i < 8; ++i) CHECK(pixel(back, i, (3 * i) % 8) == Rgb{0, 0, 0});
}

TEST_CASE("hosts drawn: three.js's common functions and Cocos' clock are exact") {
  CHECK(pixel(draw("sandbox", "#include <common>\nvoid main() { gl_FragColor = vec4(average(vec3(0.25, 0.5, 0.75)), pow4(0.5) + saturate(-2.0), "
                              "PI2 * RECIPROCAL_PI2 * 0.25, saturate(2.0)); }"), 3, 3) ==
        Rgb{byte(0.5), byte(0.0625), byte(0.25)});
  Drawing quarter{1, {}};
  quarter.time_s = 0.25f;
  CHECK(pixel(draw("sandbox", "void main() { gl_FragColor = vec4(CC_Time.y, CC_Time.z, CC_SinTime.z, CC_Time.w); }", quarter), 3, 3) ==
        Rgb{byte(0.25), byte(0.5), byte(0.125)});
}

TEST_CASE("hosts drawn: libretro's sizes and parameters") {
  const std::string source =
      "#version 450\n#pragma parameter LEVEL \"level\" 0.25 0.0 1.0 0.05\n"
      "layout(push_constant) uniform Push { vec4 OutputSize; float LEVEL; } params;\n"
      "#pragma stage vertex\nvoid main() { gl_Position = vec4(0.0); }\n"
      "#pragma stage fragment\nlayout(location = 0) in vec2 vTexCoord;\nlayout(location = 0) out vec4 FragColor;\n"
      "void main() { FragColor = vec4(vTexCoord.x, params.OutputSize.z * params.OutputSize.x * 0.5, params.LEVEL, 1.0); }";
  CHECK(pixel(draw("sandbox", source), 2, 5) == Rgb{byte(2.5 / 8), byte(0.5), byte(0.25)});
  CHECK(pixel(draw("sandbox", source, {1, {0.75f}}), 2, 5)[2] == byte(0.75));
}
