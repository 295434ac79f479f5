// Every reader, through the registry, on arbitrary bytes under arbitrary names: an item, a refusal
// or a UsageError comes out, and what comes out can be kept.
#include <algorithm>
#include <array>

#include "engine/base/check.h"
#include "engine/base/hash.h"
#include "engine/base/strict_json.h"
#include "engine/corpus/compression.h"
#include "engine/corpus/pack.h"
#include "engine/corpus/program_json.h"
#include "engine/corpus/reader.h"
#include "engine/corpus/readers/registry.h"
#include "engine/corpus/readers/twigl_mode.h"
#include "tests/corpus/tar_support.h"
#include "tests/corpus/zip_support.h"
#include "tests/fuzz/fuzz_target.h"

namespace progpretrain::fuzz {
namespace {

using base::Json;
using corpus::Program;

constexpr std::array<const char*, 14> kNames{
    "a.glsl", "x/modes/a.fragment", "a.json", "a.jsonl", "a.zip",
    "a.tar",  "a.tar.gz",           "a.fs",   "stdin",   "x\xFF!../a.TXT",
    "a.txt",  "a.jsonl.xz",         "a.isf", "a.html"};

void check_line(const std::string& text, const char* promise) {
  expect(std::none_of(text.begin(), text.end(), [](char c) { return c >= 0 && c < ' '; }), promise);
}

void check_program(const Program& program) {
  expect(!program.id.empty() && program.id.size() <= 200, "an id has 1 to 200 bytes");
  check_line(program.id, "an id is one line");
  check_line(program.title, "a title is one line");
  check_line(program.origin, "an origin is one line");
  // dump() throws when a text is no UTF-8.
  Json(std::vector<std::string>{program.id, program.title, program.author, program.description,
                                program.source, program.licence, program.origin, program.dialect})
      .dump();
  Json(program.tags).dump();
  expect(program.source.find('\0') == std::string::npos, "a source has no NUL");
  expect(program.buffers.size() <= 4, "a program has at most four buffers");
  Program again;
  corpus::parts_from_json(Json::parse(parts_to_json(program).dump()), again, "parts");
  expect(again.common == program.common && again.inputs == program.inputs &&
             again.buffers == program.buffers && again.notes == program.notes,
         "parts survive being kept");
}

void check_item(const corpus::Item& item) {
  if (const auto* refused = std::get_if<corpus::RefusedItem>(&item)) {
    check_program(refused->program);
    expect(!refused->refusal.reason.empty(), "a refusal has a reason");
    expect(refused->refusal.reason.find('\n') == std::string::npos, "a reason is one line");
    Json(refused->refusal.reason).dump();
  } else if (const auto* skipped = std::get_if<corpus::SkippedFile>(&item)) {
    expect(!skipped->kind.empty(), "a skipped file has a kind");
    Json(skipped->kind).dump();
  } else {
    check_program(std::get<Program>(item));
  }
}

Json sample_shader() {
  const auto input = [](int channel, const char* kind, const char* source) {
    return Json{{"channel", channel},
                {"ctype", kind},
                {"src", source},
                {"id", 257},
                {"sampler", {{"filter", "linear"}, {"wrap", "clamp"}}}};
  };
  const auto pass = [](const char* kind, const char* name, const char* code, Json inputs) {
    return Json{{"type", kind},
                {"name", name},
                {"code", code},
                {"inputs", std::move(inputs)},
                {"outputs", Json::array({Json{{"id", 257}, {"channel", 0}}})}};
  };
  const char* buffer = "/media/previz/buffer00.png";
  return {{"info", {{"id", "abc"}, {"name", "t"}, {"username", "u"}, {"tags", {"x"}}}},
          {"renderpass",
           {pass("image", "Image", "// License: MIT\nvoid mainImage(){texture(iChannel0,p);}",
                 Json::array({input(0, "buffer", buffer)})),
            pass("common", "Common", "#define C(i) iChannel##i", Json::array()),
            pass("buffer", "Buffer A", "void mainImage(){iChannel1;}",
                 Json::array({input(1, "cubemap", "/media/previz/cubemap00.png"),
                              input(2, "musicstream", "https://x")})),
            pass("cubemap", "Cube A", "void mainCubemap(){}", Json::array()),
            pass("sound", "Sound", "vec2 mainSound(){}", Json::array())}}};
}

// Buffer A and the image under headings, with a channel that a comment tells.
std::string headed_text() {
  return "// Common\n#define K 2.0\n// Buffer A\n// iChannel0: Buffer A\n"
         "void mainImage(out vec4 o, in vec2 p) { o = texture(iChannel0, p) * K; }\n"
         "/* --- Image --- */\nvoid mainImage(out vec4 o, in vec2 p) { o = vec4(K); }\n";
}

// JSON objects that hold the text of one shader, in every form that is known.
std::vector<std::string> text_objects(const std::string& text) {
  return {Json{{"id", 1}, {"code", text}, {"user", "u"}}.dump(),
          Json{{"_id", 7}, {"versions", {{{"code", "x"}}, {{"code", text}}}}}.dump(),
          Json{{"title", "t"}, {"raw_fragment_source", text}}.dump(),
          Json{{"path", "a/b.frag"}, {"content", text}, {"licence", "mit"}}.dump()};
}

std::string pack_line(const std::string& text) {
  corpus::PackRow row;
  row.id = row.family = "f1";
  row.split = corpus::kTrain;
  row.version = 1;
  row.licence = "CC0-1.0";
  row.sha256 = base::sha256_hex(text);
  row.statistics = {{"cost_ms", 1.5}};
  row.text = text;
  return corpus::to_line(row);
}

std::string utf16(const std::string& text) {
  std::string out = "\xFF\xFE";
  for (const char c : text) out += {c, '\0'};
  return out;
}

}  // namespace

std::vector<std::string> seeds() {
  const std::string text =
      "#version 300 es\n// title: T\n// License CC0\n/* licensed under CC BY-SA 4.0 */\nvoid "
      "main(){}";
  const std::string isf =
      "/*{\"CREDIT\":\"me\",\"CATEGORIES\":[\"a\"],\"INPUTS\":[]}*/ void main(){}";
  const std::string shader = sample_shader().dump();
  const std::string row = Json{
      {"id", "r"},
      {"image_code", "iChannel0"},
      {"license", "cc-by-3.0 AND mit"},
      {"image_inputs", sample_shader()["renderpass"][0]["inputs"]},
      {"buffer_a_code", "x"},
      {"buffer_a_inputs",
       Json::array()}}.dump();
  const std::string mode = "geekest\nTrue\nFalse\nFalse\n";
  const std::vector<testing::TarMember> members{
      {"codes/a.fragment", text}, {"modes/a.fragment", mode}, {"b.json", shader}};
  const std::vector<std::pair<char, std::string>> inputs{
      {0, text},
      {1, mode},
      {2, shader},
      {2, "{\"Shader\":" + shader + "}"},
      {2, "[" + shader + "]"},
      {2, "{\"x\":" + shader + "}"},
      {3, row + "\n" + row + "\n"},
      {4, testing::zip_bytes({{"codes/a.fragment", text}, {"modes/a.fragment", mode}})},
      {5, testing::tar_bytes(members)},
      {6, testing::tar_bytes(members, testing::TarKind::tar_gz)},
      {6, testing::tar_bytes({{"x", text}}, testing::TarKind::single_gz)},
      {7, isf},
      {8, row + "\n" + row}};
  std::vector<std::string> out;
  for (const auto& [name, bytes] : inputs) out.push_back(name + bytes);
  for (const std::string& object : text_objects(text)) {
    out.push_back('\x2' + object);
    out.push_back('\x3' + object + "\n" + object);
  }
  out.push_back('\0' + headed_text());
  out.push_back('\xA' + headed_text());
  out.push_back('\0' + utf16(text));
  out.push_back('\xC' + isf);
  out.push_back("\xD<!DOCTYPE html><!-- c --><script id='i' type=\"x-shader/x-fragment\">" + text +
                "</script><script type=x-shader/x-vertex>int v;</script>"
                "<SCRIPT TYPE=shader/fragment>" + text);
  out.push_back('\x3' + pack_line(text));
  out.push_back('\xB' + corpus::compress_xz(pack_line(text) + "\n" + row));
  return out;
}

}  // namespace progpretrain::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  using namespace progpretrain;
  if (size == 0) return 0;
  corpus::Blob blob{fuzz::kNames[bytes[0] % fuzz::kNames.size()],
                    std::string(reinterpret_cast<const char*>(bytes) + 1, size - 1)};
  corpus::is_readable_name(blob.name);
  corpus::twigl_dialect_of_mode(blob.bytes);
  // As a file named by the user ...
  try {
    if (const corpus::Reader* reader = corpus::find_reader(blob)) {
      reader->check(blob);
      reader->read(blob, fuzz::check_item);
    }
  } catch (const UsageError& e) {
    const std::string message = e.what();
    fuzz::expect(message.starts_with(blob.name) && message.find('\n') == std::string::npos,
                 "an error is one line that starts with the name");
  }
  // ... and as one found in a folder, where nothing is thrown.
  blob.first_line = 1 + bytes[0] / fuzz::kNames.size();
  corpus::read_contained(blob, fuzz::check_item);
  return 0;
}
