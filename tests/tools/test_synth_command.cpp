#include <doctest/doctest.h>

#include "tests/tools/small_corpus.h"

using namespace progpretrain;
using testing::json_of;
using testing::run_tool;

namespace {

base::Json synth(const std::string& corpus, const std::string& count, const std::string& first) {
  return json_of(run_tool(
      {"synth", "--count", count, "--first", first, "--seed", "4", "--corpus", corpus, "--json"}));
}

}  // namespace

TEST_CASE("synth: the same seed and indices are the same programs, in one call or several") {
  const testing::TemporaryFolder folder;
  const std::string at_once = (folder / "a.db").string(), in_parts = (folder / "b.db").string();
  const auto whole = synth(at_once, "20", "0");
  CHECK(whole["written"] == 20);
  CHECK(whole["added"] == 20);
  CHECK(whole["duplicates"] == 0);
  synth(in_parts, "12", "8");
  CHECK(synth(in_parts, "12", "0")["added"] == 8);
  CHECK(synth(in_parts, "1", "0")["fingerprint"] == whole["fingerprint"]);
  const auto list = json_of(run_tool({"list", "--corpus", at_once, "--json"}));
  REQUIRE(list["programs"].size() == 20);
  CHECK(list["programs"][0]["id"] == "synth-2-4-0");
  CHECK(list["programs"][0]["licence"] == "CC0-1.0");
}

TEST_CASE("synth: a missing corpus and a count of nothing are told") {
  CHECK(run_tool({"synth", "--count", "3"}).exit_code == 2);
  const testing::TemporaryFolder folder;
  const auto none = run_tool({"synth", "--count", "0", "--corpus", (folder / "a.db").string()});
  CHECK(none.exit_code == 2);
  CHECK(none.err.find("--count 0") != none.err.npos);
  CHECK_FALSE(std::filesystem::exists(folder / "a.db"));
}
