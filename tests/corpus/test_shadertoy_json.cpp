#include <doctest/doctest.h>

#include "engine/base/check.h"
#include "engine/base/strict_json.h"
#include "engine/corpus/readers/readers.h"
#include "tests/corpus/corpus_support.h"

using namespace progpretrain;
using namespace progpretrain::testing;
using base::Json;
using corpus::Item;
using corpus::Program;
using corpus::RefusedItem;

namespace {

std::vector<Item> read(const std::string& name, const std::string& bytes) {
  return items_of(*corpus::make_shadertoy_json_reader(), {name, bytes});
}

/// Compilers differ on whether braces around one object make a list of it.
Json list_of(Json value) {
  return value.is_array() ? value : Json::array({std::move(value)});
}

Json pass(const std::string& type, const std::string& code, Json inputs = Json::array()) {
  return {{"type", type},
          {"code", code},
          {"inputs", list_of(std::move(inputs))},
          {"outputs", Json::array()}};
}

Json input(int channel, const std::string& kind, const std::string& source = "") {
  return {{"channel", channel}, {"ctype", kind}, {"src", source}};
}

Json shader(const std::string& id, Json passes) {
  return {{"ver", "0.1"},
          {"info",
           {{"id", id},
            {"name", "Sea"},
            {"username", "ann"},
            {"description", "two\nlines"},
            {"tags", {"water", "2d"}}}},
          {"renderpass", list_of(std::move(passes))}};
}

const std::string kCode = "void mainImage(out vec4 o, in vec2 p) { o = vec4(1); }";
const std::string kSampling =
    "void mainImage(out vec4 o, in vec2 p) { o = texture(iChannel0, p); }";

/// The reason for which a program of these passes is refused; empty when it is taken.
std::string refusal(Json passes) {
  const auto items = read("a.json", shader("x", std::move(passes)).dump());
  REQUIRE(items.size() == 1);
  const auto* refused = std::get_if<RefusedItem>(&items[0]);
  if (refused == nullptr) return {};
  CHECK(refused->program.id == "x");
  CHECK(refused->refusal.stage == "read");
  return refused->refusal.reason;
}

}  // namespace

TEST_CASE(
    "shadertoy: the API's wrapper, the bare object, a list and the profile export read alike") {
  const Json bare = shader("4dB3DV", {pass("image", kCode)});
  for (const Json& shape : {Json{{"Shader", bare}}, bare, Json::array({bare}),
                            Json{{"userName", "ann"}, {"shaders", Json::array({bare})}}}) {
    const auto items = read("file.json", shape.dump());
    REQUIRE(items.size() == 1);
    const auto& found = std::get<Program>(items[0]);
    CHECK(found.id == "4dB3DV");
    CHECK(found.dialect == "shadertoy");
    CHECK(found.source == kCode);
    CHECK(found.title == "Sea");
    CHECK(found.author == "ann");
    CHECK(found.description == "two lines");
    CHECK(found.tags == std::vector<std::string>{"water", "2d"});
    CHECK(found.licence == "CC-BY-NC-SA-3.0");
    CHECK(found.notes == std::vector<std::string>{"licence: Shadertoy's default"});
    CHECK(found.origin == "file.json");
  }
}

TEST_CASE("shadertoy: a program that cannot be drawn is refused with the reason, inputs are none") {
  CHECK(refusal({pass("image", kCode)}).empty());
  CHECK(refusal({pass("image", kSampling, {input(0, "texture")})}).empty());
  CHECK(refusal({pass("sound", "x")}) == "has no image pass");
  CHECK(refusal({pass("image", kCode), pass("image", kCode)}) == "has 2 image passes");
  CHECK(refusal(Json::array({Json{{"type", "image"}}})) == "a pass has no key 'code' with a text");
}

