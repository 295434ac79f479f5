// Uniforms, varyings and outputs of the author become globals.
#include <doctest/doctest.h>

#include "tests/dialect/dialect_support.h"

using namespace progpretrain::testing;

namespace {

const std::string kMain = "void main() { gl_FragColor = vec4(1.0); }";

/// What the declarations become in front of a main.
std::string globals(const std::string& dialect, const std::string& declarations) {
  const std::string text = rewritten(dialect, declarations + "\n" + kMain);
  return text.substr(0, text.find(text.starts_with("void") ? "void" : " void"));
}

}  // namespace

TEST_CASE("interface: the host's uniforms read the frame") {
  CHECK(globals("sandbox", "uniform vec2 resolution;\nuniform float time;") ==
        tokens("vec2 resolution = PP_PASS_SIZE; float time = pp_time_s;"));
  CHECK(globals("twigl:classic", "uniform float frame, sound;") ==
        tokens("float frame = pp_frame_count; float sound = 0.0;"));
  CHECK(globals("twigl:geek", "precision highp float; uniform mediump vec2 r, m;") ==
        tokens("vec2 r = pp_resolution; vec2 m = pp_mouse;"));
}

TEST_CASE("interface: gl_FragCoord counts from where the author redeclares it") {
  const auto colour = [](const std::string& layout) {
    const std::string text = rewritten("sandbox", "#version 330\nout vec4 c;\nlayout(" + layout +
                                                      ") in vec4 gl_FragCoord;\nvoid main() { c = "
                                                      "vec4(gl_FragCoord.xy, 0.0, 1.0); }");
    return text.substr(text.find("{"));
  };
  const auto body = [](const std::string& coordinate) {
    return tokens("{ c = vec4(" + coordinate + ".xy, 0.0, 1.0); }");
  };
  CHECK(colour("origin_upper_left") ==
        body("vec4(pp_frag_coord.x, PP_PASS_SIZE.y - pp_frag_coord.y, pp_frag_coord.zw)"));
  CHECK(colour("pixel_center_integer") ==
        body("vec4(pp_frag_coord.x - 0.5, pp_frag_coord.y - 0.5, pp_frag_coord.zw)"));
  CHECK(colour("origin_upper_left, pixel_center_integer") ==
        body("vec4(pp_frag_coord.x - 0.5, PP_PASS_SIZE.y - pp_frag_coord.y - 0.5, "
             "pp_frag_coord.zw)"));
  CHECK(colour("location = 0") == body("pp_frag_coord"));
}

TEST_CASE("interface: of an array of outputs the first is the picture") {
  for (const char* output : {"out vec4 q[2];", "out vec4[2] q;", "layout(location = 0) out vec4 q[2];"}) {
    const auto unit = translate_text("sandbox", std::string("#version 330\n") + output +
                                                    "void main() { q[0] = gl_FragCoord; q[1] = vec4(0.0); }");
    REQUIRE(unit);
    CHECK(compile_error(*unit) == "");
    CHECK(unit->glsl.find("return q[0];") != std::string::npos);
  }
}

TEST_CASE("interface: a host's value is cut or filled to the author's type") {
  CHECK(globals("sandbox", "uniform vec3 resolution;") ==
        tokens("vec3 resolution = vec3(PP_PASS_SIZE, 1.0);"));
  CHECK(globals("glslviewer", "uniform vec3 u_resolution;") ==
        tokens("vec3 u_resolution = vec3(PP_PASS_SIZE, 1.0);"));
  CHECK(globals("sandbox", "uniform vec2 iResolution;") ==
        tokens("vec2 iResolution =(vec3(PP_PASS_SIZE, 1.0)). xy;"));
  CHECK(globals("sandbox", "uniform int time;") == tokens("int time = int(pp_time_s);"));
  CHECK(globals("sandbox", "uniform float iFrame;") ==
        tokens("float iFrame = float(pp_frame_number);"));
  CHECK(globals("sandbox", "uniform ivec2 resolution; uniform mat2 time;") ==
        tokens("ivec2 resolution = ivec2(PP_PASS_SIZE); mat2 time = mat2(1.0);"));
}

