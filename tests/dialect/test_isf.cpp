// The Interactive Shader Format: headers, inputs, passes.
#include <doctest/doctest.h>

#include "engine/dialect/isf_header.h"
#include "engine/dialect/isf_size.h"
#include "tests/dialect/dialect_support.h"

using namespace progpretrain;
using namespace progpretrain::testing;
using dialect::ComputePass;

namespace {

const std::string kMain = "\nvoid main() { gl_FragColor = vec4(isf_FragNormCoord, TIME, 1.0); }";

dialect::IsfHeader header_of(const std::string& json) {
  auto header = dialect::read_isf_header("/*" + json + "*/" + kMain);
  REQUIRE_MESSAGE(header, header.error().reason);
  return std::move(*header);
}

dialect::ComputeProgram isf(const std::string& json, const std::string& statements) {
  corpus::Program program;
  program.dialect = "isf";
  program.source = "/*" + json + "*/\nvoid main() { " + statements + " }";
  auto out = translated(program);
  CHECK(compile_error(out) == "");
  return out;
}

}  // namespace

TEST_CASE("isf: a header is read as leniently as hosts read it") {
  for (const char* json :
       {R"({"INPUTS":[{"NAME":"a","TYPE":"float","DEFAULT":0.5,"MIN":0,"MAX":2}]})",
        R"({"INPUTS":[{"NAME":"a","TYPE":"float","DEFAULT":.5,"MIN":0.,"MAX":+2,},],})",
        "{\"DESCRIPTION\":\"two\nlines\",\n// a remark\n\"INPUTS\":[{\"NAME\":\"a\",\"TYPE\":"
        "\"float\",\"DEFAULT\":\"0.5\",\"MIN\":00,\"MAX\":2.0f}]}"}) {
    const auto header = header_of(json);
    REQUIRE(header.inputs.size() == 1);
    const dialect::DeclaredParameter& p = header.inputs[0].parameter;
    CHECK(p.name == "a");
    CHECK(p.value[0] == 0.5f);
    CHECK(p.min[0] == 0.0f);
    CHECK(p.max[0] == 2.0f);
  }
}

TEST_CASE("isf: the header is the first comment with an object of the specification's keys") {
  const std::string source =
      "// nobody\n/* a licence */ /* { not json } */\n/* {\"INPUTS\": []} */" + kMain;
  const auto header = dialect::read_isf_header(source);
  REQUIRE(header);
  CHECK(source.substr(header->first, header->last - header->first) == "/* {\"INPUTS\": []} */");
  CHECK(!dialect::find_isf_header("/* {} */ // /*{\"INPUTS\":[]}*/ void main() {}"));
  CHECK(!dialect::find_isf_header("/*{\"INPUTS\":[]}"));
  CHECK(!dialect::find_isf_header("/"));
  CHECK(failure("isf", "/*{ }*/ void main() { gl_FragColor = vec4(isf_FragNormCoord, TIME, 1.0); }") == "");
}

