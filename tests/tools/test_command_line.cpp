#include <doctest/doctest.h>

#include <algorithm>

#include "tests/tools/small_corpus.h"

using namespace progpretrain;
using testing::run_tool;

TEST_CASE("command line: --help teaches and succeeds, for the whole and for every command") {
  const auto help = run_tool({"--help"});
  CHECK(help.exit_code == 0);
  for (const std::string command : {"import", "screen", "list", "show", "render", "pretrain", "eval", "ablate", "export", "bench", "doctor"}) {
    CHECK(help.out.find(command) != std::string::npos);
    const auto its_help = run_tool({command, "--help"});
    CHECK(its_help.exit_code == 0);
    CHECK(its_help.out.size() > 200);
  }
}

TEST_CASE("command line: list tells how many programs it screens by itself, and what it does with more") {
  std::string help = run_tool({"list", "--help"}).out;
  std::replace(help.begin(), help.end(), '\n', ' ');
  for (const std::string part : {"256 programs", "screened first", "unscreened", "stderr"}) CHECK_MESSAGE(help.find(part) != std::string::npos, help);
}

TEST_CASE("command line: an unknown command or option is one line and exit code 2") {
  for (const auto& arguments : std::vector<std::vector<std::string>>{{"paint"}, {}, {"render", "--colour", "red", "-o", "x.png"}, {"list", "--jobs", "many"},
                                                                     {"pretrain", "--leaning-rate", "0.1", "--out", "x"}}) {
    const auto result = run_tool(arguments);
    CHECK(result.exit_code == 2);
    CHECK(result.out.empty());
    CHECK(result.num_error_lines() == 1);
  }
}

TEST_CASE("command line: --config takes the options' names, the command line wins, unknown keys are refused by name") {
  const testing::TemporaryFolder folder;
  const auto& corpus = testing::small_corpus();
  base::write_file_atomically(folder / "good.json", R"({"corpus": ")" + corpus.path + R"(", "json": true, "verdict": ["ok", "parse_error"]})");
  const auto good = testing::json_of(run_tool({"list", "--config", (folder / "good.json").string()}));
  CHECK(good["programs"].size() == 4);
  CHECK(testing::json_of(run_tool({"list", "--config", (folder / "good.json").string(), "--verdict", "parse_error"}))["programs"].empty());

  const auto refusal = [&](const std::string& config, const std::string& command = "list") {
    base::write_file_atomically(folder / "bad.json", config);
    const auto bad = run_tool({command, "--config", (folder / "bad.json").string()});
    CHECK(bad.exit_code == 2);
    CHECK(bad.num_error_lines() == 1);
    CHECK_MESSAGE(bad.err.find("bad.json: ") != std::string::npos, bad.err);
    return bad.err;
  };
  const std::string unknown = refusal(R"({"corpse": "x.db"})");
  CHECK(unknown.find("unknown key \"corpse\" for `list`") != std::string::npos);
  CHECK(unknown.find("corpus, split, subset, families, device, jobs, json, quiet, verdict") != std::string::npos);
  CHECK(refusal(R"({"draw_limit": 3})").find("draw_limit") != std::string::npos);  // a key of `screen`
  CHECK(refusal(R"({"config": "other.json"})").find("config") != std::string::npos);
  CHECK(refusal(R"({"json": "yes"})").find("\"json\": expected true or false, not \"yes\"") != std::string::npos);
  CHECK(refusal(R"({"corpus": {"path": "x"}})").find("\"corpus\": expected a string") != std::string::npos);
  CHECK(refusal(R"({"verdict": [null]})").find("\"verdict\"") != std::string::npos);
  CHECK(refusal(R"({"momentun": 1})", "pretrain").find("momentum") != std::string::npos);
  CHECK(run_tool({"--config", (folder / "good.json").string(), "list"}).exit_code == 2);
}

TEST_CASE("command line: lists and negative numbers of --config reach their options whole") {
  const testing::TemporaryFolder folder;
  testing::write_small_programs(folder / "p");
  // Two values and a positional argument behind them; a key that the command line gives by its short name.
  base::write_file_atomically(folder / "import.json", R"({"exclude_licence": ["MIT", "Apache*"], "json": true, "corpus": ")" + (folder / "c.db").string() + R"("})");
  CHECK(testing::json_of(run_tool({"import", "--config", (folder / "import.json").string(), (folder / "p").string()}))["added"] == 4);
  base::write_file_atomically(folder / "render.json", R"({"id": "ramp", "time": -2.5, "size": 8, "out": "/nowhere/x.png", "corpus": ")" + (folder / "c.db").string() + R"("})");
  const auto drawn = run_tool({"render", "--config", (folder / "render.json").string(), "-o", (folder / "x.png").string()});
  CHECK_MESSAGE(drawn.exit_code == 0, drawn.err);
  CHECK(std::filesystem::exists(folder / "x.png"));
}

TEST_CASE("command line: doctor finds this machine healthy and says so in JSON too") {
  CHECK(run_tool({"doctor", "--device", "cpu"}).exit_code == 0);
  const auto report = testing::json_of(run_tool({"doctor", "--device", "cpu", "--json"}));
  CHECK(report["healthy"] == true);
  CHECK(report["checks"].size() >= 7);
}
