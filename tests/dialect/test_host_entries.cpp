// Hosts that start a function of their own name, and names that only a host declares.
#include <doctest/doctest.h>

#include <algorithm>

#include "engine/dialect/detect.h"
#include "engine/dialect/normalise.h"
#include "tests/dialect/dialect_support.h"

using namespace progpretrain;
using namespace progpretrain::testing;

namespace {

dialect::ComputeProgram program_in(const std::string& dialect, const std::string& source) {
  corpus::Program program;
  program.dialect = dialect;
  program.source = source;
  return translated(program);
}

const dialect::DeclaredParameter* parameter(const dialect::ComputeProgram& program,
                                            const std::string& name) {
  const auto found = std::find_if(program.parameters.begin(), program.parameters.end(),
                                  [&](const auto& p) { return p.name == name; });
  return found == program.parameters.end() ? nullptr : &*found;
}

bool notes(const dialect::ComputeProgram& program, const std::string& note) {
  return std::find(program.notes.begin(), program.notes.end(), note) != program.notes.end();
}

std::string dialect_of(const std::string& source) {
  const auto found = dialect::detect(source);
  return found ? found->dialect : "none: " + found.error().reason;
}

}  // namespace

TEST_CASE("host entries: each is known by its function, and by nothing that other hosts write") {
  CHECK(dialect_of("vec4 transition(vec2 p) { return getToColor(p); }") == "gl-transition");
  CHECK(dialect_of("float transition(float x) { return x; }\nvoid mainImage(out vec4 c, in vec2 p) "
                   "{ c = vec4(transition(p.x)); }") == "shadertoy");
  CHECK(dialect_of("vec4 mainImage(vec2 p) { return getFromColor(p); }\nvec4 transition(vec2 p) { "
                   "return mainImage(p); }") == "gl-transition");
  CHECK(dialect_of("vec4 transition(vec2 p) { return vec4(p, 0, 1); }").starts_with("none:"));
  CHECK(dialect_of("vec4 effect(vec4 color, Image t, vec2 a, vec2 b) { return Texel(t, a); }") ==
        "love");
  CHECK(dialect_of("vec3 effect(vec2 p) { return vec3(p, 0); }\nvoid main() { gl_FragColor = "
                   "vec4(effect(gl_FragCoord.xy), 1); }") == "sandbox");
  CHECK(dialect_of("vec4 renderMain() { return vec4(_uv, TIME, RENDERSIZE.x); }") == "synesthesia");
  CHECK(dialect_of("void mainImage(out vec4 c, in vec2 p) { c = vec4(p / RENDERSIZE.xy, 0, 1); }\n"
                   "vec4 renderMain() { vec4 c; mainImage(c, _xy); return c; }") == "synesthesia");
  CHECK(dialect_of("vec4 renderMain(vec2 p) { return vec4(p, 0, 1); }\n"
                   "void mainImage(out vec4 c, in vec2 p) { c = renderMain(p); }") == "shadertoy");
}

TEST_CASE("host entries: a default in a comment is the uniform's") {
  const std::string text =
      "uniform float a; // = 100.0\nuniform vec2 b /* = vec2(0.5, -2.0) */;\nuniform int c; // = "
      "3;\n"
      "uniform bool d; // = true\nuniform ivec2 e /* = ivec2(7, 4) */;\nuniform float f; // = 2.0 "
      "* a\n"
      "uniform float g; // the speed = 4.0\n"
      "vec4 transition(vec2 p) { return d ? getFromColor(p * b * a) : vec4(float(c + e.x), f, g, "
      "1.0); }";
  const auto program = program_in("gl-transition", text);
  CHECK(compile_error(program) == "");
  REQUIRE(parameter(program, "a") != nullptr);
  CHECK(parameter(program, "a")->value[0] == 100.0f);
  CHECK(parameter(program, "b")->value[1] == -2.0f);
  CHECK(parameter(program, "c")->value[0] == 3.0f);
  CHECK(parameter(program, "d")->value[0] == 1.0f);
  CHECK(parameter(program, "f")->value[0] == 0.5f);
  CHECK(parameter(program, "g")->value[0] == 0.5f);
  CHECK(program.units[0].glsl.find("ivec2 e = ivec2 ( 7 , 4 )") != std::string::npos);
  // It says what is drawn.
  std::string other = text;
  other.replace(other.find("100.0"), 5, "101.0");
  CHECK(dialect::content_hash("gl-transition", text) !=
        dialect::content_hash("gl-transition", other));
}

