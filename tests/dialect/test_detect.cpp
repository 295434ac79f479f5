// Which dialect a text is in.
#include <doctest/doctest.h>

#include "engine/dialect/detect.h"
#include "tests/dialect/dialect_support.h"

using progpretrain::dialect::detect;
using progpretrain::testing::failure;

namespace {

std::string dialect_of(const std::string& source) {
  const auto found = detect(source);
  if (!found) return "none: " + found.error().reason;
  CHECK(!found->reason.empty());
  return found->dialect;
}

}  // namespace

TEST_CASE("detect: every host is known by its marks") {
  CHECK(dialect_of("void mainImage(out vec4 c, in vec2 p) { c = vec4(1); }") == "shadertoy");
  CHECK(dialect_of(
            "precision highp float; uniform vec2 resolution; uniform float time; void main() { "
            "gl_FragColor = vec4(time); }") == "sandbox");
  CHECK(dialect_of("uniform vec2 u_resolution; void main() { gl_FragColor = gl_FragCoord; }") ==
        "glslviewer");
  CHECK(dialect_of("uniform float fGlobalTime; out vec4 o; void main() { o = vec4(1); }") ==
        "bonzomatic");
  CHECK(dialect_of("/*{\"INPUTS\": []}*/ void main() { gl_FragColor = vec4(TIME); }") == "isf");
  CHECK(dialect_of("uniform vec2 resolution; uniform float frame; void main() { gl_FragColor = "
                   "vec4(frame); }") == "twigl:classic");
  CHECK(dialect_of("uniform vec2 resolution; uniform float time; out vec4 outColor; void main() { outColor = "
                   "vec4(time); }") == "twigl:classic_300");
  CHECK(dialect_of("uniform vec2 r; uniform float t; void main() { gl_FragColor = vec4(t); }") ==
        "twigl:geek");
  CHECK(dialect_of("uniform vec2 r; uniform float t; out vec4 o; void main() { o = vec4(t); }") ==
        "twigl:geek_300");
  CHECK(dialect_of("void main(){gl_FragColor=vec4(gl_FragCoord.xy/r,t,1);}") == "twigl:geeker");
  CHECK(dialect_of("void main(){o=vec4(gl_FragCoord.xy/r,t,1);}") == "twigl:geeker_300");
  CHECK(dialect_of("gl_FragColor=vec4(FC.xy/r,t,1);") == "twigl:geekest");
  CHECK(dialect_of("for(float i;i++<9.;)o+=FC.xyxy/r.xyxy;") == "twigl:geekest_300");
  CHECK(dialect_of("float g(){return t;} void main(){o=vec4(FC.xy*g(),0,1);}") ==
        "twigl:geekest_300");
  CHECK(dialect_of("void main() { gl_FragColor = vec4(gl_FragCoord.xy, 0, 1); }") == "sandbox");
}

TEST_CASE("detect: a statement after else, do or return is no function of a geekest body") {
  CHECK(dialect_of("vec2 p=FC.xy/r;if(p.x<.3)o=FC;else if(p.x<.6)o=vec4(p,t,1);") == "twigl:geekest_300");
  CHECK(dialect_of("float i;do if(i>3.)o.r+=FC.x;else for(;i<9.;)o.g+=.1;while(i++<9.);") == "twigl:geekest_300");
  CHECK(dialect_of("if(FC.x<.5)gl_FragColor=vec4(1);else if(t>.5)gl_FragColor=vec4(r,0,1);") == "twigl:geekest");
  CHECK(failure("twigl:geekest_300", "if(FC.x<.5)o=FC;else if(FC.y<.5)o=vec4(1);") == "");
}

TEST_CASE("detect: TwiGL programs with two render targets are known by what they set and declare") {
  CHECK(dialect_of("o0=vec4(FC.xy/r,t,1);o1=o0;") == "twigl:geekest_MRT");
  CHECK(dialect_of("void main(){o0=vec4(gl_FragCoord.xy/r,t,1);o1=o0;}") == "twigl:geeker_MRT");
  CHECK(
      dialect_of("uniform vec2 r; layout(location=0) out vec4 o0; layout(location=1) out vec4 o1; "
                 "void main() { o0 = vec4(r, 0, 1); o1 = o0; }") == "twigl:geek_MRT");
  CHECK(dialect_of("uniform vec2 resolution; layout(location=0) out vec4 outColor0; "
                   "layout(location=1) out vec4 outColor1; void main() { outColor0 = "
                   "vec4(resolution, 0, 1); outColor1 = outColor0; }") == "twigl:classic_MRT");
  CHECK(dialect_of("uniform vec2 resolution; uniform sampler2D backbuffer1; layout(location=0) out vec4 outColor0; "
                   "layout(location=1) out vec4 outColor1; void main() { outColor0 = "
                   "texture(backbuffer1, gl_FragCoord.xy / resolution); }") == "twigl:classic_MRT");
}

