// Uniforms that no host sets are the program's parameters.
#include <doctest/doctest.h>

#include <algorithm>

#include "engine/dialect/parameters.h"
#include "engine/dialect/uniform_defaults.h"
#include "engine/dialect/uniform_names.h"
#include "tests/dialect/dialect_support.h"

using namespace progpretrain;
using namespace progpretrain::testing;

namespace {

std::vector<dialect::DeclaredParameter> parameters_of(const std::string& dialect,
                                                      const std::string& source) {
  corpus::Program program;
  program.dialect = dialect;
  program.source = source;
  const dialect::ComputeProgram out = translated(program);
  CHECK(compile_error(out) == "");
  return out.parameters;
}

/// "name:kind@first=value,value[min,max]" of all.
std::string shown(const std::vector<dialect::DeclaredParameter>& parameters) {
  std::string text;
  const auto number = [](float v) {
    std::string s = std::to_string(v);
    s.erase(s.find_last_not_of('0') + 1);
    return s.ends_with('.') ? s.substr(0, s.size() - 1) : s;
  };
  for (const auto& p : parameters) {
    text += (text.empty() ? "" : " ") + p.name + ":" + p.kind + "@" + std::to_string(p.first) + "=";
    for (uint32_t i = 0; i < p.num_components; ++i)
      text += (i == 0 ? "" : ",") + number(p.value[i]);
    text += "[" + number(p.min[0]) + "," + number(p.max[0]) + "]";
  }
  return text;
}

std::string uses(const std::string& expression) {
  return "\nvoid main() { gl_FragColor = vec4(" + expression + "); }";
}

}  // namespace

TEST_CASE("parameters: every scalar and vector uniform of the author's is one") {
  CHECK(shown(parameters_of(
            "sandbox",
            "uniform float a; uniform int n; uniform bool on; uniform vec2 p; uniform "
            "vec3 tintColor; uniform vec4 w; uniform uint u;" +
                uses("a + float(n) + (on ? p.x : tintColor.x) + w.x + float(u)"))) ==
        "a:float@0=0.5[0,1] n:int@1=1[0,2] on:bool@2=1[0,1] p:vec2@3=0.5,0.5[0,1] "
        "tintColor:color@5=0.95,0.8,0.35[0,1] w:vec4@8=0.5,0.5,0.5,0.5[0,1] u:int@12=1[0,2]");
}

TEST_CASE("parameters: without a value of the author's, name and type decide") {
  const auto guessed = [](const std::string& type, const std::string& name) {
    const auto p = dialect::uniform_parameter(name, type, "", nullptr);
    REQUIRE(p);
    for (uint32_t i = 0; i < p->num_components; ++i) {
      CHECK(p->min[i] <= p->value[i]);
      CHECK(p->value[i] <= p->max[i]);
      CHECK(p->min[i] < p->max[i]);
    }
    return *p;
  };
  for (const char* name : {"speed", "u_zoom", "uNoiseScale", "noisescale", "brightness", "alpha"})
    CHECK_MESSAGE(guessed("float", name).value[0] == 1.0f, name);
  for (const char* name : {"octaves", "u_iterations", "numSides", "maxSteps", "layer_count"}) {
    CHECK_MESSAGE(guessed("int", name).value[0] == 5.0f, name);
    CHECK_MESSAGE(guessed("uint", name).value[0] == 5.0f, name);
    CHECK_MESSAGE(guessed("float", name).value[0] == 5.0f, name);
  }
  // Words, not letters: no "num" in "enumerated", no "id" in "width", no "pan" in "span".
  for (const char* name : {"enumerated", "width", "span", "a", "blur", "radius"})
    CHECK_MESSAGE(guessed("float", name).value[0] == 0.5f, name);
  CHECK(guessed("float", "rotationAngle").value[0] == 0.0f);
  CHECK(guessed("vec2", "center").value[1] == 0.5f);
  CHECK(guessed("vec2", "u_offset").value[1] == 0.0f);
  CHECK(guessed("vec2", "tileSize").value[1] == 1.0f);
  CHECK(guessed("vec3", "camPos").value[2] == 0.0f);
  CHECK(guessed("vec3", "lightDir").value[1] > 0.5f);
  CHECK(guessed("int", "mode").value[0] == 0.0f);
  CHECK(guessed("bool", "invertColors").value[0] == 0.0f);
  CHECK(guessed("bool", "useLight").value[0] == 1.0f);
  for (const char* name : {"u_color", "baseColour", "uTint", "col", "skyRGB"}) {
    const auto colour = guessed("vec4", name);
    CHECK(colour.kind == "color");
    CHECK(colour.value[3] == 1.0f);
    CHECK(*std::max_element(colour.value.begin(), colour.value.begin() + 3) > 0.6f);
  }
  CHECK(guessed("vec3", "colorA").value != guessed("vec3", "colorB").value);
}

