// Which dialect a text is in.
#include <doctest/doctest.h>

#include "engine/dialect/detect.h"
#include "tests/dialect/dialect_support.h"

using progpretrain::dialect::detect;

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
        "sandbox");
  CHECK(dialect_of("uniform vec2 resolution; uniform float frame; void main() { gl_FragColor = "
                   "vec4(frame); }") == "twigl:classic");
  CHECK(dialect_of("uniform vec2 resolution; uniform float time; out vec4 q; void main() { q = "
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

TEST_CASE("detect: Shadertoy programs in a sandbox shim belong to the sandbox") {
  const std::string image = "void mainImage(out vec4 c, in vec2 p) { c = vec4(p, time, 1); }\n";
  const std::string main = "void main() { mainImage(gl_FragColor, gl_FragCoord.xy); }\n";
  CHECK(dialect_of("uniform float time;\n" + image + main) == "sandbox");
  CHECK(dialect_of(image + "void main() {}\n") == "shadertoy");
}

TEST_CASE("detect: comments prove nothing") {
  CHECK(dialect_of("// void mainImage(out vec4 c, in vec2 p) {}\nfor(;;)o+=FC;") ==
        "twigl:geekest_300");
}

TEST_CASE("detect: what is no shader, or of an unknown host, is refused with the known dialects") {
  for (const char* text : {"", "hello world", "{\"id\": \"x\"}", "int main(void) { return 0; }",
                           "import torch\nprint(1)", "r and t and o are letters; nothing more",
                           "<html><body>void main</body></html>",
                           "\x7f"
                           "ELF\x01\x02"}) {
    const std::string result = dialect_of(text);
    CHECK_MESSAGE(result.starts_with("none: is no shader in a known dialect (known: shadertoy, "),
                  text << result);
  }
  CHECK(dialect_of("void main() { gl_FragColor = vec4(RENDERSIZE, TIME, 1.0); }")
            .starts_with("none: is an ISF"));
  CHECK(dialect_of("uniform float fGlobalTime; out vec4 o; void main() { o = vec4(1); }")
            .starts_with("none: is a Bonzomatic"));
  CHECK(dialect_of("attribute vec3 p; void main() { gl_Position = vec4(p, 1.0); }")
            .starts_with("none: is a vertex"));
  CHECK(dialect_of("o0=vec4(FC.xy/r,t,1);o1=o0;")
            .starts_with("none: is a TwiGL program with several"));
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
  program.dialect = "basic";
  CHECK(!progpretrain::dialect::classify(program));
  program.dialect.clear();
  program.source.assign(10'000'000, 'x');
  const auto huge = progpretrain::dialect::classify(program);
  REQUIRE(!huge);
  CHECK(huge.error().verdict == progpretrain::corpus::Verdict::unsupported);
  CHECK(huge.error().reason == "is larger than 1 MiB");
}