TEST_CASE("detect: a text that uses TwiGL's helpers without defining them is in a geekest mode") {
  CHECK(dialect_of("void main(){gl_FragColor=vec4(hsv(t,1.,1.),1)*gl_FragCoord.x/r.x;}") == "twigl:geekest");
  CHECK(dialect_of("float g(vec2 p){return snoise2D(p*rotate2D(t));}"
                   "void main(){o=vec4(g(gl_FragCoord.xy/r));}") == "twigl:geekest_300");
  CHECK(dialect_of("vec3 hsv(float h,float s,float v){return vec3(v);}"
                   "void main(){o=vec4(hsv(t,1.,1.),1)*gl_FragCoord.x/r.x;}") == "twigl:geeker_300");
}

TEST_CASE("detect: names of the geekest modes that a text makes itself leave it geeker") {
  CHECK(dialect_of("#define FC gl_FragCoord\nvoid main(){gl_FragColor=vec4(FC.xy/r,t,1);}") ==
        "twigl:geeker");
  CHECK(dialect_of("void main(){vec4 FC=gl_FragCoord;o=vec4(FC.xy/r,t,1);}") ==
        "twigl:geeker_300");
  CHECK(dialect_of("const float PI2=6.28;void main(){o=vec4(sin(t*PI2));}") == "twigl:geeker_300");
  CHECK(dialect_of("#define FC gl_FragCoord\nvoid main(){o0=vec4(FC.xy/r,t,1);o1=o0;}") ==
        "twigl:geeker_MRT");
  CHECK(dialect_of("#define FC gl_FragCoord\nvoid main(){gl_FragColor=vec4(FC.xy,0,1);}") ==
        "sandbox");
}

TEST_CASE("detect: names that a text declares itself are not TwiGL's") {
  for (const char* text :
       {"float t=.5; float r(vec2 p){return p.x;} void main(){gl_FragColor=vec4(r(gl_FragCoord.xy)*t);}",
        "struct H{float t;}; H h; void main(){gl_FragColor=vec4(h.t);}",
        "void main(){float a=1.,t=gl_FragCoord.x; vec3 r=vec3(a,t,0); gl_FragColor=vec4(r,t);}",
        "float f(float t,vec2 r){return t*r.x;} void main(){gl_FragColor=vec4(f(1.,gl_FragCoord.xy));}",
        "#define S(a,b,t) smoothstep(a,b,t)\nvoid main(){gl_FragColor=vec4(S(.1,.2,gl_FragCoord.x));}",
        "void main(){gl_FragColor=vec4(gl_FragCoord.xy.r);}",
        "void main(){for(float t=0.;t<3.;t++)gl_FragColor+=gl_FragCoord*t;}"})
    CHECK_MESSAGE(dialect_of(text) == "sandbox", std::string(text));
  for (const char* text :
       {"float f(float t){t+=1.;return t;} void main(){gl_FragColor=vec4(f(t));}",
        "vec2 f(vec2 r); void main(){gl_FragColor=vec4(f(r),0,1);}",
        "void main(){float t=t*.5;gl_FragColor=vec4(t);}",
        "#define S(t) sin(t)\nvoid main(){gl_FragColor=vec4(S(t));}",
        "void main(){{float t=1.;}for(float t=0.;t<1.;t++);gl_FragColor=vec4(t);}"})
    CHECK_MESSAGE(dialect_of(text) == "twigl:geeker", std::string(text));
}

TEST_CASE("detect: an entry with Shadertoy's parameters is Shadertoy's, whatever its name") {
  const std::string body = "{ c = vec4(p / iResolution.xy, sin(iTime), 1.0); }";
  for (const char* entry : {"void main(out vec4 c, in vec2 p)", "void main( out vec4 c, vec2 p )",
                            "void main(inout vec4 c, const in highp vec2 p)",
                            "void main(out mediump vec4 c,\nin vec2 p)"}) {
    CHECK_MESSAGE(dialect_of(std::string(entry) + body) == "shadertoy", entry);
    CHECK_MESSAGE(failure("shadertoy", std::string(entry) + body) == "", entry);
  }
  CHECK(dialect_of("void main(out vec4 c, in vec2 p) { c = vec4(p, 0, 1); }") == "shadertoy");
}

