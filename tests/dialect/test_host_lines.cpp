// Lines that hosts replace before they compile.
#include <doctest/doctest.h>

#include <algorithm>

#include "engine/dialect/host_lines.h"
#include "tests/dialect/dialect_support.h"

using namespace progpretrain;
using namespace progpretrain::testing;
using dialect::resolve_host_lines;

namespace {

std::string drawn(const std::string& declarations, const std::string& statements) {
  return "varying vec2 vUv;\n" + declarations + "\nvoid main() { gl_FragColor = vec4(1.0);\n" +
         statements + "\n}\n";
}

}  // namespace

TEST_CASE("host lines: a text without any stays as it is") {
  const std::string text =
      "#version 300 es\n#pragma optimize(on)\nvoid main() {}\n#ifdef GL_ES\n#endif";
  const auto lines = resolve_host_lines(text);
  CHECK(lines.text == text);
  CHECK(lines.macros == "");
  CHECK(lines.notes.empty());
  CHECK(!lines.has_three_common);
}

TEST_CASE("host lines: of libretro's stages the fragment's and what stands before both are left") {
  CHECK(resolve_host_lines("a\n#pragma stage vertex\nb\n#pragma  stage fragment\nc\n").text ==
        "a\n\n\n#pragma  stage fragment\nc\n");
  CHECK(resolve_host_lines("#pragma stage fragment\nc\n#pragma stage vertex\nb").text ==
        "#pragma stage fragment\nc\n\n");
  // Where one of them alone is told there is nothing to choose.
  CHECK(resolve_host_lines("b\n#pragma stage fragment\nc").text == "b\n#pragma stage fragment\nc");
  CHECK(resolve_host_lines("#pragma stage vertex\nb").text == "#pragma stage vertex\nb");
}

TEST_CASE(
    "host lines: a text that asks for both stages gets the one that draws, unless it chooses "
    "itself") {
  const std::string both = "#if defined(VERTEX)\na\n#elif defined(FRAGMENT)\nb\n#endif\n";
  CHECK(resolve_host_lines(both).macros == "#define FRAGMENT 1\n");
  CHECK(resolve_host_lines("#ifdef VERTEX\n#endif\n#ifdef PIXEL\n#endif\n").macros ==
        "#define PIXEL 1\n");
  CHECK(resolve_host_lines("#define FRAGMENT 0\n" + both).macros == "");
  CHECK(resolve_host_lines("#ifdef FRAGMENT\n#endif\nfloat VERTEX;\n").macros == "");
  // A name that means something else is left alone.
  const std::string short_names =
      "#if defined(VERT) || \\\n defined(FRAG)\n#endif\n#ifdef FRAG\n#endif\n";
  CHECK(resolve_host_lines(short_names + "#ifndef FRAG\n#error FRAG\n#endif\n").macros ==
        "#define FRAG 1\n");
  CHECK(resolve_host_lines(short_names + "float FRAG = 2.0;\n").macros == "");
  CHECK(resolve_host_lines(short_names + "#define HALF \\\n (0.5 * FRAG)\n").macros == "");
}

TEST_CASE("host lines: openFrameworks' line is a version, alone in its line only") {
  CHECK(resolve_host_lines("  OF_GLSL_SHADER_HEADER \nx").text == "#version 150\nx");
  CHECK(resolve_host_lines("int OF_GLSL_SHADER_HEADER;").text == "int OF_GLSL_SHADER_HEADER;");
  CHECK(failure("sandbox",
                "OF_GLSL_SHADER_HEADER\n#if __VERSION__ != 150\n#error\n#endif\nout vec4 c; void "
                "main() { c = vec4(1.0); }") == "");
}

TEST_CASE(
    "host lines: chunks of three.js that finish a colour vanish with a note, others are refused by "
    "name") {
  const auto lines =
      resolve_host_lines("#include <fog_fragment>\nx\n  # include <encodings_fragment>\n");
  CHECK(lines.text == "\nx\n\n");
  CHECK(lines.notes == std::vector<std::string>{"#include <fog_fragment>: left out",
                                                "#include <encodings_fragment>: left out"});
  CHECK(resolve_host_lines("#include <fog_fragment>\n#include <fog_fragment>\n").notes.size() ==
        1);
  corpus::Program program;
  program.dialect = "sandbox";
  program.source = drawn("", "#include <tonemapping_fragment>");
  const auto& notes = translated(program).notes;
  CHECK(std::find(notes.begin(), notes.end(), "#include <tonemapping_fragment>: left out") !=
        notes.end());
  CHECK(refusal("sandbox", drawn("#include <lights_pars_begin>", "")) ==
        "unsupported@2: uses #include <lights_pars_begin>, a chunk of three.js without a stand-in");
  // One that the text's own conditions switch off harms nobody.
  CHECK(failure("sandbox", drawn("#ifdef USE_MAP\n#include <map_pars_fragment>\n#endif", "")) ==
        "");
  for (const char* file :
       {"#include \"common\"", "#include </etc/passwd.glsl>", "#include \"lights.glsl\""})
    CHECK_MESSAGE(refusal("sandbox", drawn(file, "")) == "unsupported@2: uses #include", file);
}

TEST_CASE(
    "host lines: the common chunk offers constants and functions that give way to the author's") {
  const std::string use =
      "gl_FragColor = vec4(saturate(PI) + pow2(vUv.x) + rand(vUv) + average(vec3(1.0)));";
  CHECK(failure("sandbox", drawn("#include <common>", use)) == "");
  CHECK(failure("sandbox",
                drawn("#include <common>\n#define PI 3.0\n#define saturate(x) clamp(x, 0.0, 1.0)\n"
                      "float rand(vec2 p) { return p.x; }\nfloat average(vec3 v) { return v.x; }",
                      use)) == "");
  CHECK(failure("sandbox", drawn("const float EPSILON = 0.5;\n#include <common>",
                                 "gl_FragColor *= EPSILON + pow3(2.0);")) == "");
  // Nobody else gets them.
  CHECK(failure("sandbox", drawn("", use)).find("undeclared") != std::string::npos);
}

TEST_CASE("host lines: libretro's parameters become parameters with default and range") {
  corpus::Program program;
  program.dialect = "sandbox";
  program.source =
      "#pragma parameter GLOW \"Glow, (strong)\" 1.5 -1.0 3.0 0.1\n#pragma parameter BROKEN 1 2\n"
      "#ifdef PARAMETER_UNIFORM\nuniform float GLOW;\n#endif\n" +
      drawn("", "gl_FragColor *= GLOW;");
  const auto unit = translated(program);
  REQUIRE(unit.parameters.size() == 1);
  CHECK(unit.parameters[0].name == "GLOW");
  CHECK(unit.parameters[0].value[0] == 1.5f);
  CHECK(unit.parameters[0].min[0] == -1.0f);
  CHECK(unit.parameters[0].max[0] == 3.0f);
  // A text may ask for its uniforms itself.
  CHECK(failure("sandbox",
                "#pragma parameter GLOW \"Glow\" 1.5 -1.0 3.0 0.1\n#define PARAMETER_UNIFORM\n"
                "#ifdef PARAMETER_UNIFORM\nuniform float GLOW;\n#endif\n" +
                    drawn("", "gl_FragColor *= GLOW;")) == "");
}