TEST_CASE("host entries: gl-transitions' two pictures differ, and are told") {
  const auto program = program_in(
      "gl-transition",
      "vec4 transition(vec2 p) { return mix(getFromColor(p), getToColor(p), progress * ratio); }");
  CHECK(compile_error(program) == "");
  CHECK(notes(program, "transition_from: stand-in for texture"));
  CHECK(notes(program, "transition_to: stand-in for texture"));
  const std::string& glsl = program.units[0].glsl;
  const auto value = [&](const std::string& name) {
    const size_t at = glsl.find(" " + name + " = ");
    REQUIRE(at != std::string::npos);
    return glsl.substr(at + name.size() + 4, glsl.find('\n', at) - at - name.size() - 4);
  };
  CHECK(value("transition_from") != value("transition_to"));
}

TEST_CASE("host entries: LOVE's words and both its entries compile") {
  CHECK(failure(
            "love",
            "extern number n; extern Image i;\nvec4 effect(vec4 c, Image texture, vec2 t, vec2 s) {"
            " return c * Texel(texture, t) * Texel(i, s / love_ScreenSize.xy) * n; }") == "");
  CHECK(failure("love",
                "void effect() { love_PixelColor = VaryingColor * Texel(MainTex, "
                "VaryingTexCoord.xy); }") == "");
  CHECK(failure("love", "void effect() { love_Canvases[0] = vec4(love_PixelCoord, 0.0, 1.0); }") ==
        "");
  CHECK(refusal("love", "vec4 position(mat4 m, vec4 v) { return m * v; }") ==
        "parse_error@0: defines no function effect");
}

TEST_CASE("host entries: the overload that the host can call is the entry, others are not") {
  CHECK(failure("love",
                "void effect(inout vec4 c) { c *= 0.5; }\nvec4 effect(vec4 c, Image i, vec2 t, vec2 "
                "s) { vec4 r = Texel(i, t) * c; effect(r); return r; }") == "");
  CHECK(failure("gl-transition",
                "void transition(inout vec4 c) { c *= 0.5; }\nvec4 transition(const in vec2 p) { "
                "vec4 c = getToColor(p); transition(c); return c; }") == "");
  CHECK(failure("love", "void effect(void) { love_PixelColor = VaryingColor; }") == "");
  CHECK(failure("synesthesia", "vec4 renderMain(void) { return vec4(_uv, 0.0, 1.0); }") == "");
}

TEST_CASE("host entries: one that the host cannot call is refused with its line") {
  const std::string reason =
      "unsupported@2: effect has other parameters or another result; expected vec4 effect(vec4, "
      "sampler2D, vec2, vec2) or void effect()";
  for (const char* head :
       {"vec4 effect(vec4 c, vec2 t, vec2 s)", "void effect(vec4 c, Image i, vec2 t, vec2 s)",
        "vec3 effect(vec4 c, Image i, vec2 t, vec2 s)",
        "vec4 effect(inout vec4 c, Image i, vec2 t, vec2 s)"})
    CHECK_MESSAGE(refusal("love", "\n" + std::string(head) + " { return c; }") == reason, head);
  CHECK(refusal("synesthesia", "void renderMain() { gl_FragColor = vec4(_uv, 0.0, 1.0); }") ==
        "unsupported@1: renderMain has other parameters or another result; expected vec4 "
        "renderMain()");
}

