// Shadertoy programs saved as one text.
#include <doctest/doctest.h>

#include "tests/corpus/corpus_support.h"

using namespace progpretrain;
using namespace progpretrain::testing;
using corpus::Program;

namespace {

Program read(const std::string& text) { return read_text("a.txt", text); }

std::string pass(const std::string& code) {
  return "void mainImage(out vec4 c, in vec2 p) { " + code + " }\n";
}

const std::string kRead = "c = texture(iChannel0, p / iResolution.xy);";

}  // namespace

TEST_CASE("pass headings: passes under comments that name them become one program") {
  const Program found = read(
      "// licence: MIT\n// title: Waves\n//--- Common ---\nfloat k() { return 1.0; }\n/* Buffer A "
      "*/\n" +
      pass("c = vec4(k());") + "\n// === Image tab ===\n" + pass(kRead));
  CHECK(found.dialect == "shadertoy");
  CHECK(found.title == "Waves");
  CHECK(found.licence == "MIT");
  CHECK(contains(found.common, "float k()"));
  CHECK(contains(found.source, "texture(iChannel0"));
  CHECK_FALSE(contains(found.source, "k()"));
  REQUIRE(found.buffers.size() == 1);
  CHECK(found.buffers[0].name == "A");
  CHECK(contains(found.buffers[0].source, "vec4(k())"));
  REQUIRE(found.inputs.size() == 1);
  CHECK(found.inputs[0].channel == 0);
  CHECK(found.inputs[0].kind == "buffer");
  CHECK(found.inputs[0].source == "A");
}

TEST_CASE(
    "pass headings: a channel reads the buffer that its pass names, else the buffers in their "
    "order") {
  const std::string a = "// Buffer A\n" + pass("c = vec4(0.25);"),
                    b = "// Buf B\n" + pass("c = vec4(0.5);");
  const Program in_order =
      read(a + b + "// Image\n" + pass(kRead + " c += texture(iChannel1, p);"));
  REQUIRE(in_order.inputs.size() == 2);
  CHECK(in_order.inputs[0].source == "A");
  CHECK(in_order.inputs[1].source == "B");
  const Program named = read(a + b + "// Image\n// iChannel0: Buffer B\n" + pass(kRead));
  REQUIRE(named.inputs.size() == 1);
  CHECK(named.inputs[0].source == "B");
}

TEST_CASE("pass headings: text before the first heading is the image or common code") {
  const std::string a = "// Buffer A\n" + pass("c = vec4(0.25);");
  CHECK(contains(read(pass(kRead) + a).source, "iChannel0"));
  const Program with_common = read("const float k = 1.0;\n" + a + "// Image\n" + pass(kRead));
  CHECK(contains(with_common.common, "const float k"));
  const std::string head = "/* by me; */\n#define K 1.0\n";
  CHECK(contains(read(head + a + "// Image\n" + pass(kRead)).common, "#define K"));
  const Program both = read(head + "// Common\nconst float j = K;\n" + a + "// Image\n" + pass(kRead));
  CHECK(both.common.find("#define K") < both.common.find("const float j"));
  CHECK(read("// by me;\n" + a + "// Image\n" + pass(kRead)).common.empty());
}

TEST_CASE("pass headings: two passes of one name are refused") {
  const auto reason = [](const std::string& text) {
    const auto items = items_of(*corpus::make_plain_text_reader(), {"a.txt", text});
    REQUIRE(items.size() == 1);
    const auto* refused = std::get_if<corpus::RefusedItem>(&items[0]);
    return refused == nullptr ? "" : refused->refusal.reason;
  };
  const std::string a = "// Buffer A\n" + pass("c = vec4(0.25);"),
                    image = "// Image\n" + pass(kRead);
  CHECK(reason(a + "// Buf A\n" + pass("c = vec4(0.5);") + image) == "has 2 passes Buffer A");
  CHECK(reason(a + image + "// Common\nfloat f;\n// Common\nfloat g;\n") == "");
  CHECK(reason(a + image + image) == "has 2 image passes");
  // A heading may be said twice.
  CHECK(reason("// Buffer A\n" + a + image) == "");
}

TEST_CASE("pass headings: only code that defines mainImage draws") {
  const std::string note = "// The mainImage of Buffer A moves, that of Image shows.\n";
  const Program common = read(note + "/* mainImage */ float mainImageScale = 2.0;\n// Buffer A\n" +
                              pass("c = vec4(mainImageScale);") + "// Image\n" + pass(kRead));
  CHECK(contains(common.common, "mainImageScale = 2.0"));
  CHECK(common.buffers.size() == 1);
  const Program before = read(note + pass(kRead) + "// Buffer A\n" + pass("c = vec4(1.0);"));
  CHECK(contains(before.source, kRead));
  for (const char* fake : {"// mainImage", "/* void mainImage(out vec4 c, in vec2 p) */",
                           "float mainImage2;"}) {
    const std::string text = "// Buffer A\n" + std::string(fake) + "\nfloat f;\n// Image\n" +
                             pass("c = vec4(1.0);");
    CHECK(read(text).source == text);
  }
}

TEST_CASE("pass headings: a text that is no such program stays as it is") {
  const std::string one = "// Image\n" + pass("c = vec4(1.0);");
  const std::string conditional =
      "#if 1\n" + pass("c = vec4(1.0);") + "#else\n" + pass("c = vec4(0.0);") + "#endif\n";
  for (const std::string& text :
       {one, conditional, "// Buffer A\n" + pass("c = vec4(1.0);") + "// mainImage\n"}) {
    CHECK(read(text).source == text);
    CHECK(read(text).buffers.empty());
  }
}