TEST_CASE(
    "shadertoy: a licence comes from its key, else from the text, else from the site's terms") {
  const auto read_one = [](const Json& value) {
    return std::get<Program>(read("a.json", value.dump()).at(0));
  };
  Json told = shader("x", {pass("image", "// License: MIT\n" + kCode)});
  CHECK(read_one(told).licence == "MIT");
  CHECK(read_one(told).notes.empty());
  told["info"]["license"] = "cc0-1.0";
  CHECK(read_one(told).licence == "CC0-1.0");
  CHECK(read_one(shader("x", {pass("common", "// CC BY 4.0\n"), pass("image", kCode)})).licence ==
        "CC-BY-4.0");
  const std::string reserved = "// All rights reserved, not under the CC0 license\n";
  CHECK(read_one(shader("x", {pass("image", reserved + kCode)})).licence.empty());
  CHECK(read_one(shader("x", {pass("common", reserved), pass("image", "// License: MIT\n" + kCode)}))
            .licence.empty());
  // Whoever looked and could not tell says more than the default.
  told["info"]["license"] = "unknown-license-reference";
  CHECK(read_one(told).licence.empty());
}

TEST_CASE("shadertoy: a refused program keeps its text, author and title") {
  const auto items =
      read("a.json", shader("x", {pass("image", kSampling), pass("image", kCode)}).dump());
  const auto& refused = std::get<RefusedItem>(items.at(0));
  CHECK(refused.program.source == kSampling);
  CHECK(refused.program.author == "ann");
  CHECK(refused.refusal.verdict == corpus::Verdict::unsupported);
}

TEST_CASE("shadertoy: JSON lines keep a licence per row, and a broken line costs that line only") {
  const Json row = {{"id", "abc"},
                    {"name", "Row"},
                    {"author", "bob"},
                    {"image_code", kCode},
                    {"image_inputs", Json::array()},
                    {"common_code", ""},
                    {"license", "cc-by-nc-sa-3.0"}};
  Json common = row;
  common["id"] = "def";
  common["common_code"] = "float f;";
  const auto items =
      read("set.jsonl", row.dump() + "\r\n\n{\"id\": \n" + common.dump() + "\n{\"other\": 1}");
  REQUIRE(items.size() == 4);
  const auto& first = std::get<Program>(items[0]);
  CHECK(first.id == "abc");
  CHECK(first.author == "bob");
  CHECK(first.licence == "CC-BY-NC-SA-3.0");
  const auto& broken = std::get<RefusedItem>(items[1]);
  CHECK(broken.program.id == "set-3");
  CHECK(broken.refusal.reason.starts_with("line 3: not valid JSON"));
  CHECK(std::get<Program>(items[2]).common == "float f;");
  CHECK(contains(std::get<RefusedItem>(items[3]).refusal.reason, "line 5: no program"));
}

TEST_CASE("shadertoy: a broken row keeps its id when that can be read") {
  const auto items = read("set.jsonl",
                          "{\"id\": \"ok\", \"image_code\": \"x\"}\n"
                          "{\"id\": \"half\", \"image_code\": \"void main\n"
                          "{\"id\": \"bare\", \"title\": \"t\"}\n"
                          "{\"info\": {\"id\": \"inner\"}, \"x\": 1}\n"
                          "[1,\n");
  REQUIRE(items.size() == 5);
  const auto id = [&](size_t i) { return std::get<RefusedItem>(items[i]).program.id; };
  CHECK(id(1) == "half");
  CHECK(std::get<RefusedItem>(items[1]).refusal.reason.starts_with("line 2: not valid JSON"));
  CHECK(id(2) == "bare");
  CHECK(id(3) == "inner");
  CHECK(id(4) == "set-5");
  const auto list = read("pack.json", R"([{"id": "named", "a": 1}, 7])");
  CHECK(std::get<RefusedItem>(list.at(0)).program.id == "named");
  CHECK(std::get<RefusedItem>(list.at(1)).program.id == "pack-2");
}

TEST_CASE("shadertoy: programs without ids are named after file and position") {
  const auto items =
      read("x/pack.json", Json::array({shader("", {pass("image", kCode)}), Json{{"a", 1}}}).dump());
  REQUIRE(items.size() == 2);
  CHECK(std::get<Program>(items[0]).id == "pack-1");
  CHECK(std::get<RefusedItem>(items[1]).program.id == "pack-2");
}