TEST_CASE("parameters: a matrix is the identity, and a note tells what was set by its name") {
  corpus::Program program;
  program.dialect = "sandbox";
  program.source = "uniform mat3 m; uniform float told = 2.0, speed, unused;" +
                   uses("m[0].x + told + speed");
  const auto out = translated(program);
  CHECK(out.units[0].glsl.find("mat3 m = mat3(1.0);") != std::string::npos);
  CHECK(out.notes == std::vector<std::string>{"uniforms set by their names: m, speed"});
}

TEST_CASE("parameters: a name that ends like a host's name for time or canvas is that") {
  corpus::Program program;
  program.dialect = "sandbox";
  program.source = "uniform float uAnimationTime, time_scale, sunsetTime = 3.0; uniform vec2 "
                   "u_buffer_resolution; uniform vec3 texResolution0;" +
                   uses("uAnimationTime * time_scale + sunsetTime + u_buffer_resolution.x + "
                        "texResolution0.z");
  const auto out = translated(program);
  CHECK(compile_error(out) == "");
  CHECK(shown(out.parameters) == "time_scale:float@0=1[0,2] sunsetTime:float@1=3[0,6]");
  CHECK(out.units[0].glsl.find("float uAnimationTime = pp_time_s;") != std::string::npos);
  CHECK(out.notes == std::vector<std::string>{"uniforms set by their names: uAnimationTime, "
                                              "time_scale, u_buffer_resolution, texResolution0"});
}

TEST_CASE("parameters: an initialiser of literals is the default, another one stays as it is") {
  CHECK(shown(parameters_of("sandbox",
                            "uniform float a = -0.5; uniform vec2 p = vec2(3.0); uniform "
                            "bool b = true; uniform vec3 c = vec3(1, .5, 2e0f); uniform "
                            "float k = 1.0 / 3.0;" +
                                uses("a + p.x + float(b) + c.x + k"))) ==
        "a:float@0=-0.5[-1,1] p:vec2@1=3,3[0,6] b:bool@3=1[0,1] c:vec3@4=1,0.5,2[0,1]");
}

TEST_CASE("parameters: comments may name defaults and ranges") {
  CHECK(shown(parameters_of("sandbox",
                            "uniform float a; // slider[0.5, 1.0, 4.0]\n"
                            "uniform float b; // range(0, 2), default: 0.5\n"
                            "uniform float c; // [1, 3] strength\n"
                            "uniform float d = 2.0; // 0.5..2.5\n"
                            "uniform float e; // min=-1 max=1\n"
                            "uniform float f; // a radius, see [3]\n" +
                                uses("a + b + c + d + e + f"))) ==
        "a:float@0=1[0.5,4] b:float@1=0.5[0,2] c:float@2=1[1,3] d:float@3=2[0.5,2.5] "
        "e:float@4=0[-1,1] f:float@5=0.5[0,1]");
}

TEST_CASE("parameters: matrices, arrays, integer vectors and unused uniforms are none") {
  CHECK(parameters_of("sandbox",
                      "uniform mat3 m; uniform float a[3]; uniform ivec2 i; uniform float "
                      "unused;" +
                          uses("m[0].x + a[1] + float(i.x)"))
            .empty());
}

TEST_CASE("parameters: arrays, structs and integer vectors have values by their names") {
  const auto check = [](const std::string& declarations, const std::string& expected,
                        const std::string& use) {
    corpus::Program program;
    program.dialect = "sandbox";
    program.source = declarations + uses(use);
    const auto out = translated(program);
    CHECK(compile_error(out) == "");
    CHECK_MESSAGE(tokens(author_part(out.units[0])).find(tokens(expected)) != std::string::npos,
                  author_part(out.units[0]));
    REQUIRE(out.notes.size() == 1);
    CHECK(out.notes[0].starts_with("uniforms set by their names: "));
  };
  check("uniform ivec2 i;", "ivec2 i = ivec2(int(round(1.0)));", "float(i.x)");
  check("uniform uvec3 numCells;", "uvec3 numCells = uvec3(uint(round(max(5.0, 0.0))));",
        "float(numCells.x)");
  check("uniform bvec2 on;", "bvec2 on = bvec2((1.0 >= 0.5));", "on.x ? 1.0 : 0.0");
  check("const int N = 2; uniform float speed[N];", "float speed[N] = float[2](1.0, 1.0);",
        "speed[1]");
  check("uniform float[2] weights;", "float[2] weights = float[2](0.5, 0.5);", "weights[1]");
  check("uniform mat2 m[2];", "mat2 m[2] = mat2[2](mat2(1.0), mat2(1.0));", "m[1][0].x");
  check("uniform float levelTime[2];", "= float[2](pp_time_s, pp_time_s);", "levelTime[1]");
  check("struct Light { vec3 dir; float gain[2], k; }; uniform Light sun;",
        "sun = Light(vec3(0.57735026, 0.57735026, 0.57735026), float[2](1.0, 1.0), 0.5);",
        "sun.k + sun.gain[1]");
  check("struct In { bool flip; }; struct Out { In a; int mode; }; uniform Out o[2];",
        "o[2] = Out[2](Out(In((0.0 >= 0.5)), int(round(0.0))), Out(In((0.0 >= 0.5)), "
        "int(round(0.0))));",
        "float(o[1].mode)");
  check("uniform struct S { float speed; } a, b;", "} a = S(1.0); S b = S(1.0);",
        "a.speed + b.speed");
  check("uniform B { ivec2 cells; float gain[2]; } block;", "= float[2](1.0, 1.0);",
        "block.gain[1] + float(block.cells.x)");
}

