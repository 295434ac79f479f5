// JSON objects that hold the text of one shader.
#include <doctest/doctest.h>

#include "engine/base/strict_json.h"
#include "engine/corpus/readers/readers.h"
#include "tests/corpus/corpus_support.h"

using namespace progpretrain;
using namespace progpretrain::testing;
using base::Json;
using corpus::Program;

namespace {

const std::string kCode = "uniform float time; void main() { gl_FragColor = vec4(time); }";

std::vector<Program> read(const std::string& name, const std::string& bytes) {
  std::vector<Program> programs;
  for (const auto& item : items_of(*corpus::make_shadertoy_json_reader(), {name, bytes})) {
    REQUIRE(std::holds_alternative<Program>(item));
    programs.push_back(std::get<Program>(item));
  }
  return programs;
}

}  // namespace

TEST_CASE("text json: GLSL Sandbox's items, alone, in lists and with versions") {
  const auto one =
      read("one.json", Json{{"code", kCode}, {"user", "ab1"}, {"parent", "/e#1.0"}}.dump());
  REQUIRE(one.size() == 1);
  CHECK(one[0].id == "one");
  CHECK(one[0].author == "ab1");
  CHECK(one[0].source == kCode);
  CHECK(one[0].dialect.empty());
  CHECK(one[0].licence.empty());
  Json versions = Json::array();
  versions.push_back({{"code", "void main() { gl_FragColor = vec4(0); }"}});
  versions.push_back({{"code", kCode}});
  Json list = Json::array();
  list.push_back({{"_id", 101}, {"versions", versions}});
  list.push_back({{"_id", "102.3"}, {"code", kCode}});
  for (const std::string& text : {list.dump(), Json{{"total", 2}, {"effects", list}}.dump()}) {
    const auto many = read("many.json", text);
    REQUIRE(many.size() == 2);
    CHECK(many[0].id == "101");
    CHECK(many[1].id == "102.3");
    CHECK(many[0].source == kCode);
  }
}

TEST_CASE("text json: rows of source files keep path and licence") {
  const Json row{{"content", kCode},
                 {"max_stars_repo_path", "src/wave.frag"},
                 {"max_stars_repo_licenses", Json::array({"mit"})}};
  const Json other{{"code", kCode + " "}, {"path", "b/sea.glsl"}, {"license", "cc0-1.0"}};
  const auto rows = read("rows.jsonl", row.dump() + "\n" + other.dump() + "\n");
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].id == "wave");
  CHECK(rows[0].licence == "MIT");
  CHECK(rows[1].id == "sea");
  CHECK(rows[1].licence == "CC0-1.0");
}

TEST_CASE("text json: an ISF site's row is told by its header") {
  const Json row{
      {"raw_fragment_source",
       "/*{\"CREDIT\":\"ann\",\"INPUTS\":[]}*/ void main() { gl_FragColor = vec4(TIME); }"},
      {"title", "Sea"}};
  const auto rows = read("a.json", row.dump());
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].author == "ann");
  CHECK(rows[0].title == "Sea");
}

TEST_CASE("text json: other JSON is passed over") {
  for (const Json& other :
       {Json{{"source", "src/index.js"}}, Json{{"code", 7}}, Json{{"content", "a b; c"}}})
    CHECK(items_of(*corpus::make_shadertoy_json_reader(), {"a.json", other.dump()}).empty());
}

TEST_CASE("text json: JSON in UTF-16 is read") {
  std::string utf16 = "\xFF\xFE";
  for (const char c : Json{{"code", kCode}}.dump()) utf16 += std::string{c, '\0'};
  const auto one = read("one.json", utf16);
  REQUIRE(one.size() == 1);
  CHECK(one[0].source == kCode);
}