TEST_CASE("detect: Shadertoy programs in a sandbox shim belong to the sandbox") {
  const std::string image = "void mainImage(out vec4 c, in vec2 p) { c = vec4(p, time, 1); }\n";
  const std::string main = "void main() { mainImage(gl_FragColor, gl_FragCoord.xy); }\n";
  CHECK(dialect_of("uniform float time;\n" + image + main) == "sandbox");
  CHECK(dialect_of(image + "void main() {}\n") == "shadertoy");
}

TEST_CASE("detect: what a text's own conditions switch off proves nothing") {
  const std::string image = "void mainImage(out vec4 c, in vec2 p) { c = vec4(p, 0, 1); }\n";
  const std::string sandbox =
      "uniform float time; uniform vec2 resolution;\nvoid main() { mainImage(gl_FragColor, "
      "gl_FragCoord.xy); }\n";
  const auto under = [&](const std::string& condition) {
    return dialect_of(image + condition + "\n" + sandbox + "#endif\n");
  };
  CHECK(under("#ifdef GLSLSANDBOX") == "shadertoy");
  CHECK(under("#ifdef GL_ES") == "sandbox");
  CHECK(under("#define SHADERTOY\n#ifndef SHADERTOY") == "shadertoy");
  CHECK(under("#define HOST 2\n#if HOST == 1") == "shadertoy");
  CHECK(under("#define HOST 2\n#if defined(HOST) && !(HOST != 2)") == "sandbox");
  CHECK(under("#if 0\n#elif __VERSION__ >= 100 || NOBODY_KNOWS") == "sandbox");
  CHECK(under("#if 1\n#else") == "shadertoy");
  CHECK(under("#if 0\n#if 1") == "shadertoy");
  CHECK(under("#endif\n#if ((((((\n") == "shadertoy");
}

TEST_CASE("detect: Shadertoy's entry may hide behind a macro or a continued line") {
  CHECK(dialect_of("#define main() mainImage(out vec4 c, in vec2 p)\nvoid main() { c = vec4(p, 0, "
                   "1); }") == "shadertoy");
  CHECK(dialect_of("#define MAIN void mainImage(out vec4 c, in vec2 p)\nMAIN { c = vec4(1); }") ==
        "shadertoy");
  CHECK(dialect_of("void mainImage\\\n(out vec4 c, in vec2 p) { c = vec4(1); }") == "shadertoy");
}

TEST_CASE("detect: an entry that only a macro forms is found") {
  const std::string body = "(out vec4 o, vec2 u) { o = vec4(u / iResolution.xy, 0, 1); }";
  for (const char* head : {"#define image mainImage\nvoid image",
                           "#define entry(a) main##a\nvoid entry(Image)",
                           "#define PASTE(a, b) a##b\n#define NAME(a, b) PASTE(a, b)\n#define I Image\nvoid NAME(main, I)",
                           "#define image wrong\n#undef image\n#define image mainImage\nvoid image",
                           "#define ENTRY(n) void n\nENTRY(mainImage)"}) {
    CHECK_MESSAGE(dialect_of(head + body) == "shadertoy", std::string(head));
    CHECK_MESSAGE(failure("shadertoy", head + body) == "", std::string(head));
  }
  CHECK(dialect_of("#define BODY {o = vec4(1);}\n#define image mainImage\nvoid image(out vec4 o, vec2 u) BODY") ==
        "shadertoy");
  CHECK(dialect_of("#define start main\nvoid start() { gl_FragColor = vec4(1); }") == "sandbox");
  CHECK(dialect_of("#define C gl_FragColor\nC=vec4(1);") == "twigl:geekest");
}