TEST_CASE(
    "host entries: Synesthesia's controls become parameters of the kind that their use shows") {
  const auto program = program_in(
      "synesthesia",
      "float own = 2.0; struct S { float part; };\n"
      "vec4 renderMain() { S s; s.part = zoom * own; vec2 p = _uvc * s.part + pan.xy; for (int i = "
      "0; i < 3; i++) p += wave;\n"
      "vec3 c = glow_color * syn_BassLevel + flash.rgb; return vec4(c, length(p) * TIME); }");
  CHECK(compile_error(program) == "");
  CHECK(program.parameters.size() == 5);
  const auto size = [&](const std::string& name) {
    const auto* p = parameter(program, name);
    return p == nullptr ? 0u : p->num_components;
  };
  CHECK(size("zoom") == 1);
  CHECK(size("wave") == 1);
  CHECK(size("pan") == 2);
  CHECK(size("glow_color") == 3);
  CHECK(size("flash") == 3);
  CHECK(failure("synesthesia",
                "vec4 renderMain() { float t = color_speed * TIME; return vec4(flash_color2 * t, "
                "1.0); }") == "");
  // What stands beside one in a call tells its size.
  const auto beside = program_in(
      "synesthesia",
      "vec4 renderMain() { float t = dot(speeds, vec2(TIME, syn_BassTime));\n"
      "t += dot(pow(vec2(syn_Level, 1.0), bass_pow), bass_mix);\n"
      "return sin(t + vec4(base_xy, base_zw)) + vec4(shade_rgb, 1.0) + vec4(a, b, 1.0, 0.0); }");
  CHECK(compile_error(beside) == "");
  CHECK(beside.parameters.size() == 8);
  for (const char* name : {"speeds", "bass_pow", "bass_mix", "base_xy", "base_zw"})
    CHECK_MESSAGE(parameter(beside, name)->num_components == 2, name);
  CHECK(parameter(beside, "shade_rgb")->num_components == 3);
  // Parameters and locals elsewhere may have a control's name.
  const auto hidden = program_in(
      "synesthesia",
      "vec2 scaled(vec2 p, float zoom) { return p * zoom; }\nfloat half_of() { float pan = 0.5; "
      "return pan; }\nvec4 renderMain() { return vec4(scaled(_uv, zoom), half_of(), pan); }");
  CHECK(compile_error(hidden) == "");
  CHECK(parameter(hidden, "zoom") != nullptr);
  CHECK(parameter(hidden, "pan") != nullptr);
  // Words of the language are none.
  const auto words = program_in(
      "synesthesia",
      "float g(mat4); float h(const ivec2, mat2x3, sampler2D);\n"
      "float g(mat4 m) { return m[0].x; }\nvec4 renderMain() { float v = g(mat4(0.5));\n"
      "switch (int(TIME)) { case 0: v = mat4x4_mix; break; default: v = 2.0; } return vec4(v); }");
  CHECK(compile_error(words) == "");
  CHECK(words.parameters.size() == 1);
  // Nobody else's.
  CHECK(failure("sandbox", "void main() { gl_FragColor = vec4(zoom); }").find("undeclared") !=
        std::string::npos);
}

TEST_CASE("host entries: Synesthesia's later passes are refused with the line") {
  CHECK(refusal("synesthesia",
                "vec4 renderMain() {\nif (PASSINDEX == 1) return vec4(1.0);\nreturn vec4(_uv, 0.0, "
                "1.0); }") ==
        "unsupported@2: has several passes, which Synesthesia declares in a file beside the text");
  CHECK(failure("synesthesia",
                "vec4 renderMain() { if (PASSINDEX == 0) return vec4(1.0); return vec4(0.0); }") ==
        "");
  CHECK(failure("synesthesia",
                "vec4 renderMain() { int m = 1; if (m == 1 && PASSINDEX == 0 || 2 > m) return "
                "vec4(1.0); return vec4(0.0); }") == "");
  CHECK(refusal("synesthesia",
                "vec4 renderMain() { if (1 == PASSINDEX) return vec4(1.0); return vec4(0.0); }") !=
        "");
}

TEST_CASE("undeclared samplers: what only texture functions read is the host's, with a note") {
  const auto program = program_in(
      "sandbox",
      "varying vec2 v_uv; vec4 twice(sampler2D s, vec2 p) { return 2.0 * texture2D(s, p); }\n"
      "void main() { gl_FragColor = texture2D(gm_BaseTexture, v_uv) + twice(other, v_uv) + "
      "textureCube(sky, vec3(v_uv, 1.0)); }");
  CHECK(compile_error(program) == "");
  for (const char* name : {"gm_BaseTexture", "other", "sky"})
    CHECK_MESSAGE(
        notes(program, std::string(name) + ": stand-in for a texture, declared by its host alone"),
        name);
}

TEST_CASE(
    "undeclared samplers: names that the text declares or uses otherwise are none, and Shadertoy "
    "offers its own alone") {
  const auto is_undeclared = [](const std::string& dialect, const std::string& source) {
    const std::string reason = failure(dialect, source);
    CHECK_MESSAGE(reason != "", source);
  };
  const std::string head = "varying vec2 v_uv;\n";
  is_undeclared("sandbox", head + "void main() { gl_FragColor = texture2D(image, v_uv) * image; }");
  is_undeclared("sandbox",
                head + "void main() { { vec4 image; } gl_FragColor = texture2D(image, v_uv); }");
  is_undeclared("sandbox",
                head + "vec4 image; void main() { gl_FragColor = texture2D(image, v_uv); }");
  is_undeclared("shadertoy", shadertoy_program("", "c = texture(image, p);"));
  is_undeclared("shadertoy", shadertoy_program("", "c = texture(iChannel4, p);"));
  is_undeclared("twigl:geek", "void main() { gl_FragColor = texture2D(image, gl_FragCoord.xy); }");
  CHECK(
      failure(
          "sandbox",
          head +
              "#define image iChannel0\nvoid main() { gl_FragColor = texture2D(image, v_uv); }") ==
      "");
}

