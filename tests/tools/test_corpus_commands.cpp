#include <doctest/doctest.h>
#include <signal.h>
#include <unistd.h>

#include <set>

#include "tests/tools/small_corpus.h"

using namespace progpretrain;
using testing::json_of;
using testing::run_tool;

TEST_CASE("import: a second import of the same files adds nothing") {
  const testing::TemporaryFolder folder;
  testing::write_small_programs(folder / "p");
  const std::vector<std::string> import{"import", (folder / "p").string(), "--corpus", (folder / "c.db").string(), "--json"};
  const auto first = json_of(run_tool(import)), second = json_of(run_tool(import));
  CHECK(first["added"] == 4);
  CHECK(second["added"] == 0);
  CHECK(second["already_there"] == 4);
  CHECK(first["fingerprint"] == second["fingerprint"]);
}

TEST_CASE("import: programs that differ in comments and space only are duplicates") {
  const testing::TemporaryFolder folder;
  testing::write_small_programs(folder / "p");
  base::write_file_atomically(folder / "p" / "zcopy.glsl", "void mainImage(out vec4 o,in vec2 p){ /* a copy */\n o = vec4(p / iResolution.xy, 0.5 +\n 0.5 * sin(iTime), 1.0); }\n");
  const std::string corpus = (folder / "c.db").string();
  CHECK(json_of(run_tool({"import", (folder / "p").string(), "--corpus", corpus, "--json"}))["duplicates"] == 1);
  const auto rows = json_of(run_tool({"list", "--corpus", corpus, "--flag", "duplicate_of", "--json"}))["programs"];
  REQUIRE(rows.size() == 1);
  CHECK(rows[0]["id"] == "zcopy");
  CHECK(rows[0]["flags"] == base::Json::array({"duplicate_of:ramp"}));
}

TEST_CASE("screen: verdicts and flags as a table and as JSON; what was screened is not screened again") {
  const testing::TemporaryFolder folder;
  testing::write_small_programs(folder / "p");
  const auto write = [&](const std::string& name, const std::string& body) {
    base::write_file_atomically(folder / "p" / (name + ".glsl"), "void mainImage(out vec4 o, in vec2 p) { " + body + " }\n");
  };
  write("black", "o = vec4(0.0);");
  write("endless", "float s = 0.0; while (s >= 0.0) { s += 1.0; } o = vec4(fract(p * 0.1), s, 1.0);");
  write("still", "o = vec4(fract(p * 0.1), 0.0, 1.0);");
  write("notanumber", "o = vec4(sqrt(-p.x - iTime), fract(p.yx * 0.1 + iTime), 1.0);");
  const std::string corpus = (folder / "c.db").string();
  REQUIRE(run_tool({"import", (folder / "p").string(), "--corpus", corpus}).exit_code == 0);
  const auto totals = json_of(run_tool({"screen", "--corpus", corpus, "--json"}))["totals"];
  CHECK(totals["ok"] == 8);
  CHECK(totals["nan"] == 1);
  CHECK(totals["budget"] == 1);
  CHECK(totals["blank"] == 1);
  CHECK(totals["static"].get<int>() >= 2);
  const auto again = run_tool({"screen", "--corpus", corpus});
  CHECK(again.exit_code == 0);
  CHECK(again.err.find("screening") == std::string::npos);

  const auto endless = json_of(run_tool({"show", "endless", "--corpus", corpus, "--json"}));
  CHECK(endless["verdict"] == "ok");
  CHECK(endless["source"].get<std::string>().find("while (s >= 0.0)") != std::string::npos);
  CHECK(endless["ms_per_megapixel"].get<double>() > 0.0);
  CHECK(endless["draw_ms_64px"].get<double>() < 2000.0);  // the budget bounds a 64 px frame to 2 s
}

TEST_CASE("list: filters by verdict, licence, dialect and measurements") {
  const auto& corpus = testing::small_corpus();
  const auto count = [&](std::vector<std::string> filter) {
    filter.insert(filter.begin(), {"list", "--corpus", corpus.path, "--json"});
    return json_of(run_tool(filter))["programs"].size();
  };
  CHECK(count({}) == 4);
  CHECK(count({"--verdict", "ok"}) == 4);
  CHECK(count({"--verdict", "parse_error"}) == 0);
  CHECK(count({"--licence", "CC0-1.0"}) == 4);
  CHECK(count({"--licence", "MIT"}) == 0);
  CHECK(count({"--dialect", "shadertoy"}) == 4);
  CHECK(count({"--where", "ms_per_megapixel>0"}) == 4);
  CHECK(count({"--where", "colourfulness<1"}) == 1);  // waves is grey
}

TEST_CASE("import: kill -9 at any moment loses at most the programs in flight; the same command goes on") {
  const testing::TemporaryFolder folder;
  for (int i = 0; i < 120; ++i)
    base::write_file_atomically(folder / "p" / ("p" + std::to_string(i) + ".glsl"),
                                "void mainImage(out vec4 o, in vec2 p) { o = vec4(p.x * " + std::to_string(i) + ".0, p.y, iTime, 1.0); }\n");
  const std::vector<std::string> import{"import", (folder / "p").string(), "--corpus", (folder / "c.db").string()};
  for (const int delay_ms : {30, 90, 160}) {
    const pid_t process = testing::start_tool(import);
    usleep(static_cast<useconds_t>(1000 * delay_ms));
    testing::end_tool(process, SIGKILL);
  }
  CHECK(run_tool(import).exit_code == 0);
  CHECK(json_of(run_tool({"list", "--corpus", (folder / "c.db").string(), "--json"}))["programs"].size() == 120);
}

TEST_CASE("built-in corpus: at least 60 programs in 20 families and 5 dialects, all drawable and unflagged") {
  const auto rows = json_of(run_tool({"list", "--json"}))["programs"];
  CHECK(rows.size() >= 60);
  std::set<std::string> families, dialects;
  for (const auto& row : rows) {
    INFO(row["id"].get<std::string>());
    CHECK(row["verdict"] == "ok");
    CHECK(row["flags"].empty());
    CHECK(row["licence"] == "CC0-1.0");
    CHECK(row["description"].get<std::string>().size() > 10);
    families.insert(row["family"]);
    dialects.insert(row["dialect"]);
  }
  CHECK(families.size() >= 20);
  for (const std::string dialect : {"shadertoy", "sandbox", "twigl:geekest_300", "twigl:geeker", "twigl:classic"}) CHECK(dialects.contains(dialect));
}