TEST_CASE("detect: macros that double each other cost no more than others") {
  std::string text = "#define a0 b c d e f g\n#define z(x) z2(x x)\n#define z2(x) z(x x)\n";
  for (int i = 1; i < 60; ++i) {
    const std::string name = "a" + std::to_string(i), last = "a" + std::to_string(i - 1);
    text += "#define " + name + " " + last + " " + last + "\n#define " + name + " " + last + " " +
            last + "\n";
  }
  CHECK(dialect_of(text + "a59 z(a59)") == "none: is no shader in a known dialect");
  std::string open;
  for (int i = 0; i < 100'000; ++i) open += "z(";
  CHECK(dialect_of("#define z(x) x\n" + open) == "none: is no shader in a known dialect");
}

TEST_CASE("detect: comments prove nothing") {
  CHECK(dialect_of("// void mainImage(out vec4 c, in vec2 p) {}\nfor(;;)o+=FC;") ==
        "twigl:geekest_300");
}

TEST_CASE("detect: what is no shader, or of an unknown host, is refused in a few words") {
  for (const char* text : {"", "hello world", "{\"id\": \"x\"}", "int main(void) { return 0; }",
                           "import torch\nprint(1)", "r and t and o are letters; nothing more",
                           "<html><body>void main</body></html>",
                           "\x7f"
                           "ELF\x01\x02"}) {
    const std::string result = dialect_of(text);
    CHECK_MESSAGE(result == "none: is no shader in a known dialect", text << result);
  }
  CHECK(dialect_of("void main() { gl_FragColor = vec4(RENDERSIZE, TIME, 1.0); }")
            .starts_with("none: is an ISF shader without an ISF header"));
  CHECK(dialect_of("attribute vec3 p; void main() { gl_Position = vec4(p, 1.0); }")
            .starts_with("none: is a vertex"));
}

TEST_CASE("detect: shaders of other stages and languages are refused by name") {
  const auto is_refused_as = [](const std::string& source, const std::string& kind) {
    const std::string result = dialect_of(source);
    CHECK_MESSAGE(result.starts_with("none: is a" + kind), source << " -> " << result);
  };
  is_refused_as(
      "cbuffer c : register(b0) { float fGlobalTime; } float4 main(float4 p : SV_POSITION) "
      ": SV_TARGET { return p; }",
      "n HLSL shader");
  is_refused_as("shader_type canvas_item;\nvoid fragment() { COLOR = vec4(1.0); }",
                " Godot shader");
  is_refused_as("Shader \"x\" { SubShader { Pass { CGPROGRAM\n ENDCG } } }", " Unity shader");
  is_refused_as("layout(local_size_x = 8) in; void main() { }", " compute shader");
  is_refused_as("void main() { EmitVertex(); gl_FragCoord; }", " geometry shader");
  is_refused_as("vec2 mainSound(int s, float t) { return vec2(0.0); }", " sound pass");
  // A text with several stages under conditions is drawn by its fragment stage.
  CHECK(dialect_of("#ifdef VERTEX\nattribute vec4 p; void main() { gl_Position = p; }\n#else\nvoid "
                   "main() { gl_FragColor = vec4(1.0); }\n#endif") == "sandbox");
}

TEST_CASE("detect: a directive or header in the wrong case is refused where it matters") {
  CHECK(dialect_of(
            "//{ISF \"INPUTS\": []}\nvoid main() { gl_FragColor = vec4(RENDERSIZE, TIME, 1); }")
            .starts_with("none: is an ISF shader without"));
  CHECK(failure("sandbox", "#VERSION 330\nvoid main() { gl_FragColor = vec4(1.0); }") != "");
  CHECK(failure("isf", "/*{ \"INPUTS\": [ }*/ void main() { gl_FragColor = vec4(TIME); }")
            .starts_with("ISF header"));
}

TEST_CASE("detect: a version tells a desktop shader from TwiGL's") {
  const std::string text =
      "uniform vec2 resolution; uniform float time; out vec4 outColor; void main() { outColor = vec4(time); }";
  CHECK(dialect_of("#version 330\n" + text) == "sandbox");
  CHECK(dialect_of("#version 300 es\n" + text) == "sandbox");
  CHECK(dialect_of(text) == "twigl:classic_300");
  CHECK(dialect_of("#version 300 es\nuniform vec2 resolution, mouse; uniform float time; uniform "
                   "sampler2D backbuffer; out vec4 outColor; void main() { outColor = vec4(time); }") ==
        "twigl:classic_300");
  CHECK(dialect_of("uniform vec2 resolution; out vec4 c; void main() { c = vec4(resolution, 0, 1); }") ==
        "sandbox");
  CHECK(dialect_of("#version 330\nuniform float t; out vec4 c; void main() { c = vec4(t); }") ==
        "sandbox");
}

TEST_CASE("classify: a given dialect is taken, an unknown one refused, a huge source refused") {
  progpretrain::corpus::Program program;
  program.source = "gl_FragColor=vec4(1);";
  program.dialect = "twigl:geekest";
  const auto given = progpretrain::dialect::classify(program);
  REQUIRE(given);
  CHECK(given->dialect == "twigl:geekest");
  CHECK(given->reason == "given by its source");
  CHECK(given->content_hash.size() == 64);
  program.dialect = "TwiGL:geekest_mrt";
  const auto other_case = progpretrain::dialect::classify(program);
  REQUIRE(other_case);
  CHECK(other_case->dialect == "twigl:geekest_MRT");
  program.dialect = "basic";
  CHECK(!progpretrain::dialect::classify(program));
  program.dialect.clear();
  program.source.assign(10'000'000, 'x');
  const auto huge = progpretrain::dialect::classify(program);
  REQUIRE(!huge);
  CHECK(huge.error().verdict == progpretrain::corpus::Verdict::unsupported);
  CHECK(huge.error().reason == "is larger than 1 MiB");
}
