// Texts made to break the translator: each ends in a value, quickly.
#include <doctest/doctest.h>

#include <chrono>

#include "engine/dialect/dialect.h"
#include "engine/dialect/embedded_shaders.h"
#include "tests/dialect/dialect_support.h"

using namespace progpretrain::testing;

namespace {

std::string repeat(const std::string& text, int n) {
  std::string out;
  for (int i = 0; i < n; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("hostile: broken texts are values in every dialect") {
  const std::string texts[] = {"",
                               " ",
                               "}",
                               "{",
                               "void main() {",
                               "void main() }",
                               "void mainImage(",
                               "#",
                               "#define",
                               "#define F(",
                               "#if",
                               "#endif",
                               "/*",
                               "//",
                               "\\",
                               "\"",
                               "'",
                               std::string(3, '\0'),
                               "\xff\xfe",
                               "uniform",
                               "uniform ;",
                               "uniform float",
                               "layout(",
                               "out",
                               "struct",
                               "struct S {",
                               "precision",
                               "for(",
                               "case",
                               "a[",
                               "= {",
                               "void main() { float",
                               "void main() { float a[; }",
                               "void f(out float) {} void main() {}",
                               "void main(){} void main(){}",
                               "in;",
                               "varying;",
                               "const",
                               "const float",
                               "gl_",
                               "pp_",
                               "main",
                               "o=",
                               "void mainImage(out vec4 c, in vec2 p)",
                               "void main() { for (int i; i < ; ) }",
                               "} void main() {"};
  for (const auto& dialect : progpretrain::dialect::dialects()) {
    for (const std::string& text : texts) {
      const auto unit = translate_text(dialect.name, text);
      if (!unit) CHECK_MESSAGE(!unit.error().reason.empty(), text);
    }
  }
}

TEST_CASE("hostile: a body cannot climb out of its main and take the entry point") {
  CHECK(
      failure("twigl:geekest", "} void main() { gl_FragColor = vec4(1.0);").find("syntax error") !=
      std::string::npos);
  const auto unit = translate_text("twigl:geekest", "gl_FragColor=vec4(1); } void g() { ");
  REQUIRE(unit);
  CHECK(compile_error(*unit) == "");
  CHECK(unit->glsl.ends_with(progpretrain::dialect::shader_text("entry.glsl")));
  CHECK(failure("sandbox", "void main() {} vec4 pp_program_colour() { return vec4(1.0); }") == "");
}

TEST_CASE("hostile: what the compiler would read differently is refused") {
  CHECK(refusal("sandbox", "#define D /\nlayout D/ x\n(binding = 0) uniform;\nvoid main() {}") ==
        "parse_error@2: unexpected '/' after '/'");
  CHECK(refusal("sandbox", "\nfloat x = 1.0 @ 2.0; void main() {}") ==
        "parse_error@2: unexpected character");
  CHECK(refusal("sandbox", "\nfloat x = 1.0 \\ 2.0; void main() {}") ==
        "parse_error@2: unexpected character '\\'");
  CHECK(refusal("sandbox", "#define H #\nH extension all : enable\nvoid main() {}")
            .starts_with("parse_error@2: '#'"));
  const auto quoted = translate_text("sandbox", "void main() { \"#extension all : enable\"; }");
  if (quoted) CHECK(quoted->glsl.find("all : enable") == std::string::npos);
}

TEST_CASE("hostile: deep nesting and endless sources are refused before they reach a compiler") {
  CHECK(refusal("shadertoy", shadertoy_program("", "c.x = " + repeat("(", 100000) + "1.0" +
                                                       repeat(")", 100000) + ";")) ==
        "unsupported@3: nests brackets deeper than 256 levels");
  CHECK(refusal("shadertoy", repeat("{", 5000)) ==
        "unsupported@1: nests brackets deeper than 256 levels");
  CHECK(refusal("shadertoy", std::string(2'000'000, 'a')) == "unsupported@0: is larger than 1 MiB");
}

TEST_CASE("hostile: macros that call each other end, macro bombs are refused") {
  const std::string mutual = "#define A B\n#define B A\n" + shadertoy_program("", "c.x = A;");
  CHECK(failure("shadertoy", mutual).find("undeclared identifier") != std::string::npos);
  std::string bomb = "#define A0 " + repeat("xx ", 8) + "\n";
  for (int i = 1; i < 7; ++i) {
    const std::string number = std::to_string(i), previous = std::to_string(i - 1);
    bomb.append("#define A").append(number);
    for (int k = 0; k < 8; ++k) bomb.append(" A").append(previous);
    bomb.append("\n");
  }
  CHECK(refusal("shadertoy", bomb + "A6\n") ==
        "unsupported@0: is larger than 4 MiB after macro expansion");
}

TEST_CASE("hostile: arguments that macros double are counted, and only as often as they are used") {
  const std::string doubles = "#define E(x) ((x) + (x))\n#define P(a, b) (a)\n#define Q(v) E(E(v))\n";
  const auto nested = [&](const std::string& macro, int depth, const std::string& rest = "") {
    return doubles + shadertoy_program("", "c.x = " + repeat(macro + "(", depth) + "1.0" +
                                               repeat(rest + ")", depth) + ";");
  };
  const std::string too_large = "unsupported@0: is larger than 4 MiB after macro expansion";
  CHECK(refusal("shadertoy", nested("E", 40)) == too_large);
  CHECK(refusal("shadertoy", nested("Q", 20)) == too_large);
  CHECK(translate_text("shadertoy", nested("E", 5)).has_value());
  CHECK(translate_text("shadertoy", nested("P", 40, ", E(2.0)")).has_value());
  // Brackets that are never closed take no time.
  CHECK_FALSE(translate_text("shadertoy", doubles + repeat("E(", 300000)).has_value());
}

TEST_CASE("hostile: macros that double each other are refused unexpanded, with and without arguments") {
  std::string plain = "#define A0 x + x\n", called = "#define B0(v) v + v\n", lines = "#define C0 \\\n x + x\n";
  for (int i = 1; i < 60; ++i) {
    const std::string number = std::to_string(i), previous = std::to_string(i - 1);
    plain += "#define A" + number + " A" + previous + " + A" + previous + "\n";
    called += "#define B" + number + "(v) B" + previous + "(v) + B" + previous + "(v)\n";
    lines += "#define C" + number + " C" + previous + " \\\n + C" + previous + "\n";
  }
  const auto start = std::chrono::steady_clock::now();
  for (const std::string& bomb : {plain + shadertoy_program("", "c.x = A59;"), called + shadertoy_program("", "c.x = B59(p.x);"),
                                  lines + shadertoy_program("", "c.x = C59;")})
    CHECK(refusal("shadertoy", bomb) == "unsupported@0: is larger than 4 MiB after macro expansion");
  CHECK(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() < 1.0);
  // Unused, it does no harm; nor do macros that mention themselves or are defined more than once.
  CHECK(failure("shadertoy", plain + shadertoy_program("", "c.x = 1.0;")) == "");
  CHECK(failure("shadertoy", "#define S S + S\n#define T T\n#define V 1.0\n#undef V\n#define V 2.0\nfloat S_ = V;\n" +
                                 shadertoy_program("", "c.x = S_;")) == "");
}

TEST_CASE("hostile: a large source takes time in proportion") {
  const auto seconds = [](int n) {
    const std::string source = shadertoy_program(
        repeat("float f(float x) { float y[2]; return y[0] + x; }\n", n), "c.x = f(1.0);");
    const auto start = std::chrono::steady_clock::now();
    CHECK(translate_text("shadertoy", source).has_value());
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  seconds(100);
  CHECK(seconds(16000) < 5.0);
}

TEST_CASE("hostile: names that only a host declares take time in proportion") {
  const auto seconds = [](const std::string& dialect, const std::string& source) {
    const auto start = std::chrono::steady_clock::now();
    (void)translate_text(dialect, source);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  std::string samplers = "varying vec2 v; void main() {\n", elements = samplers, comments, controls = "vec4 renderMain() { float x;\n";
  for (int i = 0; i < 15000; ++i) {
    const std::string number = std::to_string(i);
    samplers += "gl_FragColor += texture2D(s" + number + ", v);\n";
    elements += "gl_FragColor += texture2D(s[" + number + "], v);\n";
    comments += "uniform float u" + number + "; // = 1.0\n";
    controls += "x += c" + number + ";\n";
  }
  CHECK(seconds("sandbox", samplers + "}") < 10.0);
  CHECK(seconds("sandbox", elements + "}") < 10.0);
  CHECK(seconds("gl-transition", comments + "vec4 transition(vec2 p) { return vec4(u1); }") < 10.0);
  CHECK(seconds("synesthesia", controls + "return vec4(x); }") < 10.0);
  CHECK(seconds("sandbox", "uniform " + repeat("uniform /*=", 80000) + repeat("#pragma stage fragment\n", 8000)) < 10.0);
}
