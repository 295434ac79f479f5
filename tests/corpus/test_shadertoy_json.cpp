#include <doctest/doctest.h>

#include "engine/base/check.h"
#include "engine/base/strict_json.h"
#include "engine/corpus/readers/readers.h"
#include "engine/corpus/readers/shadertoy_passes.h"
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

Json pass(const std::string& type, const std::string& code, Json inputs = Json::array()) {
  return {{"type", type}, {"code", code}, {"inputs", inputs}, {"outputs", Json::array()}};
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
          {"renderpass", std::move(passes)}};
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
    CHECK(found.licence.empty());
    CHECK(found.origin == "file.json");
  }
}

TEST_CASE("shadertoy: the site's names for inputs are understood") {
  Json site = input(1, "", "");
  site.erase("ctype");
  site.erase("src");
  site["type"] = "buffer";
  site["filepath"] = "/media/previz/buffer02.png";
  CHECK(refusal({pass("image", "texture(iChannel1, p)", {site})}) ==
        "needs buffer pass C on iChannel1");
}

TEST_CASE("shadertoy: what the image pass needs is named, what it does not need is no obstacle") {
  CHECK(refusal({pass("image", kCode)}).empty());
  CHECK(refusal({pass("image", kCode, {input(0, "texture")})}).empty());
  CHECK(refusal({pass("image", "// iChannel0\n" + kCode, {input(0, "texture")})}).empty());
  CHECK(refusal({pass("image", kSampling)}).empty());
  CHECK(refusal({pass("image", kCode), pass("sound", "vec2 mainSound(float t)")}).empty());
  CHECK(refusal({pass("image", kCode), pass("common", " \n")}).empty());
  CHECK(refusal({pass("image", kSampling, {input(0, "texture")})}) ==
        "needs texture input on iChannel0");
  CHECK(refusal({pass("buffer", kCode),
                 pass("image", kSampling, {input(0, "buffer", "/media/previz/buffer00.png")})}) ==
        "needs buffer pass A on iChannel0");
  CHECK(refusal({pass("common", "float f();"), pass("image", kSampling, {input(0, "keyboard")})}) ==
        "needs the Common pass, keyboard input on iChannel0");
  CHECK(
      refusal({pass("image", kSampling + "iChannel2", {input(2, "video"), input(0, "texture")})}) ==
      "needs texture input on iChannel0, video input on iChannel2");
  CHECK(refusal({pass("sound", "x")}) == "has no image pass");
  CHECK(refusal({pass("image", kCode), pass("image", kCode)}) == "has 2 image passes");
  CHECK(refusal(Json::array({Json{{"type", "image"}}})) == "a pass has no key 'code' with a text");
}

TEST_CASE(
    "shadertoy: a channel counts as used by its whole name, outside comments, or when pasted") {
  using corpus::uses_channel;
  CHECK(uses_channel("texture(iChannel0,p)", 0));
  CHECK_FALSE(uses_channel("texture(iChannel01,p)", 0));
  CHECK_FALSE(uses_channel("myiChannel0", 0));
  CHECK_FALSE(uses_channel("/* iChannel0 \n iChannel0 */ x // iChannel0", 0));
  CHECK_FALSE(uses_channel("iChannelResolution[0]", 0));
  CHECK(uses_channel("#define T(i) texture(iChannel ## i, p)", 2));
  CHECK(uses_channel("/* open */ iChannel3 /* never closed", 3));
}

TEST_CASE("shadertoy: a refused program keeps its text, author and title") {
  const auto items =
      read("a.json", shader("x", {pass("image", kSampling, {input(0, "video")})}).dump());
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
  CHECK(std::get<RefusedItem>(items[2]).refusal.reason == "needs the Common pass");
  CHECK(contains(std::get<RefusedItem>(items[3]).refusal.reason, "line 5: no Shadertoy program"));
}

TEST_CASE("shadertoy: programs without ids are named after file and position") {
  const auto items =
      read("x/pack.json", Json::array({shader("", {pass("image", kCode)}), Json{{"a", 1}}}).dump());
  REQUIRE(items.size() == 2);
  CHECK(std::get<Program>(items[0]).id == "pack-1");
  CHECK(std::get<RefusedItem>(items[1]).program.id == "pack-2");
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
        std::string("[\"\xff\"]"), std::string("{} trailing")}) {
    const std::string message = message_of<UsageError>([&] { read("deep.json", bytes); });
    CHECK(message.starts_with("deep.json: "));
    CHECK(message.find('\n') == std::string::npos);
    CHECK(message.size() < 300);
  }
  CHECK(message_of<UsageError>([] {
          read("rows.jsonl", "not json\n{}");
        }).starts_with("rows.jsonl: line 1: not valid JSON"));
}
