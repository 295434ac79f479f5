// Programs of several passes, and programs that read their own last frame.
#include <doctest/doctest.h>

#include "engine/dialect/dialect.h"
#include "engine/dialect/normalise.h"
#include "engine/spirv/compile.h"
#include "tests/dialect/dialect_support.h"

using namespace progpretrain;
using namespace progpretrain::testing;

namespace {

using dialect::ComputePass;

corpus::Input buffer_input(int channel, const std::string& name) {
  return {channel, "buffer", name, "", ""};
}

const std::string kRead = shadertoy_program("", "c = texture(iChannel0, p / iResolution.xy);");
const std::string kPlain = shadertoy_program("", "c = vec4(iTime);");

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

dialect::ComputeProgram single(const std::string& dialect, const std::string& source) {
  corpus::Program program;
  program.dialect = dialect;
  program.source = source;
  auto out = translated(program);
  CHECK(compile_error(out) == "");
  return out;
}

}  // namespace

TEST_CASE("passes: buffers are drawn in their order, then the picture") {
  const auto program = translated(program_of(
      kRead, {buffer_input(0, "B")}, {{"A", kPlain, {}}, {"B", kRead, {buffer_input(0, "A")}}}));
  CHECK(compile_error(program) == "");
  REQUIRE(program.units.size() == 3);
  CHECK(program.passes == std::vector<ComputePass>{{0, 0, 1, 0}, {1, 1, 1, 1}, {2, 2, 0, 2}});
  CHECK(program.num_buffers == 2);
  CHECK(program.shown_buffer == -1);
  CHECK(!program.has_feedback);
  CHECK(program.units[0].name == "Buffer A");
  CHECK(program.units[2].name == "");
  CHECK(contains(program.units[1].glsl, "PpSampler2D(PP_SOURCE_BUFFER, 0, "));
  CHECK(contains(program.units[2].glsl, "PpSampler2D(PP_SOURCE_BUFFER, 1, "));
  for (const auto& unit : program.units) CHECK(contains(unit.glsl, "#define PP_BUFFERS 1\n"));
}

TEST_CASE("passes: a buffer that reads itself or a later one is feedback") {
  const auto feedback = [](const std::string& read_by_a, const std::string& read_by_b) {
    return translated(program_of(kRead, {buffer_input(0, "B")},
                                 {{"A", kRead, {buffer_input(0, read_by_a)}},
                                  {"B", kRead, {buffer_input(0, read_by_b)}}}))
        .has_feedback;
  };
  CHECK(feedback("A", "A"));
  CHECK(feedback("B", "A"));
  CHECK(feedback("C", "B"));
  CHECK(!feedback("C", "A"));
}

TEST_CASE("passes: a buffer whose pass may discard is feedback, a picture that does is none") {
  const std::string discards =
      shadertoy_program("", "if (p.x > 4.0) discard; c = vec4(iTime);");
  CHECK(translated(program_of(kRead, {buffer_input(0, "A")}, {{"A", discards, {}}})).has_feedback);
  CHECK(!translated(program_of(discards, {buffer_input(0, "A")}, {{"A", kPlain, {}}})).has_feedback);
  CHECK(!translated(program_of(discards, {}, {})).has_feedback);
}

TEST_CASE("passes: what is bound but not read is no feedback") {
  const auto program = translated(program_of(kPlain, {}, {{"A", kPlain, {buffer_input(0, "A")}}}));
  CHECK(!program.has_feedback);
}

TEST_CASE("passes: common text stands before every pass, macros included") {
  const std::string common =
      "#define K 2.0\nfloat f(float x) { return K * x; }\n"
      "vec4 unused(sampler2D s) { return texture(s, vec2(iMouse)); }";
  const std::string use = shadertoy_program("", "c.x = f(K);");
  const auto program = translated(program_of(use, {}, {{"A", use, {}}}, common));
  CHECK(compile_error(program) == "");
  for (const auto& unit : program.units) {
    CHECK(contains(unit.glsl, "#line 1 2\n"));
    CHECK(contains(unit.glsl, "#line 1 1\n"));
  }
}

