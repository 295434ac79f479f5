// Typed parameters in a program's header.
#include <doctest/doctest.h>

#include "engine/dialect/header_parameters.h"
#include "tests/dialect/dialect_support.h"

using namespace progpretrain;
using namespace progpretrain::testing;

namespace {

/// The text with the header before a picture of `expression`.
std::string program_with(const std::string& header, const std::string& expression) {
  return header + "\n" + shadertoy_program("", "c = vec4(" + expression + ");");
}

dialect::ComputeProgram accepted(const std::string& header, const std::string& expression) {
  const dialect::ComputeProgram out = translated(program_of(program_with(header, expression)));
  CHECK(compile_error(out) == "");
  return out;
}

std::string refused(const std::string& header) {
  return refusal("shadertoy", program_with(header, "1.0"));
}

}  // namespace

TEST_CASE("header: a typed constant is a parameter with its kind, default and range") {
  const auto program = accepted(
      "// @param kHue palette 0.30 0.0 1.0\n"
      "const float kHue = 0.30;\n"
      "// @param kSun light 0.4,0.8,-0.3 -1,-1,-1 1,1,2 where the sun stands\n"
      "const vec3 kSun = vec3(0.4, 0.8, -0.3);\n"
      "//@param kLobes shape 5 3 9\n"
      "const float kLobes = 5.0;",
      "kHue, kSun.xy, kLobes");
  REQUIRE(program.parameters.size() == 3);
  CHECK(program.parameters[0] ==
        dialect::DeclaredParameter{"kHue", "palette", 0, 1, {0.3f}, {0.0f}, {1.0f}});
  CHECK(program.parameters[1] ==
        dialect::DeclaredParameter{
            "kSun", "light", 1, 3, {0.4f, 0.8f, -0.3f}, {-1, -1, -1}, {1, 1, 2}});
  CHECK(program.parameters[2].kind == "identity");
  CHECK(author_part(program.units[0]).find("PP_FRAME.parameters[0].x") != std::string::npos);
}

TEST_CASE("header: constants that are computed from a parameter follow it") {
  const auto program = accepted(
      "// @param kSize pose 0.5 0.1 1.0\n"
      "const float kSize = 0.5, kOther = 2.0;\n"
      "const float kHalf = 0.5 * kSize * kOther;",
      "vec3(kHalf), 1.0");
  CHECK(program.parameters.size() == 1);
}

TEST_CASE("header: all passes see the parameters of the common text in the same place") {
  const corpus::Program program =
      program_of(shadertoy_program("", "c = vec4(kGain);"), {},
                 {{"A", shadertoy_program("", "c = vec4(kGain, kTint, 1.0);"), {}}},
                 "// @param kGain light 0.5 0 1\nconst float kGain = 0.5;\n"
                 "// @param kTint palette 0.1 0 1\nconst vec2 kTint = vec2(0.1);\n");
  const auto out = translated(program);
  CHECK(compile_error(out) == "");
  REQUIRE(out.parameters.size() == 2);
  CHECK(out.parameters[1].first == 1);
  for (const auto& unit : out.units)
    CHECK(unit.glsl.find("vec2 kTint = vec2(PP_FRAME.parameters[0].y, PP_FRAME.parameters[0].z)") !=
          std::string::npos);
}

TEST_CASE("header: a declaration that contradicts its constant is refused with its line") {
  CHECK(refused("\n// @param kHue palette 0.3 0 1") ==
        "parse_error@2: parameter kHue names no constant at file scope");
  CHECK(refused("// @param kHue palette 0.3 0 1\nfloat kHue = 0.3;") ==
        "parse_error@1: parameter kHue names no constant at file scope");
  CHECK(refused("// @param kHue palette 0.3 0 1\nconst float kHue = 0.3 * 1.0;") ==
        "parse_error@1: parameter kHue is no float or vector with literals for a value");
  CHECK(refused("// @param kHue palette 3 0 4\nconst int kHue = 3;") ==
        "parse_error@1: parameter kHue is no float or vector with literals for a value");
  CHECK(refused("// @param kHue palette 0.3 0 1\nconst float kHue = 0.4;") ==
        "parse_error@1: parameter kHue has another default than its constant");
  CHECK(refused("// @param kHue palette 1.5 0 1\nconst float kHue = 1.5;") ==
        "parse_error@1: parameter kHue has a default outside of its range");
  CHECK(refused("// @param kHue palette 1 1 1\nconst float kHue = 1.0;") ==
        "parse_error@1: parameter kHue has an empty range");
  CHECK(refused("// @param kTint palette 0.1,0.2 0 1\nconst vec3 kTint = vec3(0.1, 0.2, 0.3);") ==
        "parse_error@1: parameter kTint needs 1 or 3 components");
  CHECK(refused("// @param kHue colour 0.3 0 1\nconst float kHue = 0.3;") ==
        "parse_error@1: parameter kHue has the unknown kind colour (known: " +
            dialect::header_kinds() + ")");
  CHECK(refused("// @param kHue palette 0.3 0\nconst float kHue = 0.3;") ==
        "parse_error@1: parameter kHue needs a default, a lowest and a highest value");
  CHECK(refused("const float kA = 0.3;\n// @param kA pose 0.3 0 1\n// @param kA pose 0.3 0 1") ==
        "parse_error@3: parameter kA is declared twice");
}

TEST_CASE("header: more than 16 numbers are refused at the parameter that does not fit") {
  std::string header;
  for (int i = 0; i < 5; ++i) {
    const std::string name = "kV" + std::to_string(i);
    header += "// @param " + name + " texture 0.5 0 1\nconst vec4 " + name + " = vec4(0.5);\n";
  }
  CHECK(refused(header) ==
        "parse_error@9: parameter kV4 does not fit: a program has at most 16 numbers as "
        "parameters");
}

TEST_CASE("header: comments of documentation tools are no declarations") {
  for (const std::string comment :
       {"// @param p the position", "/// @param r radius 0 or 1", "// @param uv texture coordinate",
        "// @param n number 1 or 2", "/* @param kHue palette 0.3 0 1 */",
        "// @param {Light} l 1 2 3", "// @param"})
    CHECK_MESSAGE(refused(comment) == "accepted", comment);
}
