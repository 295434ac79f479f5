#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/base/hash.h"
#include "engine/corpus/pack.h"
#include "engine/corpus/sqlite.h"
#include "engine/corpus/store.h"
#include "tests/tools/small_corpus.h"

using namespace progpretrain;
using testing::json_of;
using testing::run_tool;

namespace {

constexpr int kCandidates = 24;

/// Screened candidates, a pack of the best of them and one of a random choice, made once.
struct Packs {
  testing::TemporaryFolder folder;
  std::string corpus = (folder / "candidates.db").string();
  std::string best = (folder / "best.jsonl.xz").string(),
              random = (folder / "random.jsonl.xz").string();
  base::Json told, told_at_random;

  Packs() {
    const std::string count = std::to_string(kCandidates);
    json_of(run_tool({"synth", "--count", count, "--seed", "9", "--corpus", corpus, "--json"}));
    REQUIRE(run_tool({"screen", "--corpus", corpus, "--device", "cpu"}).exit_code == 0);
    told = json_of(select(best, "10", {}));
    told_at_random = json_of(select(random, "10", {"--random"}));
  }

  testing::ToolResult select(const std::string& pack, const std::string& count,
                             const std::vector<std::string>& more) const {
    std::vector<std::string> arguments{"synth", "--select", count, "--from",   corpus, "--seed",
                                       "3",     "--pack",   pack,  "--device", "cpu",  "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_tool(arguments);
  }
};

const Packs& packs() {
  static const Packs all;
  return all;
}

/// The rows of a pack, by way of the tool that writes them without compression.
std::vector<base::Json> rows_of(const std::string& pack) {
  const testing::TemporaryFolder folder;
  const std::string plain = (folder / "plain.jsonl").string();
  REQUIRE(run_tool({"synth", "--remake", pack, "--out", plain}).exit_code == 0);
  std::vector<base::Json> rows;
  const std::string text = base::read_file(plain);
  for (size_t at = 0; at < text.size();) {
    const size_t end = text.find('\n', at);
    rows.push_back(base::Json::parse(text.substr(at, end - at)));
    at = end + 1;
  }
  return rows;
}

std::string write_rows(const std::filesystem::path& path, const std::vector<base::Json>& rows) {
  std::string text;
  for (const auto& row : rows) text += row.dump() + "\n";
  base::write_file_atomically(path, text);
  return path.string();
}

}  // namespace

TEST_CASE(
    "synth: a selection is the same file every time, with statistics and texts that its hashes "
    "name") {
  const Packs& all = packs();
  CHECK(all.told["programs"] == 10);
  int num_looked_at = all.told["candidates"];
  for (const auto& [reason, count] : all.told["left_out"].items())
    num_looked_at += count.get<int>();
  CHECK(num_looked_at == kCandidates);
  const std::string again = (all.folder / "again.jsonl.xz").string();
  REQUIRE(all.select(again, "10", {}).exit_code == 0);
  CHECK(base::read_file(again) == base::read_file(all.best));
  const auto rows = rows_of(all.best);
  REQUIRE(rows.size() == 10);
  for (const auto& row : rows) {
    CAPTURE(row.dump());
    CHECK(row["sha256"] == base::sha256_hex(row["text"].get<std::string>()));
    CHECK(row["subset"] == true);
    CHECK(row["seed"] == 9);
    for (const char* name : {"ms_per_megapixel", "spectral_slope", "colourfulness", "coverage",
                             "motion", "edge_density", "identifiability", "spread"})
      CHECK(row["statistics"].contains(name));
    CHECK(row["statistics"]["spread"].get<double>() > 0);
    CHECK(row["statistics"]["identifiability"].get<double>() <= 1);
  }
}

TEST_CASE("synth: of every two candidates that are near in graph and picture one is left out") {
  const Packs& all = packs();
  for (const base::Json& told : {all.told, all.told_at_random}) {
    CHECK(told["near_in_graph_and_picture"] == 0);
    CHECK(told["near_in_graph"] <= 10);
  }
  // Every candidate a second time, with another text and the same picture.
  const testing::TemporaryFolder folder;
  const std::string corpus = (folder / "twins.db").string(),
                    pack = (folder / "pack.jsonl.xz").string();
  {
    corpus::Store store(corpus, corpus::Store::Mode::create_or_open);
    for (corpus::Entry& entry :
         corpus::Store(all.corpus, corpus::Store::Mode::read_only).entries()) {
      store.add(entry.program, entry.content_hash, entry.dialect_reason);
      const auto origin = corpus::parse_synth_origin(entry.program.origin);
      REQUIRE(origin);
      entry.program.id += "-twin";
      entry.program.source += "\n// twin\n";
      entry.program.origin =
          corpus::synth_origin(origin->version, origin->seed, origin->index + 1000);
      store.add(entry.program, base::sha256_hex(entry.program.source), entry.dialect_reason);
    }
  }
  REQUIRE(run_tool({"screen", "--corpus", corpus, "--device", "cpu"}).exit_code == 0);
  for (const char* mode : {"", "--random"}) {
    std::vector<std::string> arguments{"synth",  "--select", std::to_string(kCandidates + 1),
                                       "--from", corpus,     "--pack",
                                       pack,     "--device", "cpu"};
    if (*mode) arguments.emplace_back(mode);
    const auto result = run_tool(arguments);
    CAPTURE(result.err);
    CHECK(result.exit_code == 2);
    CHECK(result.err.find(" near another in graph and picture") != std::string::npos);
    const std::string before = "twins.db has ";
    const size_t at = result.err.find(before);
    REQUIRE(at != std::string::npos);
    const int num_left = std::stoi(result.err.substr(at + before.size()));
    CHECK(num_left <= kCandidates);
    CHECK(num_left >= kCandidates / 2);
  }
}

TEST_CASE("synth: the fit are preferred to what a random choice gives") {
  const auto best = rows_of(packs().best), random = rows_of(packs().random);
  CHECK(random.size() == 10);
  CHECK(random[0]["statistics"].contains("spectral_slope"));
  CHECK_FALSE(random[0]["statistics"].contains("spread"));
  // All candidates that can be chosen, for what they measure.
  const testing::TemporaryFolder folder;
  const std::string all = (folder / "all.jsonl.xz").string();
  const int num_left = packs().told["candidates"];
  REQUIRE(num_left > 12);
  REQUIRE(packs().select(all, std::to_string(num_left), {}).exit_code == 0);
  const auto mean_fitness = [](const std::vector<base::Json>& rows) {
    double sum = 0;
    for (const auto& row : rows)
      sum += std::pow(row["statistics"]["identifiability"].get<double>(), 0.25) *
             row["statistics"]["spread"].get<double>();
    return sum / static_cast<double>(rows.size());
  };
  CHECK(mean_fitness(best) > 1.02 * mean_fitness(rows_of(all)));
}

TEST_CASE("synth: a pack is made anew bit for bit, and a slice of it is checked alone") {
  const testing::TemporaryFolder folder;
  const std::string out = (folder / "out.jsonl.xz").string();
  const auto whole = json_of(run_tool({"synth", "--remake", packs().best, "--out", out, "--json"}));
  CHECK(whole["identical"] == true);
  CHECK(whole["differing"] == 0);
  CHECK(base::read_file(out) == base::read_file(packs().best));
  const auto slice =
      json_of(run_tool({"synth", "--remake", packs().best, "--slice", "2:5", "--json"}));
  CHECK(slice["programs"] == 3);
  CHECK(slice["differing"] == 0);
}

TEST_CASE("synth: a corrupted row of a pack is named, and no pack is written") {
  const testing::TemporaryFolder folder;
  auto rows = rows_of(packs().best);
  const std::string id = rows[4]["id"];
  std::string text = rows[4]["text"];
  text.replace(text.rfind('}'), 1, ";}");
  rows[4]["text"] = text;
  rows[4]["sha256"] = base::sha256_hex(text);
  const std::string pack = write_rows(folder / "bad.jsonl", rows);
  const auto result =
      run_tool({"synth", "--remake", pack, "--out", (folder / "out.jsonl").string()});
  CHECK(result.exit_code == 1);
  CHECK(result.err.find("row 4: program " + id + ": its sha256 is not that of seed 9") !=
        std::string::npos);
  CHECK(result.num_error_lines() == 1);
  CHECK_FALSE(std::filesystem::exists(folder / "out.jsonl"));
  CHECK(run_tool({"synth", "--remake", pack, "--slice", "5:10"}).exit_code == 0);
  CHECK(run_tool({"synth", "--remake", pack, "--slice", "0:5"}).exit_code == 1);
  // Rows that are all right, in another order.
  rows = rows_of(packs().best);
  std::swap(rows[0], rows[1]);
  const auto swapped = run_tool({"synth", "--remake", write_rows(folder / "swapped.jsonl", rows),
                                 "--out", (folder / "sorted.jsonl").string()});
  CHECK(swapped.exit_code == 1);
  CHECK(swapped.err.find("another order") != std::string::npos);
}

TEST_CASE("synth: a pack is imported with its family, licence, caption, split and subset") {
  const testing::TemporaryFolder folder;
  const std::string corpus = (folder / "c.db").string();
  CHECK(json_of(run_tool({"import", packs().best, "--corpus", corpus, "--json"}))["added"] == 10);
  const auto row = rows_of(packs().best)[0];
  const auto program = json_of(run_tool({"show", row["id"], "--corpus", corpus, "--json"}));
  CHECK(program["family"] == row["family"]);
  CHECK(program["licence"] == "CC0-1.0");
  CHECK(program["description"] == row["caption"]);
  CHECK(program["origin"] ==
        "synth " + row["version"].dump() + " seed 9 index " + row["index"].dump());
  const std::vector<std::string> tags = program["tags"];
  CHECK(std::count(tags.begin(), tags.end(), "split:" + row["split"].get<std::string>()) == 1);
  CHECK(std::count(tags.begin(), tags.end(), "subset") == 1);
}

TEST_CASE("packs: commands keep to a split, to the subset, or to both") {
  const testing::TemporaryFolder folder;
  const std::string corpus = (folder / "c.db").string();
  auto rows = rows_of(packs().best);
  std::set<std::string> held_out, subset, both;
  for (size_t i = 0; i < rows.size(); ++i) {
    rows[i]["split"] = i % 3 == 0 ? "held-out" : "train";
    rows[i]["subset"] = i % 2 == 0;
    if (i % 3 == 0) held_out.insert(rows[i]["id"]);
    if (i % 2 == 0) subset.insert(rows[i]["id"]);
    if (i % 6 == 0) both.insert(rows[i]["id"]);
  }
  REQUIRE(run_tool({"import", write_rows(folder / "p.jsonl", rows), "--corpus", corpus}).exit_code ==
          0);
  const auto run = [&](std::vector<std::string> arguments, const std::vector<std::string>& part) {
    arguments.insert(arguments.end(), {"--corpus", corpus, "--device", "cpu"});
    arguments.insert(arguments.end(), part.begin(), part.end());
    return run_tool(arguments);
  };
  const auto listed = [&](const std::vector<std::string>& part) {
    std::set<std::string> ids;
    const auto told = json_of(run({"list", "--json"}, part));
    for (const auto& program : told["programs"]) ids.insert(program["id"].get<std::string>());
    return ids;
  };
  CHECK(listed({"--split", "held-out"}) == held_out);
  CHECK(listed({"--subset"}) == subset);
  CHECK(listed({"--split", "held-out", "--subset"}) == both);
  CHECK(listed({"--split", "train"}).size() == rows.size() - held_out.size());
  CHECK(json_of(run({"distinct", "--json"}, {"--split", "held-out"}))["programs"] ==
        held_out.size());
  for (const char* which : {"--all", "--sample=10"}) {
    const auto drawn = json_of(run({"render", which, "--size", "32", "--json", "-o",
                                    (folder / "sheet.png").string()},
                                   {"--split", "held-out"}));
    CHECK(drawn["ids"].get<std::set<std::string>>() == held_out);
  }
  const std::vector<std::string> small{"--size-px", "32", "--batch", "4", "--steps", "1"};
  std::vector<std::string> pretrain{"pretrain", "--out", (folder / "run").string()};
  pretrain.insert(pretrain.end(), small.begin(), small.end());
  REQUIRE(run(pretrain, {"--subset"}).exit_code == 0);
  std::set<std::string> trained;
  const auto frozen = base::Json::parse(base::read_file(folder / "run" / "programs.json"));
  for (const auto& program : frozen["programs"]) trained.insert(program["id"].get<std::string>());
  CHECK(trained == subset);
  CHECK(base::Json::parse(base::read_file(folder / "run" / "config.json"))["subset"] == true);
}

TEST_CASE(
    "packs: a run begins without screening them, goes on where it stopped, and is the same run "
    "when they were screened") {
  const testing::TemporaryFolder folder;
  const std::string corpus = (folder / "c.db").string();
  REQUIRE(run_tool({"import", packs().best, "--corpus", corpus}).exit_code == 0);
  const auto pretrain = [&](const std::string& run) {
    return run_tool({"pretrain",  "--corpus",   corpus, "--device",           "cpu", "--threads",
                     "1",         "--size-px",  "32",   "--batch",            "4",   "--steps",
                     "4",         "--checkpoint-every", "2", "--out", (folder / run).string()});
  };
  const auto num_screened = [&] {
    return corpus::Database(corpus, corpus::Database::Access::read)
        .integer("SELECT count(*) FROM screenings");
  };
  const auto told = pretrain("first");
  REQUIRE_MESSAGE(told.exit_code == 0, told.err);
  CHECK(num_screened() == 0);
  const auto last_step = [&](const std::string& run) {
    return folder / run / "checkpoints" / "step-00000004";
  };
  const auto encoder = [&](const std::string& run) {
    return base::read_file(last_step(run) / "encoder.safetensors");
  };
  const std::string uninterrupted = encoder("first");
  std::filesystem::remove_all(last_step("first"));
  const auto resumed = run_tool({"pretrain", "--resume", "--out", (folder / "first").string()});
  REQUIRE_MESSAGE(resumed.exit_code == 0, resumed.err);
  CHECK(encoder("first") == uninterrupted);
  REQUIRE(run_tool({"render", "--run", (folder / "first").string(), "--request", "3", "-o",
                    (folder / "k.png").string()})
              .exit_code == 0);
  CHECK(num_screened() == 1);  // the one of this image
  REQUIRE(run_tool({"screen", "--corpus", corpus, "--device", "cpu"}).exit_code == 0);
  CHECK(num_screened() == 10);
  REQUIRE(pretrain("second").exit_code == 0);
  CHECK(encoder("first") == encoder("second"));
}

TEST_CASE("packs: a part that does not exist is told in one line") {
  const std::string& corpus = testing::small_corpus().path;
  const testing::TemporaryFolder folder;
  const auto refused = [&](std::vector<std::string> arguments, const std::string& part) {
    arguments.insert(arguments.end(), {"--corpus", corpus, "--device", "cpu"});
    const auto result = run_tool(arguments);
    CAPTURE(result.err);
    CHECK(result.exit_code == 2);
    CHECK(result.num_error_lines() == 1);
    CHECK(result.err.find(part) != std::string::npos);
  };
  const std::string run = (folder / "run").string();
  refused({"list", "--subset"}, "has no program of the subset");
  refused({"list", "--split", "train", "--subset"}, "no program of split train in the subset");
  refused({"distinct", "--split", "held-out"}, "no program of split held-out");
  refused({"bench", "--subset"}, "has no program of the subset");
  refused({"render", "--all", "--subset", "-o", run}, "has no program of the subset");
  refused({"render", "--subset", "-o", run}, "has no program of the subset");
  refused({"pretrain", "--split", "train", "--out", run}, "no program of split train");
  refused({"pretrain", "--split", "test", "--out", run}, "(accepted: train, held-out)");
  refused({"list", "--split", "test"}, "--split");
  refused({"render", "--id", "ramp", "--subset", "-o", run}, "--subset");
  refused({"render", "--id", "ramp", "--families", "ramps", "-o", run}, "--families");
  refused({"bench", "--families", "ramps"}, "--families ramps: no program has it");
  refused({"distinct", "--split", "train", "--families", "ramps"},
          "--families ramps: no program of split train has it");
}

TEST_CASE("synth: what selection and remaking need is told in one line") {
  const testing::TemporaryFolder folder;
  const std::string out = (folder / "o.jsonl.xz").string();
  const auto refused = [&](const std::vector<std::string>& arguments, const std::string& part) {
    const auto result = run_tool(arguments);
    CAPTURE(result.err);
    CHECK(result.exit_code == 2);
    CHECK(result.err.find(part) != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(out));
  };
  refused({"synth", "--remake", packs().best}, "--out FILE");
  refused({"synth", "--remake", packs().best, "--slice", "5:5"}, "--slice 5:5: expected A:B");
  refused({"synth", "--remake", packs().best, "--slice", "5:11"}, "of 10");
  refused({"synth", "--remake", packs().best, "--slice", "5"}, "expected A:B");
  refused({"synth", "--remake", (folder / "none").string(), "--out", out}, "none");
  refused({"synth", "--select", "3", "--from", packs().corpus}, "--pack");
  refused({"synth", "--select", "3", "--pack", out}, "--from");
  refused({"synth", "--select", "1000", "--from", packs().corpus, "--pack", out, "--device", "cpu"},
          "candidates (left out: ");
  refused({"synth", "--select", "2", "--from", testing::small_corpus().path, "--pack", out,
           "--device", "cpu"},
          "has 0 candidates");
}

TEST_CASE(
    "synth: of every pack that is shipped a slice is what this synthesiser makes, and all are "
    "small") {
  uintmax_t total_bytes = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(PROGPRETRAIN_SOURCE_FOLDER "/programs")) {
    const std::string path = entry.path().string();
    if (!path.ends_with(".jsonl.xz")) continue;
    CAPTURE(path);
    total_bytes += entry.file_size();
    const auto slice =
        json_of(run_tool({"synth", "--remake", path, "--slice", "900:1100", "--json"}));
    CHECK(slice["differing"] == 0);
  }
  CHECK(total_bytes <= 12'000'000);
  if (total_bytes == 0) MESSAGE("SKIPPED: no pack is shipped");
}

