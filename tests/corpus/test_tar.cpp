#include <doctest/doctest.h>

#include "engine/base/check.h"
#include "engine/corpus/readers/readers.h"
#include "tests/corpus/corpus_support.h"
#include "tests/corpus/tar_support.h"

using namespace progpretrain;
using namespace progpretrain::testing;
using corpus::Item;
using corpus::Program;
using corpus::RefusedItem;

namespace {

constexpr TarKind kKinds[] = {TarKind::tar, TarKind::tar_gz, TarKind::tar_xz};

std::vector<Item> read(const std::string& bytes, const std::string& name = "pack.tar.gz") {
  return items_of(*corpus::make_tar_reader(), {name, bytes});
}

}  // namespace

TEST_CASE("tar: members go to the other readers in the order of their names, compressed or not") {
  for (const TarKind kind : kKinds) {
    const auto items = read(
        tar_bytes({{"z/last.glsl", "int z;"},
                   {"a.frag", "int a;"},
                   {"README.md", "# words"},
                   {".git/x.glsl", "int hidden;"},
                   {"d/", "", AE_IFDIR},
                   {"m.json", "{\"renderpass\": [{\"type\": \"image\", \"code\": \"int m;\"}]}"}},
                  kind));
    REQUIRE(items.size() == 3);
    const auto& first = std::get<Program>(items[0]);
    CHECK(first.id == "a");
    CHECK(first.origin == "pack.tar.gz!a.frag");
    CHECK(first.source == "int a;");
    CHECK(std::get<Program>(items[1]).source == "int m;");
    CHECK(std::get<Program>(items[2]).origin == "pack.tar.gz!z/last.glsl");
  }
}

TEST_CASE("tar: links, devices and names that climb out do no harm") {
  for (const TarKind kind : kKinds) {
    const auto items = read(tar_bytes({{"../../etc/evil.glsl", "int a;"},
                                       {"/abs/x.glsl", "int b;"},
                                       {"soft.glsl", "", AE_IFLNK, "/etc/passwd"},
                                       {"hard.glsl", "", AE_IFREG, "/etc/passwd", true},
                                       {"pipe.glsl", "", AE_IFIFO},
                                       {"null.glsl", "", AE_IFCHR}},
                                      kind));
    REQUIRE(items.size() == 2);
    for (const Item& item : items) CHECK(std::holds_alternative<Program>(item));
  }
}

TEST_CASE("tar: what is passed over is counted by its kind") {
  for (const TarKind kind : kKinds) {
    const auto skipped = skipped_of(
        *corpus::make_tar_reader(),
        {"pack.tar.gz", tar_bytes({{"a.glsl", "int a;"},
                                   {"d/", "", AE_IFDIR},
                                   {"d/a.png", "x"},
                                   {"soft.glsl", "", AE_IFLNK, "/etc/passwd"},
                                   {"hard.glsl", "", AE_IFREG, "/etc/passwd", true}},
                                  kind)});
    CHECK(skipped ==
          std::map<std::string, uint64_t>{{".png", 1}, {"hard link", 1}, {"symlink", 1}});
  }
}

TEST_CASE("tar: a name that is no ASCII is kept") {
  std::string bytes = tar_bytes({{"cafeX.glsl", "int a;"}});
  // The library writes such names only in a UTF-8 locale: put it in and mend the checksum.
  bytes.replace(bytes.find("eX"), 2, "\xC3\xA9");
  unsigned sum = 0;
  for (size_t at = 0; at < 512; ++at)
    sum += at >= 148 && at < 156 ? ' ' : static_cast<unsigned char>(bytes[at]);
  for (size_t digit = 0; digit < 6; ++digit)
    bytes[148 + digit] = static_cast<char>('0' + (sum >> (3 * (5 - digit))) % 8);
  const auto items = read(bytes);
  REQUIRE(items.size() == 1);
  CHECK(std::get<Program>(items[0]).id == "caf\xC3\xA9");
}

TEST_CASE("tar: a single compressed file is read under its own name") {
  for (const auto& [kind, name] : {std::pair(TarKind::single_gz, "data/rows.jsonl.gz"),
                                   std::pair(TarKind::single_xz, "data/rows.jsonl.xz")}) {
    const auto items = read(
        tar_bytes({{"x", "{\"image_code\": \"int a;\"}\n{\"image_code\": \"int b;\"}\n"}}, kind),
        name);
    REQUIRE(items.size() == 2);
    CHECK(std::get<Program>(items[1]).id == "rows-2");
    CHECK(std::get<Program>(items[1]).origin == std::string(name) + "!rows.jsonl");
  }
}

