// Common, buffers and inputs of Shadertoy programs, in all the shapes in which they come.
#include <doctest/doctest.h>

#include "engine/base/check.h"
#include "engine/base/strict_json.h"
#include "engine/corpus/readers/readers.h"
#include "engine/corpus/readers/shadertoy_passes.h"
#include "tests/corpus/corpus_support.h"

using namespace progpretrain;
using namespace progpretrain::testing;
using base::Json;
using corpus::Input;
using corpus::Item;
using corpus::Program;
using corpus::RefusedItem;
using corpus::ShadertoyPass;

namespace {

/// A pass that reads the given channels.
std::string reading(std::initializer_list<int> channels) {
  std::string code = "void mainImage(out vec4 o, in vec2 p) { o = vec4(0);";
  for (const int channel : channels)
    code += base::concat(" o += texture(iChannel", channel, ", p);");
  return code + " }";
}

corpus::ShadertoyInput buffer_input(int channel, const std::string& path) {
  return {channel, "buffer", path, "", "linear", "clamp"};
}

const std::string kA = "/media/previz/buffer00.png", kB = "/media/previz/buffer01.png",
                  kC = "/media/previz/buffer02.png", kD = "/media/previz/buffer03.png",
                  kCube = "/media/a//media/previz/cubemap00.png";

ShadertoyPass image(const std::string& code, std::vector<corpus::ShadertoyInput> inputs = {}) {
  return {"image", "Image", code, std::move(inputs), {}};
}

ShadertoyPass buffer(const std::string& name, const std::string& code,
                     std::vector<corpus::ShadertoyInput> inputs = {}) {
  return {"buffer", name, code, std::move(inputs), {}};
}

Program taken(std::vector<ShadertoyPass> passes) {
  Item item = corpus::item_of_passes(program("x", ""), std::move(passes));
  if (const auto* refused = std::get_if<RefusedItem>(&item)) FAIL(refused->refusal.reason);
  return std::get<Program>(std::move(item));
}

std::string refusal(std::vector<ShadertoyPass> passes) {
  const Item item = corpus::item_of_passes(program("x", ""), std::move(passes));
  const auto* refused = std::get_if<RefusedItem>(&item);
  return refused ? refused->refusal.reason : "";
}

std::string names(const Program& program) {
  std::string out;
  for (const auto& pass : program.buffers) out += pass.name;
  return out;
}

}  // namespace

TEST_CASE("passes: buffers come in the order A to D, whatever their order in the file") {
  const Program found =
      taken({image(reading({0, 3}), {buffer_input(3, kD), buffer_input(0, kB)}),
             buffer("Buf D", "int d;" + reading({0}), {buffer_input(0, kA)}),
             buffer("Buffer B", "int b;" + reading({})), buffer("Buf A", "int a;" + reading({}))});
  CHECK(names(found) == "ABD");
  CHECK(found.buffers[1].source.starts_with("int b;"));
  CHECK(found.inputs == std::vector<Input>{{0, "buffer", "B", "linear", "clamp"},
                                           {3, "buffer", "D", "linear", "clamp"}});
  CHECK(found.buffers[2].inputs == std::vector<Input>{{0, "buffer", "A", "linear", "clamp"}});
  CHECK(found.notes.empty());
}

TEST_CASE("passes: what no drawn pass reads is left out with a note") {
  const Program found = taken({image(reading({0}), {buffer_input(0, kA), buffer_input(1, kB)}),
                               buffer("Buffer A", reading({2}), {buffer_input(2, kA)}),
                               buffer("Buffer B", reading({0}), {buffer_input(0, kC)}),
                               buffer("Buffer C", reading({})),
                               {"sound", "Sound", "vec2 mainSound(float t) {}", {}, {}},
                               {"cubemap", "Cube A", "void mainCubemap() {}", {}, {}}});
  CHECK(names(found) == "A");
  CHECK(found.inputs.size() == 1);
  CHECK(found.notes.size() == 4);
  CHECK(found.notes[0] == "sound pass dropped");
  CHECK(contains(found.notes[1], "cube-map pass dropped"));
  CHECK(contains(found.notes[2], "buffer pass B dropped"));
}

TEST_CASE("passes: a cycle of buffers ends, and each is kept once") {
  const Program found =
      taken({image(reading({0}), {buffer_input(0, kA)}),
             buffer("Buffer A", reading({0, 1}), {buffer_input(0, kA), buffer_input(1, kB)}),
             buffer("Buffer B", reading({0}), {buffer_input(0, kA)})});
  CHECK(names(found) == "AB");
}