TEST_CASE("isf: a broken or missing header is refused with its line") {
  CHECK(refusal("isf", kMain).starts_with("unsupported@0: has no ISF header"));
  CHECK(refusal("isf", "\n\n/*{\"INPUTS\": [}*/" + kMain).starts_with("parse_error@3: ISF header"));
  const std::string deep(10'000, '[');
  CHECK(refusal("isf", "/*{\"INPUTS\":" + deep + "}*/" + kMain).starts_with("parse_error@1"));
}

TEST_CASE("isf: odd values in a header do no harm") {
  for (
      const char* json :
      {R"({"INPUTS":{"a":1}})", R"({"INPUTS":[1,"x",null,{"NAME":7},{"TYPE":"float"}]})",
       R"({"INPUTS":[{"NAME":"a b; }","TYPE":"float"},{"NAME":"x","TYPE":"what"}]})",
       R"({"INPUTS":[{"NAME":"c","TYPE":"color","DEFAULT":[1]},{"NAME":"l","TYPE":"long","VALUES":[]}]})",
       R"({"INPUTS":[{"NAME":"f","TYPE":"float","DEFAULT":1e99,"MIN":5,"MAX":-5}]})",
       R"({"PASSES":[7,{"TARGET":3},{"WIDTH":""}],"IMPORTED":[{"NAME":"i"}]})",
       R"({"PASSES":{},"IMPORTED":7,"PERSISTENT_BUFFERS":"x","VSN":"1"})"})
    CHECK_MESSAGE(failure("isf", "/*" + std::string(json) + "*/" + kMain) == "", json);
}

TEST_CASE("isf: inputs are parameters with default and range") {
  const auto program = isf(
      R"({"INPUTS":[{"NAME":"speed","TYPE":"float","DEFAULT":1,"MIN":0,"MAX":4},
          {"NAME":"half","TYPE":"float","MIN":1,"MAX":3},{"NAME":"on","TYPE":"bool","DEFAULT":true},
          {"NAME":"go","TYPE":"event"},{"NAME":"mode","TYPE":"long","VALUES":[2,5,9],"DEFAULT":5},
          {"NAME":"at","TYPE":"point2D","DEFAULT":[320,240]},{"NAME":"tint","TYPE":"color"},
          {"NAME":"unused","TYPE":"float"}]})",
      "gl_FragColor = tint * (speed + half) + (on && !go ? float(mode) : at.x);");
  const auto& p = program.parameters;
  REQUIRE(p.size() == 7);
  CHECK(p[0].kind == "float");
  CHECK(p[0].max[0] == 4.0f);
  CHECK(p[1].value[0] == 2.0f);
  CHECK(p[1].min[0] == 1.0f);
  CHECK(p[2].value[0] == 1.0f);
  CHECK(p[3].value[0] == 0.0f);
  CHECK(p[4].kind == "long");
  CHECK(p[4].value[0] == 5.0f);
  CHECK(p[4].min[0] == 2.0f);
  CHECK(p[4].max[0] == 9.0f);
  CHECK(p[5].num_components == 2);
  CHECK(p[5].value[1] == 240.0f);
  CHECK(p[5].max[1] == 480.0f);
  CHECK(p[6].num_components == 4);
  CHECK(p[6].value[3] == 1.0f);
  CHECK(p[6].first == 7);
}

TEST_CASE("isf: passes with targets write buffers, the last one the picture") {
  const auto program =
      isf(R"({"PASSES":[{"TARGET":"a"},{"TARGET":"b","WIDTH":"$WIDTH/2"},{}]})",
          "if (PASSINDEX == 0) gl_FragColor = vec4(TIME); else if (PASSINDEX == 1) gl_FragColor = "
          "IMG_THIS_PIXEL(a); else gl_FragColor = IMG_THIS_PIXEL(b);");
  CHECK(program.units.size() == 1);
  CHECK(program.passes == std::vector<ComputePass>{{0, 0, 1, 0}, {0, 1, 1, 1}, {0, 2, 0, 2}});
  CHECK(program.num_buffers == 2);
  CHECK(program.shown_buffer == -1);
  CHECK(!program.has_feedback);
  CHECK(program.notes ==
        std::vector<std::string>{"buffer b: $WIDTH/2 x $HEIGHT, at most the canvas"});
}

TEST_CASE("isf: a size is arithmetic over the canvas and inputs, anything else is not read") {
  const auto size = [](const std::string& text) {
    return dialect::isf_size_expression(text, [](const std::string& name) {
             return name == "scale" ? std::string("S") : std::string();
           })
        .value_or("-");
  };
  CHECK(size("$WIDTH") == "PP_FRAME.canvas.x");
  CHECK(size("256") == "256.0");
  CHECK(size(" floor( $WIDTH/4 ) ") == "floor((PP_FRAME.canvas.x / 4.0))");
  CHECK(size("max($HEIGHT*$scale-1., -2e1)") ==
        "max(((PP_FRAME.canvas.y * S) - 1.0), (-20.0))");
  CHECK(size("$WIDTH % 3") == "mod(PP_FRAME.canvas.x, 3.0)");
  for (const std::string wrong :
       {"", "WIDTH", "$nobody", "$WIDTH/", "floor($WIDTH", "floor(1, 2)", "1 2", "system(1)",
        "1; }", "x.y", "$"})
    CHECK_MESSAGE(size(wrong) == "-", wrong);
  CHECK(size(std::string(10'000, '(')) == "-");
  CHECK(size(std::string(100, '-') + "1") == "-");
}

TEST_CASE("isf: what a size is computed from is a parameter, though no code names it") {
  const auto program = isf(
      R"({"INPUTS":[{"NAME":"scale","TYPE":"float","DEFAULT":0.5},{"NAME":"n","TYPE":"long",
          "VALUES":[1,2]}],"PASSES":[{"TARGET":"a","WIDTH":"$WIDTH*$scale","HEIGHT":"$n"},{}]})",
      "gl_FragColor = IMG_THIS_PIXEL(a);");
  REQUIRE(program.parameters.size() == 2);
  CHECK(program.parameters[0].name == "scale");
  CHECK(program.parameters[1].name == "n");
}

