#include <doctest/doctest.h>

#include "engine/corpus/readers/registry.h"
#include "tests/corpus/corpus_support.h"

using namespace progpretrain;
using namespace progpretrain::testing;
using corpus::Program;

namespace {

Program read(const std::string& text) { return read_text("x/Rings.fs", text); }

}  // namespace

TEST_CASE("isf: the header tells author, description, tags and licence, and stays in the source") {
  const std::string text =
      "/*{\n\"DESCRIPTION\": \"two\\nrings\", \"CREDIT\": \"by ann\",\n"
      "\"CATEGORIES\": [\"Generator\", 3, \"Geometry\"], \"LICENSE\": \"mit\",\n"
      "\"INPUTS\": [{\"NAME\": \"size\", \"TYPE\": \"float\"}]}*/\nvoid main() {}\n";
  const Program found = read(text);
  CHECK(found.id == "Rings");
  CHECK(found.author == "ann");
  CHECK(found.description == "two rings");
  CHECK(found.tags == std::vector<std::string>{"Generator", "Geometry"});
  CHECK(found.licence == "MIT");
  CHECK(found.source == text);
}

TEST_CASE("isf: a licence may stand in comments before the header") {
  const Program found = read("// License: CC0\n/*{ \"CREDIT\": \"bob\" }*/ void main() {}");
  CHECK(found.author == "bob");
  CHECK(found.licence == "CC0-1.0");
}

TEST_CASE("isf: a credit is a name, without the words that lead to it") {
  const auto author = [](const std::string& credit) {
    return read("/*{ \"CREDIT\": \"" + credit + "\" }*/ void main() {}").author;
  };
  CHECK(author("By: ann") == "ann");
  CHECK(author("Created by ann and bob") == "ann and bob");
  CHECK(author("by") == "by");
  CHECK(author("byron") == "byron");
  CHECK(author("ann, after an idea by bob") == "ann, after an idea by bob");
}

TEST_CASE("isf: a header that is broken, bottomless or of wrong types leaves a plain text") {
  for (const std::string& header :
       {std::string("{ \"CREDIT\": \"x\" \"y\" }"), std::string("{ \"CREDIT\": "),
        "{" + std::string(10'000, '[') + "}",
        std::string("{ \"CREDIT\": 3, \"CATEGORIES\": \"x\", \"DESCRIPTION\": [] }")}) {
    const Program found = read("/*" + header + "*/ void main() {}");
    CHECK(found.author.empty());
    CHECK(found.tags.empty());
  }
}

TEST_CASE("isf: what hosts forgive in a header does not cost its author") {
  CHECK(read("/*{ \"CREDIT\": \"x\", // me\n}*/ void main() {}").author == "x");
}

TEST_CASE("isf: vertex shaders beside the programs are passed over") {
  CHECK(corpus::is_readable_name("a/b.fs"));
  CHECK(corpus::is_readable_name("a/b.isf"));
  for (const char* name : {"a/b.vs", "a/b.vert", "a/b.vert.glsl", "a/b.vs.glsl"})
    CHECK_MESSAGE(!corpus::is_readable_name(name), name);
}
