#include <doctest/doctest.h>

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

  base::write_file_atomically(folder / "bad.json", R"({"corpse": "x.db"})");
  const auto bad = run_tool({"list", "--config", (folder / "bad.json").string()});
  CHECK(bad.exit_code == 2);
  CHECK(bad.err.find("corpse") != std::string::npos);
}

TEST_CASE("command line: doctor finds this machine healthy and says so in JSON too") {
  CHECK(run_tool({"doctor", "--device", "cpu"}).exit_code == 0);
  const auto report = testing::json_of(run_tool({"doctor", "--device", "cpu", "--json"}));
  CHECK(report["healthy"] == true);
  CHECK(report["checks"].size() >= 7);
}