TEST_CASE("tar: what is no archive is one line that names it") {
  for (const std::string& bytes : {std::string(), std::string("no archive at all"), std::string("\xfd" "7zXZ\0 no", 9),
                                   std::string("\x1f\x8b\x08\x00 nothing more")}) {
    const std::string message = message_of<UsageError>([&] { read(bytes, "pack.tar"); });
    if (!message.starts_with("pack.tar: cannot be opened as a tar archive")) {
      // Some damage shows only where the data begins: then it is a refused item.
      const auto items = read(bytes, "pack.tar");
      REQUIRE_FALSE(items.empty());
      CHECK(std::holds_alternative<RefusedItem>(items[0]));
    }
    CHECK(message.find('\n') == std::string::npos);
  }
}

TEST_CASE(
    "tar: of an archive that is cut off the members before the cut are read, and it is said") {
  std::vector<TarMember> members;
  for (int i = 0; i < 50; ++i)
    members.push_back({base::concat("m", 10 + i, ".glsl"), noise(3000, static_cast<uint64_t>(i))});
  for (const TarKind kind : kKinds) {
    const std::string good = tar_bytes(members, kind);
    const auto items = read(good.substr(0, good.size() / 2));
    REQUIRE(items.size() > 5);
    REQUIRE(items.size() < 50);
    CHECK(std::holds_alternative<Program>(items[0]));
    CHECK(contains(std::get<RefusedItem>(items.back()).refusal.reason, "cannot be unpacked"));
  }
}

TEST_CASE("tar: a member that is too large is refused, the others go on") {
  const auto items = read(tar_bytes({{"big.glsl", noise(9u << 20)}, {"small.glsl", "int b;"}}));
  REQUIRE(items.size() == 2);
  CHECK(std::get<RefusedItem>(items[0]).refusal.reason == "source is larger than 8 MiB");
  CHECK(std::get<Program>(items[1]).id == "small");
}

TEST_CASE("tar: a bomb is refused by what it unpacks to, whether its members are read or not") {
  for (const char* name : {"m", "picture"}) {
    std::vector<TarMember> members{{"a.glsl", "int a;"}};
    for (int i = 0; i < 40; ++i)
      members.push_back(
          {base::concat(name, i, name[0] == 'm' ? ".glsl" : ".png"), std::string(1u << 20, ' ')});
    members.push_back({"z.glsl", "int z;"});
    const auto items = read(tar_bytes(members, TarKind::tar_gz));
    REQUIRE(items.size() < 40);
    CHECK(contains(std::get<RefusedItem>(items.back()).refusal.reason, "unpacks to more than"));
  }
  for (const TarKind kind : {TarKind::single_gz, TarKind::single_xz}) {
    const auto single = read(tar_bytes({{"x", std::string(30u << 20, ' ')}}, kind), "a.txt.gz");
    REQUIRE_FALSE(single.empty());
    CHECK(contains(std::get<RefusedItem>(single[0]).refusal.reason, "larger than"));
  }
}

TEST_CASE("tar: an archive in an archive is refused, whatever its name") {
  const std::string inner = tar_bytes({{"a.glsl", "int a;"}}, TarKind::tar_gz);
  const auto items =
      read(tar_bytes({{"inner.tar.gz", inner}, {"sly.glsl", inner}, {"t.tar", tar_bytes({})}}));
  REQUIRE(items.size() == 3);
  for (const Item& item : items)
    CHECK(contains(std::get<RefusedItem>(item).refusal.reason, "archive inside an archive"));
}

TEST_CASE("tar: random damage is an error or a refusal, never a crash") {
  for (const TarKind kind : {TarKind::tar, TarKind::tar_gz, TarKind::tar_xz, TarKind::single_gz,
                             TarKind::single_xz}) {
    std::vector<TarMember> members{{"a.glsl", noise(3000)}};
    if (!is_single(kind)) {
      members.push_back({"b.json", "{\"renderpass\": []}"});
      members.push_back({"c.txt", "int c;"});
    }
    const std::string good = tar_bytes(members, kind);
    uint32_t state = 7;
    for (int round = 0; round < 300; ++round) {
      std::string bytes = good;
      for (int flips = 0; flips < 8; ++flips) {
        state = state * 1664525 + 1013904223;
        bytes[(state >> 8) % std::min<size_t>(bytes.size(), 4096)] = static_cast<char>(state >> 3);
      }
      message_of<UsageError>([&] { read(bytes); });
    }
  }
}