TEST_CASE("passes: reasons name the pass and its own line, or the common text") {
  const auto reason = [](const corpus::Program& program) {
    const auto result = dialect::translate(program);
    if (!result) return std::to_string(result.error().line) + " " + result.error().reason;
    for (const auto& unit : result->units)
      if (const auto words = spirv::compile(unit.glsl); !words)
        return std::to_string(words.error().line) + " " + unit.name + ": " + words.error().reason;
    return std::string("fine");
  };
  const std::string common = "float a;\nfloat b;\n";
  const std::string bad = shadertoy_program("", "\nc.x = nothing;");
  CHECK(reason(program_of(kPlain, {}, {{"A", bad, {}}}, common)) ==
        "4 Buffer A: 'nothing' : undeclared identifier");
  CHECK(reason(program_of(kPlain, {}, {}, common + "float c = nothing;")) ==
        "3 : Common: 'nothing' : undeclared identifier");
  const std::string forbidden = shadertoy_program("", "\nbarrier();");
  CHECK(reason(program_of(kPlain, {}, {{"A", forbidden, {}}}, common)) ==
        "4 Buffer A: calls barrier");
  CHECK(reason(program_of(kPlain, {}, {}, "\nshared float x;")) ==
        "2 Common: declares shared or buffer memory");
  CHECK(reason(program_of(forbidden, {}, {}, common)) == "4 calls barrier");
  CHECK(reason(program_of(kPlain, {}, {{"B", "float x;", {}}}, common)) ==
        "0 Buffer B: defines no function mainImage");
}