TEST_CASE(
    "built-in corpora: a pack of the name open21k is the default, the others are there by name") {
  const testing::TemporaryFolder folder;
  testing::write_small_programs(folder / "programs" / "starter");
  const std::map<std::string, std::string> environment{
      {"PROGPRETRAIN_PROGRAMS", (folder / "programs").string()},
      {"PROGPRETRAIN_CACHE", (folder / "cache").string()}};
  const auto ids = [&](const std::vector<std::string>& more) {
    std::vector<std::string> arguments{"list", "--device", "cpu", "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    std::vector<std::string> out;
    const auto told = json_of(run_tool(arguments, environment));
    for (const auto& program : told["programs"]) {
      CHECK(program["verdict"] == "ok");
      out.push_back(program["id"]);
    }
    return out;
  };
  const std::vector<std::string> small{"ramp", "rings", "squares", "waves"};
  CHECK(ids({}) == small);
  std::filesystem::copy_file(packs().best, folder / "programs" / "open21k.jsonl.xz");
  const auto packed = ids({});
  REQUIRE(packed.size() == 10);
  CHECK(packed[0].starts_with("synth-"));
  CHECK(ids({"--corpus", "open21k"}) == packed);
  CHECK(ids({"--corpus", "starter"}) == small);
  const auto unknown = run_tool({"list", "--corpus", "nowhere"}, environment);
  CHECK(unknown.exit_code == 2);
  CHECK(unknown.err.find("nowhere: no such corpus") != std::string::npos);

  // A run keeps the corpus that was the default when it began.
  const std::string run = (folder / "run").string();
  const std::vector<std::string> few{"--steps",   "1",  "--batch",  "4",
                                     "--size-px", "32", "--device", "cpu"};
  std::vector<std::string> arguments{"pretrain", "--out", run};
  arguments.insert(arguments.end(), few.begin(), few.end());
  REQUIRE(run_tool(arguments, environment).exit_code == 0);
  CHECK(base::Json::parse(base::read_file(folder / "run" / "config.json"))["corpus"] == "open21k");
}

TEST_CASE(
    "synth: steered by a corpus or by pictures, as many as wanted are accepted, always the same") {
  const testing::TemporaryFolder folder;
  const auto steered = [&](const std::string& corpus, const std::vector<std::string>& by) {
    std::vector<std::string> arguments{"synth",    "--count", "5",        "--seed", "6",
                                       "--corpus", corpus,    "--device", "cpu",    "--json"};
    arguments.insert(arguments.end(), by.begin(), by.end());
    return json_of(run_tool(arguments));
  };
  const std::string a = (folder / "a.db").string(), b = (folder / "b.db").string();
  const auto away = steered(a, {"--unlike", packs().corpus});
  CHECK(away["accepted"] == 5);
  CHECK(away["made"] == 128);
  CHECK(away["rejected"].contains("too like the corpus"));
  uint64_t rejected = 0;
  for (const auto& [reason, count] : away["rejected"].items()) rejected += count.get<uint64_t>();
  CHECK(rejected == 123);
  const auto programs = json_of(run_tool({"list", "--corpus", a, "--device", "cpu", "--json"}));
  REQUIRE(programs["programs"].size() == 5);
  CHECK(programs["programs"][0]["id"].get<std::string>().starts_with("synth-"));
  CHECK(programs["programs"][0]["verdict"] == "ok");

  const std::string pictures = (folder / "pictures").string();
  REQUIRE(run_tool({"render", "--all", "--corpus", packs().corpus, "--device", "cpu", "--size",
                    "64", "-o", pictures})
              .exit_code == 0);
  const auto near = steered(b, {"--like", pictures});
  CHECK(near["accepted"] == 5);
  CHECK(near["fingerprint"] != away["fingerprint"]);
  const std::string c = (folder / "c.db").string();
  CHECK(steered(c, {"--like", pictures})["fingerprint"] == near["fingerprint"]);

  // Again: what is there already is landmark or duplicate, and others are accepted.
  for (const auto& [corpus, by] : {std::pair{a, std::vector<std::string>{"--unlike", packs().corpus}},
                                   std::pair{c, std::vector<std::string>{"--like", pictures}}}) {
    const auto more = steered(corpus, by);
    CHECK(more["accepted"] == 5);
    CHECK(more["rejected"]["duplicates"].get<int>() >= 5);
    CHECK(json_of(run_tool({"list", "--corpus", corpus, "--device", "cpu", "--json"}))["programs"]
              .size() == 10);
  }

  const auto none =
      run_tool({"synth", "--count", "5", "--corpus", c, "--like", (folder / "none").string()});
  CHECK(none.exit_code == 2);
  CHECK(none.err.find("none: no such folder") != std::string::npos);
}
