#include <doctest/doctest.h>

#include "tests/tools/small_corpus.h"

using namespace progpretrain;
using testing::json_of;
using testing::run_tool;

TEST_CASE("distinct: variants of a program are near, other programs are not") {
  const testing::TemporaryFolder folder;
  testing::write_small_programs(folder / "programs");
  base::write_file_atomically(folder / "programs" / "tides.glsl",
                              "// licence: CC0-1.0\nvoid mainImage(out vec4 colour, in vec2 at) {\n"
                              "colour = vec4(vec3(0.4 + 0.6 * sin(at.x * 0.1 + 2.0 * sin(at.y * "
                              "0.15 + iTime))), 1.0);\n}\n");
  const std::string corpus = (folder / "a.db").string();
  REQUIRE(run_tool({"import", (folder / "programs").string(), "--corpus", corpus}).exit_code == 0);
  const auto result = json_of(run_tool({"distinct", "--corpus", corpus, "--json"}));
  CHECK(result["programs"] == 5);
  CHECK(result["near"] == 2);
  REQUIRE(result["pairs"].size() == 1);
  CHECK(result["pairs"][0]["distance"] == 0.0);
  CHECK(result["pairs"][0]["id"] == "tides");
  CHECK(result["pairs"][0]["nearest"] == "waves");
  CHECK(result["sample"] == 5);
  CHECK(result["percentiles"]["100"] > 0.2);

  const auto against = json_of(run_tool(
      {"distinct", "--corpus", testing::small_corpus().path, "--against", corpus, "--json"}));
  CHECK(against["programs"] == 4);
  CHECK(against["pool"] == 5);
  CHECK(against["near"] == 4);
}

TEST_CASE("distinct: what cannot be compared is told in one line") {
  const testing::TemporaryFolder folder;
  const auto missing = run_tool({"distinct", "--corpus", testing::small_corpus().path, "--against",
                                 (folder / "no.db").string()});
  CHECK(missing.exit_code == 2);
  CHECK(missing.num_error_lines() == 1);
  CHECK(missing.err.find("no.db") != missing.err.npos);
  CHECK(run_tool({"distinct", "--corpus", testing::small_corpus().path, "--threshold", "3"})
            .exit_code == 2);
}
