#include <doctest/doctest.h>

#include "engine/base/check.h"
#include "engine/corpus/compression.h"
#include "engine/corpus/pack.h"
#include "tests/corpus/corpus_support.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;
using namespace progpretrain::testing;
using corpus::PackRow;

namespace {

PackRow row(uint64_t index, const std::string& split = "train") {
  PackRow out;
  out.id = base::concat("synth-1-7-", index);
  out.family = split == "train" ? "synth_floor" : "synth_room";
  out.split = split;
  out.subset = index == 0;
  out.version = 1;
  out.seed = 7;
  out.index = index;
  out.licence = "CC0-1.0";
  out.caption = "A floor, \"quoted\"";
  out.lineage = "grown: floor(star)";
  out.text =
      base::concat("// id: x\nvoid mainImage(out vec4 o, in vec2 p) { o = vec4(", index, "); }");
  out.sha256 = base::sha256_hex(out.text);
  out.statistics = {{"spectral_slope", -2.125}, {"coverage", 0.5}};
  return out;
}

std::vector<corpus::Entry> imported(const std::filesystem::path& file,
                                    const std::filesystem::path& db,
                                    corpus::ImportCounts* counts = nullptr) {
  corpus::Store store(db, corpus::Store::Mode::create_or_open);
  const auto result = corpus::import_sources(store, {{file}, ""}, classify, {});
  if (counts) *counts = result;
  return store.entries();
}

}  // namespace

TEST_CASE(
    "pack: rows come back as they were, compressed or not, and the same rows are the same bytes") {
  const TemporaryFolder folder;
  const std::vector<PackRow> rows{row(0), row(1, "held-out"), row(uint64_t{1} << 60)};
  for (const char* name : {"p.jsonl", "p.jsonl.xz"}) {
    const auto path = folder / name;
    const std::string bytes = corpus::encode_pack(rows, path);
    CHECK(bytes == corpus::encode_pack(rows, path));
    CHECK(corpus::is_xz(bytes) == (path.extension() == ".xz"));
    write_source(path, bytes);
    const auto again = corpus::read_pack(path);
    CHECK(again == rows);
    CHECK(corpus::encode_pack(again, path) == bytes);
  }
}

TEST_CASE("pack: import keeps id, family, licence, caption, origin, split, subset and statistics") {
  const TemporaryFolder folder;
  const auto path = folder / "p.jsonl.xz";
  write_source(path, corpus::encode_pack(std::vector{row(0), row(1, "held-out")}, path));
  const auto entries = imported(path, folder / "c.db");
  REQUIRE(entries.size() == 2);
  const corpus::Program& first = entries[0].program;
  CHECK(first.id == "synth-1-7-0");
  CHECK(first.family == "synth_floor");
  CHECK(first.licence == "CC0-1.0");
  CHECK(first.description == "A floor, \"quoted\"");
  CHECK(first.origin == "synth 1 seed 7 index 0");
  CHECK(first.dialect == "shadertoy");
  CHECK(first.source == row(0).text);
  CHECK(first.tags == std::vector<std::string>{"synthesised", "split:train", "subset"});
  CHECK(first.statistics ==
        std::map<std::string, double>{{"spectral_slope", -2.125}, {"coverage", 0.5}});
  CHECK(entries[1].program.tags == std::vector<std::string>{"synthesised", "split:held-out"});
  corpus::ImportCounts counts;
  imported(path, folder / "c.db", &counts);
  CHECK(counts.already_there == 2);
}

TEST_CASE("pack: a text that is not that of its sha256 is refused, the others go on") {
  const TemporaryFolder folder;
  std::vector<PackRow> rows{row(0), row(1), row(2)};
  rows[1].text += " ";
  write_source(folder / "p.jsonl", corpus::encode_pack(rows, folder / "p.jsonl"));
  const auto entries = imported(folder / "p.jsonl", folder / "c.db");
  REQUIRE(entries.size() == 3);
  CHECK_FALSE(entries[0].refused);
  REQUIRE(entries[1].refused);
  CHECK(entries[1].program.id == "synth-1-7-1");
  CHECK(entries[1].refused->reason == "line 2: the text is not that of its sha256");
  CHECK_FALSE(entries[2].refused);
}