TEST_CASE("passes: buffers are known by outputs of the API and of the site, else by place") {
  for (const auto& ids : {std::pair{"258", "257"}, std::pair{"XsXGR8", "4dXGR8"}}) {
    ShadertoyPass second = buffer("", "int b;" + reading({})),
                  first = buffer("", "int a;" + reading({}));
    second.output_ids = {ids.first};
    first.output_ids = {ids.second};
    const Program found =
        taken({image(reading({0, 1}), {buffer_input(0, kA), buffer_input(1, kB)}), second, first});
    REQUIRE(names(found) == "AB");
    CHECK(found.buffers[0].source.starts_with("int a;"));
  }
  // Ids of another exporter: an input's id is an output's id.
  ShadertoyPass pass = buffer("feedback", "int f;" + reading({}));
  pass.output_ids = {"77"};
  const Program found = taken({image(reading({0}), {{0, "buffer", "", "77", "", ""}}), pass});
  REQUIRE(names(found) == "A");
  CHECK(found.inputs[0].source == "A");
}

TEST_CASE("passes: an input that reads a buffer which does not exist stays") {
  const Program found = taken({image(reading({1}), {buffer_input(1, kC)})});
  CHECK(found.buffers.empty());
  CHECK(found.inputs == std::vector<Input>{{1, "buffer", "C", "linear", "clamp"}});
}

TEST_CASE("passes: Common stands before every pass, and what it reads counts for every pass") {
  const Program found =
      taken({{"common", "Common", "#define T(p) texture(iChannel0, p)\r\n", {}, {}},
             image("void mainImage(out vec4 o, in vec2 p) { o = T(p); }", {buffer_input(0, kA)}),
             buffer("Buffer A", reading({}), {{0, "keyboard", "/presets/tex00.jpg", "", "", ""}})});
  CHECK(found.common == "#define T(p) texture(iChannel0, p)\n");
  CHECK(names(found) == "A");
  CHECK(found.buffers[0].inputs.size() == 1);
  CHECK(found.buffers[0].inputs[0].kind == "keyboard");
}

TEST_CASE("passes: the cube-map pass is an obstacle only where its picture is read") {
  const ShadertoyPass cube{"cubemap", "Cube A", "void mainCubemap() {}", {}, {}};
  const corpus::ShadertoyInput reads_cube{2, "cubemap", kCube, "", "", ""};
  CHECK(refusal({image(reading({2}), {reads_cube}), cube}) ==
        "needs the cube-map pass on iChannel2");
  CHECK(refusal({image(reading({0}), {buffer_input(0, kA)}),
                 buffer("Buffer A", reading({2}), {reads_cube}), cube}) ==
        "needs the cube-map pass on iChannel2 of buffer A");
  CHECK(refusal({image(reading({0}), {reads_cube}), cube}).empty());
  CHECK(refusal({image(reading({2}), {{2, "cubemap", "/media/a/94.png", "", "", ""}}), cube})
            .empty());
  CHECK(refusal({image(reading({}))}).empty());
}

TEST_CASE("passes: kinds, filters and wraps have one spelling, nonsense is the host's default") {
  const Program found =
      taken({image(reading({0, 1, 2, 3}), {{0, "musicstream", "https://x", "", "Mipmap", "REPEAT"},
                                           {1, "mic", "/presets/mic.png", "", "cubic", "mirror"},
                                           {2, "2D Texture", "/a.png", "", "", ""},
                                           {3, "hologram", "", "", "nearest", "clamp"},
                                           {9, "texture", "", "", "", ""},
                                           {-1, "texture", "", "", "", ""}})});
  CHECK(found.inputs == std::vector<Input>{{0, "music", "https://x", "mipmap", "repeat"},
                                           {1, "microphone", "/presets/mic.png", "", ""},
                                           {2, "texture", "/a.png", "", ""},
                                           {3, "hologram", "", "nearest", "clamp"}});
}

TEST_CASE(
    "passes: inputs stay when their size is asked for by number, without drawing their buffer") {
  const Program found =
      taken({image("void mainImage(out vec4 o, in vec2 p) { o = iChannelResolution[1].xyzz; }",
                   {{1, "texture", "/a.png", "", "", ""}, buffer_input(2, kA)}),
             buffer("Buffer A", reading({}))});
  CHECK(found.inputs.size() == 2);
  CHECK(found.buffers.empty());
}

TEST_CASE("passes: more buffers than there are letters lose the surplus with a note") {
  std::vector<ShadertoyPass> passes{image(reading({0}), {buffer_input(0, kA)})};
  for (int i = 0; i < 6; ++i) passes.push_back(buffer("", reading({})));
  const Program found = taken(passes);
  CHECK(names(found) == "A");
  CHECK(found.notes.back() == "2 buffer passes beyond four dropped");
}