TEST_CASE("parameters: colours and places in an array differ, and lie in their range") {
  using dialect::value_by_name;
  for (const auto& [name, type] : {std::pair("lightColors", "vec3"), std::pair("points", "vec2"),
                                   std::pair("positions", "vec4"), std::pair("data", "float")}) {
    std::vector<std::string> values;
    for (uint32_t i = 0; i < 5; ++i) values.push_back(value_by_name(name, type, i, 5));
    std::sort(values.begin(), values.end());
    CHECK(std::unique(values.begin(), values.end()) == values.end());
  }
  CHECK(value_by_name("data", "float", 0, 4) == "0.2");
  CHECK(value_by_name("data", "sampler2D", 0, 4) == "");
  CHECK(value_by_name("data", "dvec2", 0, 4) == "");
  CHECK(value_by_name("data", "Light", 0, 4) == "");
}

TEST_CASE("parameters: a uniform without any value is named in a note") {
  corpus::Program program;
  program.dialect = "sandbox";
  program.source = "uniform float big[300]; uniform vec4 told[2] = vec4[2](vec4(1.0), vec4(2.0));" +
                   uses("big[int(gl_FragCoord.x)] + told[0].x");
  const auto out = translated(program);
  CHECK(compile_error(out) == "");
  CHECK(out.notes == std::vector<std::string>{
                         "uniforms without a value of their host's, drawn as zero: big[300]"});
}

TEST_CASE("parameters: what does not fit keeps its default") {
  std::string declarations, sum = "0.0";
  for (int i = 0; i < 6; ++i) {
    declarations += "uniform vec3 v" + std::to_string(i) + " = vec3(0.25);";
    sum += " + v" + std::to_string(i) + ".x";
  }
  const auto parameters = parameters_of("sandbox", declarations + uses(sum));
  CHECK(parameters.size() == 5);
  CHECK(rewritten("sandbox", declarations + uses(sum))
            .find("vec3 v5 = vec3 ( 0.25 , 0.25 , 0.25 )") != std::string::npos);
}

TEST_CASE("parameters: a host's own values are none") {
  CHECK(parameters_of("sandbox",
                      "uniform float time, uTime; uniform vec2 resolution; uniform int "
                      "u_frame; uniform vec3 iResolution;" +
                          uses("time + uTime + resolution.x + float(u_frame) + "
                               "iResolution.z"))
            .empty());
}

TEST_CASE("parameters: passes of one program share them") {
  corpus::Program program = program_of("uniform float gain = 0.5; uniform float b;\n" +
                                           shadertoy_program("", "c = vec4(gain, b, 0.0, 1.0);"),
                                       {},
                                       {{"A",
                                         "uniform float a; uniform float gain = 0.5;\n" +
                                             shadertoy_program("", "c = vec4(a, gain, 0, 1);"),
                                         {}}});
  CHECK(shown(translated(program).parameters) ==
        "a:float@0=0.5[0,1] gain:float@1=0.5[0,1] b:float@2=0.5[0,1]");
}

TEST_CASE("parameters: the editor's #iUniform lines carry range and kind") {
  CHECK(shown(parameters_of("shadertoy",
                            "#iUniform float speed = 1.5 in { 0.0, 5.0 } step 0.1\n"
                            "#iUniform color3 tint = color3(1.0, 0.5, 0.25)\n" +
                                shadertoy_program("", "c = vec4(tint * speed, 1.0);"))) ==
        "speed:float@0=1.5[0,5] tint:color@1=1,0.5,0.25[0,1]");
}

TEST_CASE("parameters: a name that had to give way is shown as the author wrote it") {
  CHECK(shown(parameters_of("sandbox", "uniform float sample;" + uses("sample"))) ==
        "sample:float@0=5[1,10]");
}