TEST_CASE("shadertoy: JSON lines are told by their content, whatever the file is called") {
  const std::string row = Json{{"id", "abc"}, {"image_code", kCode}}.dump();
  for (const char* name : {"rows.json", "stdin", "rows.txt.json"})
    CHECK(read(name, "\n" + row + "\n" + row + "\n{ broken").size() == 3);
  CHECK(read("one.json", row).size() == 1);
  CHECK(read("one.json", base::parse_json(row, "").dump(1)).size() == 1);
}

TEST_CASE("shadertoy: an object of programs by their ids is read") {
  const Json bare = shader("", {pass("image", kCode)});
  const auto items =
      read("all.json", Json{{"Xa", bare}, {"Xb", {{"Shader", bare}}}, {"n", nullptr}}.dump());
  REQUIRE(items.size() == 3);
  CHECK(std::get<Program>(items[0]).id == "Xa");
  CHECK(std::get<Program>(items[1]).id == "Xb");
  CHECK(std::get<RefusedItem>(items[2]).program.id == "n");
  CHECK(contains(std::get<RefusedItem>(items[2]).refusal.reason, "key 'n': no program"));
}

TEST_CASE(
    "shadertoy: JSON that holds no program yields nothing, the API's error one refused item") {
  CHECK(read("a.json", "{\"name\": \"a package\"}").empty());
  CHECK(read("a.json", "3").empty());
  const auto items = read("a.json", "{\"Error\": \"Shader not found\"}");
  REQUIRE(items.size() == 1);
  CHECK(std::get<RefusedItem>(items[0]).refusal.reason == "Shadertoy answered: Shader not found");
}

TEST_CASE("shadertoy: values of wrong types anywhere never throw") {
  const std::vector<Json> junk{nullptr,
                               true,
                               -1,
                               1e300,
                               "text",
                               Json::array(),
                               Json::object(),
                               Json::array({nullptr, 1, "x", Json::array()})};
  const Json good = shader("x", {pass("image", kSampling, {input(0, "texture")})});
  for (const Json::json_pointer& place :
       {"/info"_json_pointer, "/info/id"_json_pointer, "/info/tags"_json_pointer,
        "/renderpass"_json_pointer, "/renderpass/0"_json_pointer, "/renderpass/0/type"_json_pointer,
        "/renderpass/0/code"_json_pointer, "/renderpass/0/inputs"_json_pointer,
        "/renderpass/0/inputs/0"_json_pointer, "/renderpass/0/inputs/0/channel"_json_pointer}) {
    for (const Json& value : junk) {
      Json bent = good;
      bent[place] = value;
      CHECK_NOTHROW(read("a.json", bent.dump()));
      CHECK_NOTHROW(read("a.json", Json::array({bent}).dump()));
    }
  }
}

