// What each host offers its programs.
#include <doctest/doctest.h>

#include "engine/dialect/dialect.h"
#include "tests/dialect/dialect_support.h"

using namespace progpretrain::testing;

TEST_CASE("hosts: every value of Shadertoy is there with its type") {
  CHECK(failure("shadertoy",
                shadertoy_program(
                    "",
                    "vec3 r = iResolution; float t = iTime + iGlobalTime + iTimeDelta + "
                    "iFrameRate + iSampleRate + iChannelTime[3]; int f = iFrame; vec4 m = "
                    "iMouse + iDate; vec3 k = iChannelResolution[1]; c = m + vec4(r + k, t) "
                    "+ float(f) * float(HW_PERFORMANCE);")) == "");
}

TEST_CASE("hosts: Shadertoy's entry may be declared in several ways") {
  for (const char* head :
       {"void mainImage(out vec4 c, in vec2 p)", "void mainImage(out vec4 c, vec2 p)",
        "void mainImage(inout vec4 c, in highp vec2 p)",
        "void mainImage(out vec4 c, const in vec2 p)"})
    CHECK_MESSAGE(failure("shadertoy", std::string(head) + " { c += vec4(p, 0, 1); }") == "", head);
  CHECK(refusal("shadertoy", "float mainImag() { return 1.0; }") ==
        "parse_error@0: defines no function mainImage");
  CHECK(refusal("shadertoy", "void mainImage(out vec4 c, in vec2 p);") ==
        "parse_error@0: defines no function mainImage");
}

TEST_CASE("hosts: main may be written as mainImage is, other parameters are refused in words") {
  CHECK(failure("sandbox", "void main(out vec4 c, in vec2 p) { c = vec4(p, 0, 1); }") == "");
  CHECK(failure("sandbox", "void main(void) { gl_FragColor = vec4(1); }") == "");
  CHECK(refusal("sandbox", "\nvoid main(vec2 p) { gl_FragColor = vec4(p, 0, 1); }") ==
        "unsupported@2: main has parameters; expected main() or main(out vec4 colour, in vec2 "
        "position)");
}

TEST_CASE("hosts: every helper of TwiGL's geekest modes compiles with its own parameters") {
  for (const char* call : {"F4",
                           "mod289(1.0)",
                           "mod289(vec2(1)).x",
                           "mod289(vec3(1)).x",
                           "mod289(vec4(1)).x",
                           "permute(1.0)",
                           "permute(vec3(1)).x",
                           "permute(vec4(1)).x",
                           "taylorInvSqrt(1.0)",
                           "taylorInvSqrt(vec4(1)).x",
                           "snoise2D(FC.xy)",
                           "snoise3D(FC.xyz)",
                           "snoise4D(FC)",
                           "grad4(1.0, vec4(1)).x",
                           "fsnoise(FC.xy)",
                           "fsnoiseDigits(FC.xy)",
                           "hsv(1.0, 1.0, 1.0).x",
                           "(rotate2D(1.0) * r).x",
                           "(rotate3D(1.0, vec3(1)) * vec3(1)).x",
                           "PI",
                           "PI2",
                           "FC.z + FC.w + FC.s",
                           "m.x + t + f + s"}) {
    CHECK_MESSAGE(failure("twigl:geekest_300", "o=vec4(" + std::string(call) + ");") == "", call);
    CHECK_MESSAGE(failure("twigl:geekest", "gl_FragColor=vec4(" + std::string(call) + ");") == "",
                  call);
  }
}

TEST_CASE("hosts: helpers are part of the unit only when the program uses them") {
  const auto plain = translate_text("twigl:geekest_300", "o=vec4(FC.xy/r,t,1);");
  const auto noisy = translate_text("twigl:geekest_300", "o=vec4(snoise2D(FC.xy));");
  const auto coloured = translate_text("twigl:geekest_300", "o.rgb=hsv(t,1.,1.);");
  REQUIRE(plain);
  REQUIRE(noisy);
  REQUIRE(coloured);
  CHECK(plain->glsl.find("snoise2D") == std::string::npos);
  CHECK(plain->glsl.find("hsv") == std::string::npos);
  CHECK(noisy->glsl.find("vec3 hsv(") == std::string::npos);
  CHECK(coloured->glsl.find("snoise2D") == std::string::npos);
}

TEST_CASE("hosts: geekest wraps a body, and leaves a text with main alone") {
  CHECK(rewritten("twigl:geekest", "gl_FragColor=vec4(t);") ==
        tokens("void pp_author_main() { pp_frag_color = vec4(t); }"));
  CHECK(failure("twigl:geekest_300", "float g(){return t;}void main(){o=vec4(g());}") == "");
  CHECK(failure("twigl:geekest_300",
                "#define M(x) x*x\nfor(float i,g;i++<9.;o+=M(g)){vec3 p;g+=p.x;}") == "");
}

TEST_CASE("hosts: assignments in both arms of a conditional compile") {
  CHECK(failure("twigl:geekest_300", "float a,b;t>1.?a=1.:b=2.;t>2.?a+=1.:b*=2.;o+=a+b;") == "");
}

TEST_CASE("hosts: each dialect's smallest program compiles") {
  for (const progpretrain::dialect::Dialect& d : progpretrain::dialect::dialects()) {
    std::string source = "void main() { gl_FragColor = gl_FragCoord; }";
    if (d.entry == progpretrain::dialect::Dialect::Entry::main_image)
      source = shadertoy_program("", "c = vec4(1.0);");
    if (d.name == "gl-transition") source = "vec4 transition(vec2 p) { return getToColor(p); }";
    if (d.name == "love")
      source = "vec4 effect(vec4 c, Image t, vec2 p, vec2 s) { return c * Texel(t, p); }";
    if (d.name == "synesthesia") source = "vec4 renderMain() { return vec4(_uv, 0.0, 1.0); }";
    if (d.name == "isf") source.insert(0, "/*{\"INPUTS\": []}*/");
    CHECK_MESSAGE(failure(d.name, source) == "", d.name);
  }
}

TEST_CASE("hosts: an unknown dialect is refused and the known ones are listed") {
  const std::string reason = refusal("cobol", "x");
  CHECK(
      reason.starts_with("unsupported@0: unknown dialect cobol (known: shadertoy, twigl:classic"));
  CHECK(reason.find("sandbox") != std::string::npos);
}