TEST_CASE("passes: parts count together towards the limit of size") {
  auto program =
      program_of(kPlain, {}, {{"A", std::string(700'000, ' '), {}}}, std::string(500'000, ' '));
  const auto result = dialect::translate(program);
  REQUIRE(!result);
  CHECK(result.error().reason == "is larger than 1 MiB");
}

TEST_CASE("feedback: a program that reads its last frame is drawn into a buffer") {
  for (const auto& [dialect, source] : std::vector<std::pair<std::string, std::string>>{
           {"twigl:classic",
            "uniform sampler2D backbuffer; void main() { gl_FragColor = "
            "texture2D(backbuffer, vec2(0.5)); }"},
           {"twigl:geek",
            "uniform sampler2D b; void main() { gl_FragColor = texture2D(b, vec2(0.5)); }"},
           {"twigl:geek",
            "uniform sampler2D any; void main() { gl_FragColor = texture2D(any, vec2(0.5)); }"},
           {"twigl:geeker", "void main() { gl_FragColor = texture2D(b, vec2(0.5)); }"},
           {"twigl:geekest", "gl_FragColor=texture2D(b,FC.xy/r);"},
           {"twigl:classic_300",
            "uniform sampler2D backbuffer; out vec4 q; void main() { q = "
            "texture(backbuffer, vec2(0.5)); }"},
           {"twigl:geek_300",
            "uniform sampler2D b; out vec4 o; void main() { o = texture(b, vec2(0.5)); }"},
           {"twigl:geeker_300", "void main() { o = texture(b, vec2(0.5)); }"},
           {"twigl:geekest_300", "o=texture(b,FC.xy/r)*.9+.1;"},
           {"sandbox",
            "uniform sampler2D backbuffer; void main() { gl_FragColor = "
            "texture2D(backbuffer, vec2(0.5)); }"},
           {"sandbox",
            "uniform sampler2D bb; void main() { gl_FragColor = texture2D(bb, vec2(0.5)); }"}}) {
    CAPTURE(dialect);
    const auto program = single(dialect, source);
    CHECK(program.units.size() == 1);
    CHECK(program.passes == std::vector<ComputePass>{{0, 0, 1, 0}});
    CHECK(program.num_buffers == 1);
    CHECK(program.shown_buffer == 0);
    CHECK(program.has_feedback);
    CHECK(contains(program.units[0].glsl, "PpSampler2D(PP_SOURCE_BUFFER, 0, "));
  }
}

TEST_CASE(
    "feedback: who only declares the sampler, or uses its name for something else, stays plain") {
  for (const auto& [dialect, source] : std::vector<std::pair<std::string, std::string>>{
           {"twigl:classic",
            "uniform sampler2D backbuffer; void main() { gl_FragColor = vec4(1); }"},
           {"twigl:geekest_300", "vec2 b=FC.xy/r;o=vec4(b,t,1);"},
           {"twigl:geekest_300", "float b=length(vec2(t,1));o=vec4(max(b,.1));"},
           {"twigl:geekest_MRT", "o0=vec4(t);o1=o0;"},
           {"sandbox",
            "uniform sampler2D backbuffer; vec4 f(vec2 p) { return "
            "texture2D(backbuffer, p); } void main() { gl_FragColor = vec4(1); }"}}) {
    CAPTURE(source);
    const auto program = single(dialect, source);
    CHECK(program.passes == std::vector<ComputePass>{{0, 0, 0, 0}});
    CHECK(program.num_buffers == 0);
    CHECK(program.shown_buffer == -1);
    CHECK(!program.has_feedback);
    CHECK(!contains(program.units[0].glsl, "#define PP_BUFFERS"));
  }
}

TEST_CASE("feedback: the editors' filters and depths") {
  CHECK(contains(single("twigl:geekest_300", "o=texture(b,FC.xy/r);").units[0].glsl,
                 "PP_FILTER_LINEAR + PP_WRAP_CLAMP"));
  const std::string sandbox = single("sandbox",
                                     "uniform sampler2D backbuffer; void main() { gl_FragColor = "
                                     "texture2D(backbuffer, vec2(0.5)) * 2.0; }")
                                  .units[0]
                                  .glsl;
  CHECK(contains(sandbox, "PP_FILTER_NEAREST + PP_WRAP_CLAMP"));
  CHECK(contains(sandbox, "return floor(clamp(pp_frag_color, 0.0, 1.0) * 255.0 + 0.5) / 255.0;"));
}

TEST_CASE("two targets: every mode writes both, shows the first and reads both") {
  for (const auto& [dialect, source] : std::vector<std::pair<std::string, std::string>>{
           {"twigl:classic_MRT",
            "uniform sampler2D backbuffer0, backbuffer1; layout(location = 1) out vec4 outColor1; "
            "layout(location = 0) out vec4 outColor0; void main() { outColor0 = "
            "texture(backbuffer1, vec2(0.5)); outColor1 = outColor0; }"},
           {"twigl:geek_MRT",
            "uniform sampler2D b1; uniform float t; layout(location = 0) out vec4 o0; "
            "layout(location = 1) out vec4 o1; void main() { o0 = texture(b1, vec2(t)); o1 = o0; "
            "}"},
           {"twigl:geeker_MRT", "void main() { o0 = texture(b1, vec2(t)); o1 = o0; }"},
           {"twigl:geekest_MRT",
            "o0=texture(b1,FC.xy/r)+texture(b0,FC.xy/r)+hsv(t,1.,1.).xyzz;o1=o0;"}}) {
    CAPTURE(dialect);
    const auto program = single(dialect, source);
    CHECK(program.passes == std::vector<ComputePass>{{0, 0, 2, 0}});
    CHECK(program.num_buffers == 2);
    CHECK(program.shown_buffer == 0);
    CHECK(program.has_feedback);
    const std::string& glsl = program.units[0].glsl;
    const bool is_classic = dialect == "twigl:classic_MRT";
    CHECK(contains(glsl, is_classic ? "  return outColor0;\n" : "  return o0;\n"));
    CHECK(contains(glsl, is_classic ? "#define PP_SECOND_COLOUR outColor1\n"
                                    : "#define PP_SECOND_COLOUR o1\n"));
    CHECK(contains(glsl, "PpSampler2D(PP_SOURCE_BUFFER, 1, "));
  }
}

TEST_CASE("two targets: all twelve modes of TwiGL are known") {
  for (const char* mode : {"classic", "geek", "geeker", "geekest"})
    for (const char* kind : {"", "_300", "_MRT"}) {
      const std::string name = std::string("twigl:") + mode + kind;
      CHECK_MESSAGE(dialect::find_dialect(name) != nullptr, name);
    }
}

TEST_CASE("hash: common text, inputs and buffers belong to the program") {
  const auto hash = [](const corpus::Program& p) { return dialect::content_hash("shadertoy", p); };
  const corpus::Program plain = program_of(kPlain);
  CHECK(hash(plain) == dialect::content_hash("shadertoy", kPlain));
  const corpus::Input texture{0, "texture", "a", "linear", "repeat"};
  const corpus::Program with_input = program_of(kPlain, {texture});
  const corpus::Program with_buffer = program_of(kPlain, {}, {{"A", kPlain, {}}});
  std::vector<std::string> all = {hash(plain),
                                  hash(with_input),
                                  hash(with_buffer),
                                  hash(program_of(kPlain, {}, {}, "float x;")),
                                  hash(program_of(kPlain, {}, {{"B", kPlain, {}}})),
                                  hash(program_of(kPlain, {}, {{"A", kRead, {}}})),
                                  hash(program_of(kPlain, {}, {{"A", kPlain, {texture}}}))};
  for (const corpus::Input& other : {corpus::Input{1, "texture", "a", "linear", "repeat"},
                                     corpus::Input{0, "video", "a", "linear", "repeat"},
                                     corpus::Input{0, "texture", "b", "linear", "repeat"},
                                     corpus::Input{0, "texture", "a", "mipmap", "repeat"},
                                     corpus::Input{0, "texture", "a", "linear", "clamp"},
                                     corpus::Input{0, "texture", "a", "linear", "repeat", false}})
    all.push_back(hash(program_of(kPlain, {other})));
  for (size_t i = 0; i < all.size(); ++i)
    for (size_t k = 0; k < i; ++k) CHECK_MESSAGE(all[i] != all[k], i << " and " << k);
  const corpus::Input second{1, "texture", "a", "linear", "repeat"};
  CHECK(hash(program_of(kPlain, {texture, second})) == hash(program_of(kPlain, {second, texture})));
  CHECK(hash(program_of(kPlain, {texture}, {}, "float x; // c")) ==
        hash(program_of(kPlain, {texture}, {}, "float  x;")));
}
