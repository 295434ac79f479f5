#include <doctest/doctest.h>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/corpus/readers/readers.h"
#include "tests/corpus/corpus_support.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;
using namespace progpretrain::testing;
using corpus::Item;
using corpus::Program;
using corpus::RefusedItem;

namespace {

std::vector<Item> read(const std::string& bytes) {
  return items_of(*corpus::make_archive_reader(), {"pack.zip", bytes});
}

}  // namespace

TEST_CASE("archive: members go to the other readers in the order of their names") {
  const auto items = read(
      zip_bytes({{"z/last.glsl", "int z;"},
                 {"a.frag", "int a;"},
                 {"README.md", "# words"},
                 {"manifest.json", "{}"},
                 {".git/x.glsl", "int hidden;"},
                 {"m.json", "{\"renderpass\": [{\"type\": \"image\", \"code\": \"int m;\"}]}"}}));
  REQUIRE(items.size() == 3);
  const auto& first = std::get<Program>(items[0]);
  CHECK(first.id == "a");
  CHECK(first.origin == "pack.zip!a.frag");
  CHECK(first.source == "int a;");
  CHECK(std::get<Program>(items[1]).source == "int m;");
  CHECK(std::get<Program>(items[2]).origin == "pack.zip!z/last.glsl");
}

TEST_CASE("archive: a name that climbs out of the archive is only a name") {
  const auto items =
      read(zip_bytes({{"../../etc/evil.glsl", "int a;"}, {"/abs/x.glsl", "int b;"}}));
  REQUIRE(items.size() == 2);
  for (const Item& item : items) CHECK(std::holds_alternative<Program>(item));
}

TEST_CASE("archive: links are passed over") {
  CHECK(read(zip_bytes({{"link.glsl", "/etc/passwd", true}})).empty());
}

TEST_CASE("archive: what is passed over is counted by its kind") {
  const auto skipped = skipped_of(*corpus::make_archive_reader(),
                                  {"pack.zip", zip_bytes({{"a.glsl", "int a;"},
                                                          {"link.glsl", "/etc/passwd", true},
                                                          {"d/", ""},
                                                          {"d/a.PNG", "x"},
                                                          {"b.png", "x"},
                                                          {"README.md", "# words"},
                                                          {".git/x.glsl", "int hidden;"},
                                                          {"other.json", "{}"},
                                                          {"Makefile", "all:"}})});
  CHECK(skipped == std::map<std::string, uint64_t>{{".json", 1},
                                                   {".md", 1},
                                                   {".png", 2},
                                                   {"hidden", 1},
                                                   {"symlink", 1},
                                                   {"without extension", 1}});
}

TEST_CASE("archive: a broken archive is one line that names it") {
  const std::string good = zip_bytes({{"a.glsl", noise(5000)}});
  for (const std::string& bytes :
       {std::string(), std::string("PK\x03\x04 nothing more"), good.substr(0, good.size() / 2)}) {
    const std::string message = message_of<UsageError>([&] { read(bytes); });
    CHECK(message.starts_with("pack.zip: cannot be opened as a zip archive"));
    CHECK(message.find('\n') == std::string::npos);
  }
}

TEST_CASE("archive: a damaged member is a refused item and the others go on") {
  std::string bytes = zip_bytes({{"a.glsl", noise(5000)}, {"b.glsl", "int b;"}});
  bytes[2000] = static_cast<char>(bytes[2000] ^ 0x55);
  const auto items = read(bytes);
  REQUIRE(items.size() == 2);
  const auto& refused = std::get<RefusedItem>(items[0]);
  CHECK(refused.program.id == "a");
  CHECK(contains(refused.refusal.reason, "cannot be unpacked"));
  CHECK(std::get<Program>(items[1]).id == "b");
}

TEST_CASE("archive: a member that is too large is refused unread") {
  const auto items = read(zip_bytes({{"big.glsl", noise(9u << 20)}, {"small.glsl", "int b;"}}));
  REQUIRE(items.size() == 2);
  CHECK(std::get<RefusedItem>(items[0]).refusal.reason == "source is larger than 8 MiB");
}

TEST_CASE("archive: a bomb is refused by its expansion, one member or many") {
  const std::string zeros(7u << 20, ' ');
  const auto one = read(zip_bytes({{"bomb.glsl", zeros}, {"ok.glsl", "int b;"}}));
  REQUIRE(one.size() == 2);
  CHECK(contains(std::get<RefusedItem>(one[0]).refusal.reason, "expands more than 200 times"));
  CHECK(std::get<Program>(one[1]).id == "ok");

  // Members small enough to pass alone.
  std::vector<ZipMember> many;
  for (int i = 0; i < 40; ++i)
    many.push_back({base::concat("m", i, ".glsl"), std::string(1u << 20, ' ')});
  const auto items = read(zip_bytes(many));
  REQUIRE(items.size() < 40);
  CHECK(contains(std::get<RefusedItem>(items.back()).refusal.reason, "unpacks to more than"));
}

TEST_CASE("archive: an archive in an archive is refused, whatever its name") {
  const std::string inner = zip_bytes({{"a.glsl", "int a;"}});
  const auto items = read(zip_bytes({{"inner.zip", inner}, {"sly.glsl", inner}}));
  REQUIRE(items.size() == 2);
  for (const Item& item : items)
    CHECK(contains(std::get<RefusedItem>(item).refusal.reason, "archive inside an archive"));
}

TEST_CASE("archive: broken JSON inside is a refused item") {
  const auto items = read(zip_bytes({{"bad.json", "{"}, {"ok.glsl", "int b;"}}));
  REQUIRE(items.size() == 2);
  CHECK(std::get<RefusedItem>(items[0]).program.origin == "pack.zip!bad.json");
}

TEST_CASE("archive: random damage is an error or a refusal, never a crash") {
  const std::string good =
      zip_bytes({{"a.glsl", noise(3000)}, {"b.json", "{\"renderpass\": []}"}, {"c.txt", "int c;"}});
  uint32_t state = 7;
  for (int round = 0; round < 300; ++round) {
    std::string bytes = good;
    for (int flips = 0; flips < 8; ++flips) {
      state = state * 1664525 + 1013904223;
      bytes[(state >> 8) % bytes.size()] = static_cast<char>(state >> 3);
    }
    message_of<UsageError>([&] { read(bytes); });
  }
}