TEST_CASE("isf: a size that is the canvas's or that cannot be read leaves the buffer as it is") {
  const auto of = [](const std::string& width) {
    return isf(R"({"PASSES":[{"TARGET":"a","WIDTH":")" + width + R"("},{}]})",
               "gl_FragColor = IMG_THIS_PIXEL(a);");
  };
  const auto plain = of("$WIDTH"), wrong = of("$WIDTH ? 1 : 2");
  CHECK(plain.notes.empty());
  CHECK(plain.units[0].glsl == wrong.units[0].glsl);
  CHECK(wrong.notes == std::vector<std::string>{"buffer a: as large as the canvas, since its size "
                                                "\"$WIDTH ? 1 : 2\" cannot be read"});
}

TEST_CASE("isf: only a persistent buffer makes feedback") {
  const std::string read = "gl_FragColor = IMG_THIS_PIXEL(a) + 0.1;";
  CHECK(isf(R"({"PASSES":[{"TARGET":"a","PERSISTENT":true},{}]})", read).has_feedback);
  CHECK(isf(R"({"PASSES":[{"TARGET":"a"},{}],"PERSISTENT_BUFFERS":["a"]})", read).has_feedback);
  CHECK(isf(R"({"PASSES":[{"TARGET":"a"},{}],"PERSISTENT_BUFFERS":{"a":{"FLOAT":true}}})", read)
            .has_feedback);
  CHECK(!isf(R"({"PASSES":[{"TARGET":"a","PERSISTENT":false},{}]})", read).has_feedback);
  CHECK(!isf(R"({"PASSES":[{"TARGET":"a","PERSISTENT":true},{}]})", "gl_FragColor = vec4(1.0);")
             .has_feedback);
}

TEST_CASE("isf: a last pass with a target is shown from it when it is read, else drawn itself") {
  const std::string one = R"({"PASSES":[{"TARGET":"a","PERSISTENT":true}]})";
  const auto read = isf(one, "gl_FragColor = IMG_THIS_PIXEL(a) + 0.1;");
  CHECK(read.shown_buffer == 0);
  CHECK(read.passes == std::vector<ComputePass>{{0, 0, 1, 0}});
  const auto unread = isf(one, "gl_FragColor = vec4(1.0);");
  CHECK(unread.shown_buffer == -1);
  CHECK(unread.num_buffers == 0);
  CHECK(unread.passes == std::vector<ComputePass>{{0, 0, 0, 0}});
}

TEST_CASE("isf: a pass that draws into nothing is left out and keeps its number") {
  const auto program = isf(R"({"PASSES":[{},{"TARGET":"a"},{}]})",
                           "gl_FragColor = IMG_THIS_PIXEL(a) + float(PASSINDEX);");
  CHECK(program.passes == std::vector<ComputePass>{{0, 0, 1, 1}, {0, 1, 0, 2}});
}

TEST_CASE("isf: two headers over one text are two programs") {
  const auto hash_of = [](const std::string& json) {
    corpus::Program program;
    program.source = "/*" + json + "*/" + kMain;
    const auto found = dialect::classify(program);
    REQUIRE(found);
    CHECK(found->dialect == "isf");
    return found->content_hash;
  };
  CHECK(hash_of(R"({"INPUTS":[]})") == hash_of(R"({"INPUTS":[]})"));
  CHECK(hash_of(R"({"INPUTS":[]})") != hash_of(R"({"INPUTS":[],"PASSES":[{"TARGET":"a"},{}]})"));
}

TEST_CASE("isf: a compiler's message has the author's line") {
  CHECK(failure("isf", "/*{\n\"INPUTS\": []\n}*/\n\nvoid main() {\n  wrong;\n}")
            .starts_with("ERROR: 1:6:"));
}