TEST_CASE("pack: what is wrong with a row is told with file, line and key") {
  const TemporaryFolder folder;
  const auto path = folder / "p.jsonl";
  const auto problem = [&](const std::string& key, const base::Json& value) {
    base::Json line = base::Json::parse(corpus::to_line(row(1)));
    line[key] = value;
    if (value.is_null()) line.erase(key);
    write_source(path, corpus::to_line(row(0)) + "\n" + line.dump() + "\n");
    return message_of<UsageError>([&] { corpus::read_pack(path); });
  };
  CHECK(problem("index", 1) == "");
  for (const auto& [key, value] :
       std::vector<std::pair<std::string, base::Json>>{{"index", nullptr},
                                                       {"index", -1},
                                                       {"split", "test"},
                                                       {"text", 3},
                                                       {"subset", "yes"},
                                                       {"statistics", {{"a", "b"}}}}) {
    const std::string message = problem(key, value);
    CAPTURE(message);
    CHECK(message.starts_with(path.string() + ": line 2"));
    CHECK(contains(message, key));
  }
}

TEST_CASE("pack: a damaged file and one that unpacks to too much are told") {
  const std::string good = corpus::compress_xz(std::string(100000, 'a'));
  CHECK(good.size() < 1000);
  CHECK(corpus::decompress(good, 100000, "f") == std::string(100000, 'a'));
  CHECK(corpus::decompress(corpus::compress_xz(""), 1, "f") == "");
  CHECK(corpus::decompress("plain", 1, "f") == "plain");
  CHECK(message_of<UsageError>([&] {
          corpus::decompress(good, 99999, "f");
        }).starts_with("f: unpacks to more than"));
  CHECK(message_of<UsageError>([&] {
          corpus::decompress(good.substr(0, 60), 1u << 20, "f");
        }).starts_with("f: cannot be unpacked"));
}

TEST_CASE("pack: only the origin that synth writes is read as one") {
  const auto origin = corpus::parse_synth_origin("synth 2 seed 7 index 18446744073709551615");
  REQUIRE(origin);
  CHECK(origin->version == 2);
  CHECK(origin->seed == 7);
  CHECK(origin->index == UINT64_MAX);
  for (const char* other : {"synth 2 seed 7", "synth 2 seed 7 index -1", "synth 2 seed 7 index 3 ",
                            "programs/a.glsl", "synth 02 seed 7 index 3", ""})
    CHECK_FALSE(corpus::parse_synth_origin(other));
}

TEST_CASE("pack: a part holds what has both its split and its place in the subset") {
  PackRow row;
  row.id = "a";
  row.split = corpus::kHeldOut;
  const corpus::Program held_out = corpus::program_of(row);
  row.subset = true;
  const corpus::Program both = corpus::program_of(row);
  CHECK(corpus::PackPart{}.is_everything());
  CHECK_FALSE(corpus::PackPart{"", true}.is_everything());
  for (const corpus::Program& program : {held_out, both, corpus::Program{}}) CHECK(corpus::PackPart{}.accepts(program));
  CHECK(corpus::PackPart{"held-out", false}.accepts(held_out));
  CHECK_FALSE(corpus::PackPart{"held-out", true}.accepts(held_out));
  CHECK(corpus::PackPart{"held-out", true}.accepts(both));
  CHECK(corpus::PackPart{"", true}.accepts(both));
  CHECK_FALSE(corpus::PackPart{"train", false}.accepts(both));
  CHECK_FALSE(corpus::PackPart{"train", false}.accepts(corpus::Program{}));
  CHECK_FALSE(corpus::PackPart{"", true}.accepts(corpus::Program{}));
}

TEST_CASE("pack: a part may hold some families only") {
  corpus::Program program;
  program.family = "b";
  CHECK_FALSE(corpus::PackPart{"", false, {"a"}}.is_everything());
  CHECK(corpus::PackPart{"", false, {"a", "b"}}.accepts(program));
  CHECK_FALSE(corpus::PackPart{"", false, {"a"}}.accepts(program));
  CHECK_FALSE(corpus::PackPart{"", true, {"b"}}.accepts(program));
}

TEST_CASE("pack: a text is kept as every source is, without NUL and with plain line ends") {
  PackRow odd = row(3);
  odd.text = "// a" + std::string(1, '\0') + "b\r\n" + odd.text;
  const std::string source = corpus::program_of(odd).source;
  CHECK(source == "// a b\n" + row(3).text);
}