TEST_CASE("undeclared samplers: elements of TouchDesigner's arrays are samplers of their own") {
  const std::string head =
      "out vec4 c; vec4 half_of(sampler2D s) { return 0.5 * texture(s, vUV.st); }\n";
  const auto program = program_in(
      "sandbox",
      head +
          "void main() { int i = 1; c = texture(sTD2DInputs[0], vUV.st) + half_of(sTD2DInputs[2])"
          " + texture(sTD2DInputs[i], vUV.st) + texture(sTDCubeInputs[0], vec3(vUV.st, 1.0)); }");
  CHECK(compile_error(program) == "");
  for (const char* name : {"sTD2DInputs_0", "sTD2DInputs_2", "sTDCubeInputs_0"})
    CHECK_MESSAGE(
        notes(program, std::string(name) + ": stand-in for a texture, declared by its host alone"),
        name);
  // What is no index is the first.
  CHECK(failure("sandbox", head + "void main() { c = texture(sTD2DInputs[1.5], vUV.st); }") == "");
  // An array of the author's own stays one.
  CHECK(refusal("sandbox",
                "uniform sampler2D many[2]; varying vec2 v_uv; void main() { gl_FragColor = "
                "texture2D(many[0], v_uv); }") == "unsupported@1: reads an array of samplers");
}

TEST_CASE("commented values: what does not fit its uniform is a comment, in every dialect") {
  for (const char* uniform :
       {"uniform ivec2 k; // = 8", "uniform ivec2 k; // = vec2(1.0, 2.0)", "uniform vec4 k; // = vec3(1.0, 2.0, 3.0)",
        "uniform mat2 k; // = 1.0", "uniform vec3 k; // = vec3()", "uniform vec3 k; // = vec3(1 2 3)",
        "uniform float k; // = 10px", "uniform float k; // = 1e999", "uniform vec2 k; // = vec2(- -1.0, 2.0)",
        "uniform mediump float // = 0.5\n k;", "uniform int k; // = 2.0", "uniform bool k; // = true"}) {
    CHECK_MESSAGE(failure("sandbox", std::string(uniform) + "\nvoid main() { gl_FragColor = vec4(float(k == k)); }") == "",
                  uniform);
    CHECK_MESSAGE(failure("shadertoy", std::string(uniform) + "\n" + shadertoy_program("", "c = vec4(float(k == k));")) == "",
                  uniform);
  }
  const auto program = program_in("sandbox",
                                  "uniform vec2 wide; // = 0.25\nuniform float plain /* = 0.5 */;\n"
                                  "void main() { gl_FragColor = vec4(wide, plain, 1.0); }");
  CHECK(compile_error(program) == "");
  REQUIRE(parameter(program, "wide"));
  CHECK(parameter(program, "wide")->value[1] == 0.25f);
  CHECK(parameter(program, "plain")->value[0] == 0.5f);
}

TEST_CASE("host entries: a function called effect is LOVE's only beside LOVE's names") {
  CHECK(dialect_of("#define ENTRY main\nvec4 effect(vec2 p) { return p.xyxy; }\n"
                   "void ENTRY() { gl_FragColor = effect(gl_FragCoord.xy); }") == "sandbox");
  CHECK(dialect_of("float effect(float x) { return x * x; }").starts_with("none: "));
  CHECK(dialect_of("vec4 effect(vec4 c, Image i, vec2 t, vec2 s) { return Texel(i, t) * c; }") == "love");
}

TEST_CASE("host names: a text may declare TouchDesigner's uniforms and functions itself") {
  CHECK(failure("sandbox",
                "struct TDTexInfo { vec4 res; vec4 depth; }; uniform TDTexInfo uTD2DInfos[1];\n"
                "uniform vec4 uTDOutputInfo; vec4 TDDither(vec4 c) { return c * 0.5; }\n"
                "void main() { gl_FragColor = TDDither(uTDOutputInfo + uTD2DInfos[0].res); }") == "");
}