TEST_CASE("passes: without or with several image passes the reason says so") {
  CHECK(refusal({buffer("Buffer A", reading({}))}) == "has no image pass");
  CHECK(refusal({image(reading({})), image(reading({}))}) == "has 2 image passes");
}

TEST_CASE("passes: a channel counts as used by its whole name, outside comments, or when pasted") {
  const auto uses = [](std::string_view code, size_t channel) {
    return corpus::used_channels(code)[channel];
  };
  CHECK(uses("texture(iChannel0,p)", 0));
  CHECK(uses("texture(iCh2.sampler,p)", 2));
  CHECK_FALSE(uses("texture(iChannel01,p)", 0));
  CHECK_FALSE(uses("myiChannel0", 0));
  CHECK_FALSE(uses("/* iChannel0 \n iChannel0 */ x // iChannel0", 0));
  CHECK_FALSE(uses("iChannelResolution[0]", 0));
  CHECK(uses("#define T(i) texture(iChannel ## i, p)", 2));
  CHECK(uses("/* open */ iChannel3 /* never closed", 3));
}

TEST_CASE("passes: the API's shape, the site's shape and a row of columns give the same program") {
  const std::string draws = reading({0}), feeds = reading({0, 1});
  const Json sampler = {{"filter", "linear"}, {"wrap", "clamp"}, {"vflip", "false"}};
  const auto api_input = [&](int channel, const std::string& kind, const std::string& source,
                             int id) {
    return Json{
        {"channel", channel}, {"ctype", kind}, {"src", source}, {"id", id}, {"sampler", sampler}};
  };
  const auto site_input = [&](int channel, const std::string& kind, const std::string& path,
                              const std::string& id) {
    return Json{
        {"channel", channel}, {"type", kind}, {"filepath", path}, {"id", id}, {"sampler", sampler}};
  };
  const auto pass = [](const std::string& kind, const std::string& name, const std::string& code,
                       const Json& inputs, const Json& id) {
    return Json{{"type", kind},
                {"name", name},
                {"code", code},
                {"inputs", inputs},
                {"outputs", Json::array({Json{{"id", id}, {"channel", 0}}})}};
  };
  const Json info = {{"id", "abc"}, {"name", "N"}, {"username", "u"}};
  const Json api = {
      {"Shader",
       {{"info", info},
        {"renderpass",
         {pass("image", "Image", draws, Json::array({api_input(0, "buffer", kA, 257)}), 37),
          pass("common", "Common", "float f;", Json::array(), nullptr),
          pass("buffer", "Buffer A", feeds,
               {api_input(0, "buffer", kA, 257), api_input(1, "mic", "/presets/mic.png", 34)},
               257)}}}}};
  const Json site =
      Json::array({{{"info", info},
                    {"renderpass",
                     {pass("buffer", "Buf A", feeds,
                           {site_input(0, "buffer", kA, "4dXGR8"),
                            site_input(1, "mic", "/presets/mic.png", "4sX")},
                           "4dXGR8"),
                      pass("common", "", "float f;", Json::array(), ""),
                      pass("image", "Image", draws,
                           Json::array({site_input(0, "buffer", kA, "4dXGR8")}), "4dfGRr")}}}});
  const Json row = {
      {"id", "abc"},
      {"name", "N"},
      {"author", "u"},
      {"image_code", draws},
      {"image_inputs", Json::array({api_input(0, "buffer", kA, 257)})},
      {"common_code", "float f;"},
      {"buffer_a_code", feeds},
      {"buffer_a_inputs",
       {api_input(0, "buffer", kA, 257), api_input(1, "mic", "/presets/mic.png", 34)}},
      {"buffer_b_code", ""},
      {"sound_code", ""}};
  for (const corpus::Blob& blob :
       {corpus::Blob{"a.json", api.dump()}, corpus::Blob{"a.fragment", site.dump(1)},
        corpus::Blob{"a.jsonl", row.dump()}}) {
    INFO(blob.name);
    const auto items = items_of(*corpus::make_shadertoy_json_reader(), blob);
    REQUIRE(items.size() == 1);
    const auto& found = std::get<Program>(items[0]);
    CHECK(found.source == draws);
    CHECK(found.common == "float f;");
    CHECK(found.inputs == std::vector<Input>{{0, "buffer", "A", "linear", "clamp", false}});
    REQUIRE(names(found) == "A");
    CHECK(found.buffers[0].source == feeds);
    CHECK(found.buffers[0].inputs ==
          std::vector<Input>{{0, "buffer", "A", "linear", "clamp", false},
                             {1, "microphone", "/presets/mic.png", "linear", "clamp", false}});
  }
}
