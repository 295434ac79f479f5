// Web pages that carry their programs in script elements.
#include <doctest/doctest.h>

#include "engine/base/check.h"
#include "engine/corpus/readers/readers.h"
#include "tests/corpus/corpus_support.h"

using namespace progpretrain;
using namespace progpretrain::testing;
using corpus::Program;

namespace {

std::vector<Program> read(const std::string& page) {
  std::vector<Program> programs;
  for (const auto& item : items_of(*corpus::make_html_reader(), {"x/page.html", page}))
    programs.push_back(std::get<Program>(item));
  return programs;
}

std::string script(const std::string& attributes, const std::string& text) {
  return "<script " + attributes + ">" + text + "</script>\n";
}

const std::string kFragment = "type=\"x-shader/x-fragment\"";

}  // namespace

TEST_CASE("html: each fragment script is a program with its id attribute as title") {
  const std::string text =
      "\n// licence: MIT\nvoid main() { if (1 < 2 && 3 > 2) gl_FragColor = vec4(1); }\n";
  const auto found =
      read("<!DOCTYPE html><html><body>" + script("id=vs type='x-shader/x-vertex'", "int v;") +
           script("src=x.js", "var s = '" + kFragment + "';") +
           script("id=\"fs One\" " + kFragment, text) +
           "<SCRIPT\n TYPE = 'X-Shader/X-Fragment-Shader' async id=two>int b;</Script >" +
           script("type=shader/fragment", "int c;") + "</body></html>");
  REQUIRE(found.size() == 3);
  CHECK(found[0].source == text);
  CHECK(found[0].title == "fs One");
  CHECK(found[0].licence == "MIT");
  CHECK(found[0].id == "page-1");
  CHECK(found[1].source == "int b;");
  CHECK(found[1].title == "two");
  CHECK(found[2].source == "int c;");
  CHECK(found[2].origin == "x/page.html");
  CHECK(read(script(kFragment, "int a;"))[0].id == "page");
}

TEST_CASE("html: escapes in a script are text, as browsers have it") {
  const std::string text = "void main() { int a = 1 &lt; 2 &amp;&amp; 3 &gt; 2; }";
  CHECK(read(script(kFragment, text))[0].source == text);
}

TEST_CASE("html: comments, other scripts' texts, empty and other elements hold no program") {
  const std::string one = script(kFragment, "int a;");
  CHECK(read("<!-- " + one + " -->").empty());
  CHECK(read(script("", "a('<script " + kFragment + ">int b;')")).empty());
  CHECK(read(script(kFragment, " \n")).empty());
  CHECK(read("<scripts " + kFragment + ">int a;</scripts>").empty());
  CHECK(read("<!-- open " + one).empty());
  CHECK(read("<script " + kFragment).empty());
  CHECK(read("<script type=\"x-shader/x-fragment>int a;</script>").empty());
  CHECK(read("<script " + kFragment + ">int cut;")[0].source == "int cut;");
  CHECK(read(script(kFragment, "int a; // </scripty>"))[0].source == "int a; // </scripty>");
}

TEST_CASE(
    "html: a page without programs is passed over in folders and an error where it is named") {
  Setting setting;
  setting.write("page.html", "<html>words</html>");
  setting.write("old.HTM", script(kFragment, "int a;"));
  const auto counts = setting.import();
  CHECK(counts.added == 1);
  CHECK(counts.refused == 0);
  CHECK(counts.skipped.at(".html") == 1);
  CHECK(contains(message_of<UsageError>([&] { setting.import({setting.sources / "page.html"}); }),
                 "page.html: holds no programs"));
}

TEST_CASE("html: hostile pages are read in time that grows with their size") {
  std::string opens, closes, marks;
  for (int i = 0; i < 300'000; ++i)
    opens += "<script a=b>", closes += "</scripty", marks += "<!-<scrip";
  CHECK(read(opens).empty());
  CHECK(read(script(kFragment, closes)).size() == 1);
  CHECK(read(marks).empty());
  CHECK(read("<script " + std::string(3'000'000, 'a')).empty());
}