TEST_CASE("interface: uniforms that nothing reads keep their value, by default one by their name") {
  CHECK(globals("sandbox", "uniform float a, b[2]; uniform vec3 k = vec3(1.0, 2.0, 3.0), l;") ==
        tokens("float a = 0.5; float b[2]; vec3 k = vec3(1.0, 2.0, 3.0); vec3 l = vec3(0.5, 0.5, "
               "0.5);"));
  CHECK(globals("sandbox", "uniform struct S { float x; };\nS s;") ==
        tokens("struct S { float x; }; S s;"));
}

TEST_CASE("interface: samplers that nobody reads vanish") {
  CHECK(globals("sandbox", "uniform sampler2D backbuffer, other; uniform samplerCube cube;") == "");
  CHECK(failure("shadertoy", "uniform sampler2D iChannel0; uniform vec3 iResolution;\n" +
                                 shadertoy_program("", "c.xy = p / iResolution.xy;")) == "");
}

TEST_CASE("interface: Shadertoy's and TwiGL's own names may be declared again") {
  CHECK(failure("shadertoy", "uniform float iTime;\n" + shadertoy_program("", "c.x = iTime;")) ==
        "");
  CHECK(failure("twigl:geeker_300", "uniform float t; out vec4 o; void main() { o = vec4(t); }") ==
        "");
  CHECK(failure("twigl:geekest",
                "float PI = 3.0; vec3 hsv(float a, float b, float c) { return "
                "vec3(a); } void main() { gl_FragColor.rgb = hsv(PI, t, 1.0); }") == "");
}

TEST_CASE("interface: varyings of known hosts have values, others are set by their names") {
  CHECK(globals("sandbox", "varying vec2 surfacePosition; uniform vec2 surfaceSize;") ==
        tokens("vec2 surfacePosition = pp_surface_position; vec2 surfaceSize = pp_surface_size;"));
  CHECK(failure("sandbox", "in vec2 v_texcoord; " + kMain) == "");
  CHECK(
      globals("sandbox", "varying vec3 vNormal; in vec4 vertexColor; flat in int id;") ==
      tokens("vec3 vNormal = (vec4(0.0, 0.0, 1.0, 0.0)).xyz; vec4 vertexColor = vec4(1.0); int id "
             "= int((vec4(0.0)).x);"));
  const std::string unit = "(pp_frag_coord.xy / PP_PASS_SIZE)";
  CHECK(globals("sandbox", "in vec2 TexCoord; varying vec3 vPos;") ==
        tokens("vec2 TexCoord = (vec4(" + unit + ", 0.0, 1.0)).xy; vec3 vPos = (vec4(2.0 * " +
               unit + " - 1.0, 0.0, 1.0)).xyz;"));
}

TEST_CASE("interface: blocks become their members, with or without an instance") {
  CHECK(failure("sandbox",
                "layout(std140, binding = 1) uniform U { float time; vec2 resolution; mat4 m; };\n"
                "layout(push_constant) uniform P { float time; vec3 sample; } pc;\n"
                "in V { vec2 uv; } v;\n"
                "void main() { gl_FragColor = m[0] + vec4(v.uv, time, pc.time) + "
                "vec4(pc.sample, 1.0) + resolution.x; }") == "");
  CHECK(globals("sandbox", "uniform P { float time; float a; } pc;") ==
        tokens("float ppu_pc_of_time = pp_time_s; float ppu_pc_of_a = 0.5;"));
}

TEST_CASE("interface: names of a host need no declaration in a fragment shader") {
  CHECK(rewritten("sandbox", "void main() { gl_FragColor = vec4(iTime); }") ==
        tokens("float iTime = pp_time_s; void pp_author_main() { pp_frag_color = vec4(iTime); }"));
  CHECK(failure("sandbox",
                "float time() { return 1.0; } struct S { vec2 resolution; }; void main() { S s; "
                "float mouse = time(); gl_FragColor = vec4(s.resolution, mouse, 1.0); }") == "");
}

TEST_CASE("interface: globals may be initialised from uniforms, constants from anything") {
  CHECK(failure("sandbox",
                "uniform float time; float speed = time * 2.0; void main() { "
                "gl_FragColor = vec4(speed); }") == "");
  CHECK(failure("shadertoy",
                shadertoy_program(
                    "float f() { return 1.0; } const float a = f(), b = tanh(1.0);\n"
                    "const mat2 m = mat2(1, 2, 3, 4) * mat2(1); const vec2 d = m[0] * b;\n"
                    "const int n = 3; const float e[n] = float[n](1.0, 2.0, 3.0);",
                    "float k[n]; c.x = a + d.x + k[0] + e[1];")) == "");
}
