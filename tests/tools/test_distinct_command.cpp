#include <doctest/doctest.h>

#include "tests/tools/small_corpus.h"

using namespace progpretrain;
using testing::json_of;
using testing::run_tool;

TEST_CASE(
    "distinct: variants of a program are near, other programs are not, and pictures tell which of "
    "them look alike") {
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

  // The same waves with a term more that hardly shows, and with one that covers them.
  const auto add = [&](const std::string& name, const std::string& more) {
    base::write_file_atomically(
        folder / "looks" / (name + ".glsl"),
        "// licence: CC0-1.0\nvoid mainImage(out vec4 o, in vec2 p) {\n"
        "vec2 q = vec2(fract(p.x * 0.013 + 0.1 * iTime), fract(p.y * 0.017 - 0.07 * iTime));\n"
        "float rings = sin(40.0 * length(q - 0.5) - iTime) + sin(q.x * 21.0) * cos(q.y * 17.0);\n"
        "vec3 base = vec3(0.5 + 0.5 * sin(rings), 0.5 + 0.25 * cos(rings * 2.0), exp(-rings * "
        "rings));\no = vec4(base" + more + ", 1.0);\n}\n");
  };
  add("plain", "");
  add("tinted", " + vec3(0.01, 0.0, 0.0)");
  add("faded", " * 0.0001 + vec3(0.9, 0.1, 0.05)");
  const std::string looks = (folder / "looks.db").string();
  REQUIRE(run_tool({"import", (folder / "looks").string(), "--corpus", looks}).exit_code == 0);
  const auto seen = json_of(
      run_tool({"distinct", "--corpus", looks, "--pictures", "--device", "cpu", "--json"}));
  CHECK(seen["near"] == 3);
  CHECK(seen["near_pairs"] == 3);
  CHECK(seen["looked_at"] == 3);
  CHECK(seen["alike_pairs"] == 1);
  CHECK(seen["near_in_graph_and_picture"] == 2);
  for (const auto& pair : seen["pairs"])
    CHECK((pair["picture_distance"] <= 1) ==
          (pair["id"] != "faded" && pair["nearest"] != "faded"));

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
