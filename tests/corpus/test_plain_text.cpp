#include <doctest/doctest.h>

#include "engine/corpus/readers/readers.h"
#include "engine/corpus/text.h"
#include "tests/corpus/corpus_support.h"

using namespace progpretrain;
using namespace progpretrain::testing;
using namespace std::string_literals;
using corpus::Program;

namespace {

Program read(const std::string& name, const std::string& bytes) {
  const auto items = items_of(*corpus::make_plain_text_reader(), {name, bytes});
  REQUIRE(items.size() == 1);
  return std::get<Program>(items[0]);
}

}  // namespace

TEST_CASE("plain text: one file is one program named after its stem") {
  const Program found = read("x/wave.v2.frag", "void main(){}");
  CHECK(found.id == "wave.v2");
  CHECK(found.origin == "x/wave.v2.frag");
  CHECK(found.source == "void main(){}");
  CHECK(found.dialect.empty());
  CHECK(found.family.empty());
}

TEST_CASE("plain text: the header of comment lines tells what is known, the source keeps it") {
  const std::string text =
      "// Title: Blue: a study\n//author:me\n// family: clouds\n// description: Slow waves\n"
      "// dialect: TwiGL:geekest_300\n// licence: cc0-1.0\n// tags: sea, blue sky\n"
      "// mood: calm\n// just a sentence\n\no=vec4(1);\n// title: too late\n";
  const Program found = read("a.glsl", text);
  CHECK(found.title == "Blue: a study");
  CHECK(found.author == "me");
  CHECK(found.family == "clouds");
  CHECK(found.description == "Slow waves");
  CHECK(found.dialect == "twigl:geekest_300");
  CHECK(found.licence == "CC0-1.0");
  CHECK(found.tags == std::vector<std::string>{"sea", "blue", "sky"});
  CHECK(found.source == text);
}

TEST_CASE("plain text: the header may stand below #version and uses either spelling of licence") {
  const Program found = read("a.glsl", "#version 300 es\n// License: MIT\nvoid main(){}");
  CHECK(found.licence == "MIT");
  CHECK(read("b.glsl", "// SPDX-License-Identifier: apache-2.0\n").licence == "Apache-2.0");
  CHECK(read("c.glsl", "int x;\n// licence: MIT\n").licence.empty());
}

TEST_CASE("plain text: marks, line ends and stray bytes do not reach the row") {
  const Program found = read("a.glsl", "\xEF\xBB\xBF// title: Caf\xE9\r\nfloat x;\0y"s);
  CHECK(found.title == "Caf\xEF\xBF\xBD");
  CHECK(found.source == "// title: Caf\xEF\xBF\xBD\nfloat x; y");
}

TEST_CASE("plain text: takes known names and any text, but no binary of unknown name") {
  const auto reader = corpus::make_plain_text_reader();
  CHECK(reader->accepts({"a.GLSL", std::string("\0\1", 2)}));
  CHECK(reader->accepts({"a", "void main(){}"}));
  CHECK(reader->accepts({"stdin", "void main(){}\0"s}));
  CHECK(reader->accepts({"stdin", "float x; // caf\xC3\xA9\0\nvoid main(){}\0\0\0"s}));
  CHECK(reader->accepts({"stdin", std::string(4095, 'x') + "\xC3\xA9\0"s}));
  for (const std::string& bytes : {"\0"s, "\0\0\0"s, "\x7f""ELF\1\1\0"s, "a\0b\0c\0d\0"s, "\xFF\xFE\0\xD8\0\xD8"s,
                                   "SQLite format 3\0\x10\0"s})
    CHECK_FALSE(reader->accepts({"stdin", bytes}));
  CHECK_FALSE(reader->accepts({"a.png", std::string("\x89PNG\r\n\0\0", 8)}));
}

TEST_CASE("plain text: UTF-16 is text under any name") {
  const std::string bytes = "\xFF\xFEv\0;\0"s;
  CHECK(corpus::make_plain_text_reader()->accepts({"stdin", bytes}));
  CHECK(read("a.frag", bytes).source == "v;");
}

TEST_CASE("plain text: a licence line that is a sentence is read as one") {
  CHECK(read("a.glsl", "// License: CC0 for the noise function; everything else CC BY-NC-SA 3.0\n")
            .licence == "CC-BY-NC-SA-3.0");
  CHECK(read("a.glsl", "// licence: MIT\n// all rights reserved\n").licence.empty());
  CHECK(read("a.glsl", "// licence: MIT OR Apache-2.0\n").licence == "MIT OR Apache-2.0");
  CHECK(read("a.glsl", "// licence: ask the author\n").licence == "ask the author");
}