TEST_CASE("shadertoy: broken or bottomless JSON is one line that names the file, before any item") {
  for (const std::string& bytes :
       {std::string(), std::string("{\"Shader\":"), std::string(100'000, '['),
        std::string("{\"Shader\": {\"renderpass\": [{\"code\": \"x\"}"), std::string("{} trailing")}) {
    const std::string message = message_of<UsageError>([&] { read("deep.json", bytes); });
    CHECK(message.starts_with("deep.json: "));
    CHECK(message.find('\n') == std::string::npos);
    CHECK(message.size() < 300);
  }
  CHECK(message_of<UsageError>([] {
          read("rows.jsonl", "not json\n{}");
        }).starts_with("rows.jsonl: line 1: not valid JSON"));
}

TEST_CASE("shadertoy: a line that is broken has one number, and a row without text tells all keys") {
  const auto items = read("a.jsonl", Json{{"id", 8}, {"image_code", kCode}}.dump() + "\n{\"id\": }\n{\"id\": 9}\n");
  REQUIRE(items.size() == 3);
  CHECK(std::get<Program>(items[0]).id == "8");
  const std::string broken = std::get<RefusedItem>(items[1]).refusal.reason;
  CHECK_MESSAGE(contains(broken, "line 2: "), broken);
  CHECK_MESSAGE(contains(broken, " at column 8"), broken);
  CHECK_FALSE(contains(broken, "line 1"));
  const std::string none = std::get<RefusedItem>(items[2]).refusal.reason;
  for (const char* key : {"'renderpass'", "'image_code'", "'code'", "'glsl'", "'source'", "'versions'"})
    CHECK_MESSAGE(contains(none, key), none);
}

TEST_CASE("shadertoy: a broken first line costs that line only, as any other") {
  const std::string row = Json{{"id", "abc"}, {"image_code", kCode}}.dump();
  for (const char* first : {"not json", "{ broken", "3", "{\"other\": 1}", "\x01\x02", "# made by"}) {
    const auto items = read("set.jsonl", base::concat(first, "\n", row, "\n", row, "\n"));
    REQUIRE(items.size() == 3);
    CHECK(contains(std::get<RefusedItem>(items[0]).refusal.reason, "line 1: "));
    CHECK(std::get<Program>(items[1]).id == "abc");
  }
  CHECK(message_of<UsageError>([] {
          read("set.jsonl", "{\"other\": 1}\n{\"other\": 2}");
        }).starts_with("set.jsonl: line 1: no program"));
}

TEST_CASE("shadertoy: a bad byte, escape or comma in a list costs no program") {
  const std::string good = Json{{"id", "good"}, {"image_code", kCode}}.dump();
  const auto list = [&](const std::string& title, const std::string& after = "") {
    return "[{\"id\": \"odd\", \"name\": \"" + title + "\", \"image_code\": \"int\tx;\nint y;\"}," + good +
           after + "]";
  };
  const std::string bad = "\xEF\xBF\xBD";
  for (const auto& [title, kept] : std::vector<std::pair<std::string, std::string>>{
           {"Caf\xE9", "Caf" + bad},
           {"a \\ud800 b", "a " + bad + " b"},
           {"\\udc00\\ud800\\u0041", bad + bad + "A"},
           {"\\ud83d\\ude00", "\xF0\x9F\x98\x80"},
           {"tab\there", "tab here"},
           {"it\\'s", "it\\'s"}}) {
    const auto items = read("list.json", list(title));
    REQUIRE(items.size() == 2);
    CHECK(std::get<Program>(items[0]).title == kept);
    CHECK(std::get<Program>(items[0]).source == "int\tx;\nint y;");
    CHECK(std::get<Program>(items[1]).id == "good");
  }
  CHECK(read("list.json", list("x", ",\n")).size() == 2);
  CHECK(read("list.json", "[{\"n\": NaN, \"v\": .5, \"image_code\": \"" + kCode + "\"}]").size() == 1);
  const auto row = read("rows.jsonl", "{\"id\": \"x\", \"name\": \"\xE9\", \"image_code\": \"int x;\",}");
  CHECK(std::get<Program>(row.at(0)).id == "x");
}

TEST_CASE("shadertoy: of a file that is cut off the complete programs are kept, the rest is one row") {
  const std::string one = Json{{"id", "a"}, {"image_code", kCode}}.dump();
  const std::string two = shader("b", {pass("image", kCode)}).dump();
  for (const std::string& start :
       {"[" + one + ",\n" + two + ",\n", "{\"userName\": \"ann\", \"shaders\": [" + one + "," + two + ",",
        "{\"a\": " + one + ", \"b\": " + two + ", \"c\": "})
    for (size_t length = 1; length < two.size(); length += 7) {
      const auto items = read("cut.json", start + two.substr(0, length));
      REQUIRE(items.size() == 3);
      CHECK(std::get<Program>(items[0]).id == "a");
      CHECK(std::get<Program>(items[1]).id == "b");
      const auto& rest = std::get<RefusedItem>(items[2]);
      CHECK(rest.program.id == "cut-rest");
      CHECK(contains(rest.refusal.reason, "not valid JSON"));
    }
}

TEST_CASE("shadertoy: a channel may be written as a text") {
  Json of_text = input(0, "texture", "/media/a/x.jpg");
  of_text["channel"] = "0";
  const auto items = read("a.json", shader("x", pass("image", kSampling, of_text)).dump());
  REQUIRE(items.size() == 1);
  const auto& found = std::get<Program>(items[0]);
  REQUIRE(found.inputs.size() == 1);
  CHECK(found.inputs[0].channel == 0);
}
