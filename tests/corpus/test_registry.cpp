#include <doctest/doctest.h>

#include "engine/base/check.h"
#include "engine/corpus/readers/registry.h"
#include "tests/corpus/corpus_support.h"

using namespace progpretrain;
using namespace progpretrain::testing;

namespace {

std::string_view reader_of(const std::string& name, const std::string& bytes) {
  const corpus::Reader* reader = corpus::find_reader({name, bytes});
  return reader ? reader->name() : "none";
}

}  // namespace

TEST_CASE("registry: content decides where names lie") {
  CHECK(reader_of("a.zip", "") == "zip archive");
  CHECK(reader_of("a.dat", "PK\x03\x04 and so on") == "zip archive");
  CHECK(reader_of("a.dat", "\x1f\x8b and so on") == "tar archive");
  CHECK(reader_of("a.dat", std::string(257, 'x') + "ustar") == "tar archive");
  CHECK(reader_of("a.dat", std::string("\xfd" "7zXZ\0 and", 10)) == "tar archive");
  CHECK(reader_of("a.tgz", "") == "tar archive");
  CHECK(reader_of("a.json", "{") == "Shadertoy JSON");
  CHECK(reader_of("4dB3DV.fragment", " {\n \"ver\": 1}") == "Shadertoy JSON");
  CHECK(reader_of("a.fragment", "[ {\"ver\"") == "Shadertoy JSON");
  CHECK(reader_of("a.fragment", "{ o = vec4(1); }") == "plain text");
  CHECK(reader_of("a.fs", "/*{ \"INPUTS\": [] }*/") == "plain text");
  CHECK(reader_of("a.HTM", "") == "HTML");
  CHECK(reader_of("stdin", "\n<!DOCTYPE HTML><p>") == "HTML");
  CHECK(reader_of("a.glsl", "<html>") == "plain text");
  CHECK(reader_of("a.png", std::string("\x89PNG\0", 5)) == "none");
}

TEST_CASE("registry: folders are searched by extension, without hidden files and documentation") {
  using corpus::is_readable_name;
  for (const char* name :
       {"a.glsl", "a.FRAG", "x/a.fs", "a.txt", "a.json", "a.jsonl", "a.zip", "a.tar", "a.tgz",
        "a.tar.gz", "a.tar.xz", "a.jsonl.gz", "a.jsonl.xz", "a.isf", "../a.glsl", "credits.glsl"})
    CHECK_MESSAGE(is_readable_name(name), name);
  for (const char* name :
       {".a.glsl", "x/.git/a.glsl", "README.md", "LICENSE", "License.txt", "x/readme.txt",
        "manifest.json", "manifest.json.gz", "a.csv.gz", "a.gz", "a.xz", "a.png", "a.cpp", "a",
        "shaders_list", "__MACOSX/a.glsl", "__MACOSX/._a.glsl", "x/"})
    CHECK_MESSAGE(!is_readable_name(name), name);
}

TEST_CASE(
    "registry: an unreadable blob inside a container is one refused item with a clean reason, "
    "another file is passed over") {
  std::vector<corpus::Item> items;
  const corpus::Sink sink = [&](corpus::Item item) { items.push_back(std::move(item)); };
  corpus::read_contained({"x/bad.json", "{\"a\""}, sink);
  corpus::read_contained({"x/other.png", std::string("\0", 1)}, sink);
  REQUIRE(items.size() == 2);
  CHECK(std::get<corpus::SkippedFile>(items[1]).kind == ".png");
  const auto& refused = std::get<corpus::RefusedItem>(items[0]);
  CHECK(refused.program.id == "bad");
  CHECK(refused.program.origin == "x/bad.json");
  CHECK(refused.refusal.stage == "read");
  CHECK(refused.refusal.verdict == corpus::Verdict::parse_error);
  CHECK(refused.refusal.reason.starts_with("not valid JSON"));
}

TEST_CASE("registry: an error of the sink is not taken for a fault of the blob") {
  const corpus::Sink sink = [](corpus::Item) { throw UsageError("the corpus is damaged"); };
  CHECK_THROWS_AS(corpus::read_contained({"a.glsl", "void main(){}"}, sink), UsageError);
}
