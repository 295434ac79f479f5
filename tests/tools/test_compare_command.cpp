#include <doctest/doctest.h>

#include "tests/tools/small_corpus.h"

using namespace progpretrain;
using testing::json_of;
using testing::run_tool;

namespace {

/// Ten programs of each baseline.
struct Baselines {
  testing::TemporaryFolder folder;
  std::vector<std::string> corpora;

  Baselines() {
    for (const char* name : {"dead_leaves", "fractal_ifs", "spectrum_noise", "white_noise"}) {
      corpora.push_back((folder / (std::string(name) + ".db")).string());
      const auto told = json_of(run_tool({"synth", "--baseline", name, "--count", "10", "--seed",
                                          "2", "--corpus", corpora.back(), "--json"}));
      CHECK(told["added"] == 10);
    }
  }
};

const Baselines& baselines() {
  static const Baselines all;
  return all;
}

std::vector<std::string> compare(std::vector<std::string> corpora, const std::string& out) {
  std::vector<std::string> arguments{"compare", "--programs", "10",     "--frames", "8",
                                     "--size",  "32",         "--seed", "1",        "--device",
                                     "cpu",     "--json",     "-o",     out};
  arguments.insert(arguments.begin() + 1, corpora.begin(), corpora.end());
  return arguments;
}

double value(const base::Json& corpus, const char* measure) {
  return corpus["spaces"]["texture"][measure]["value"];
}

}  // namespace

TEST_CASE("compare: of drawn baselines white noise is the least diverse by every measure") {
  const auto report =
      json_of(run_tool(compare(baselines().corpora, (baselines().folder / "report").string())));
  REQUIRE(report["corpora"].size() == 4);
  CHECK(report["programs"] == 10);
  const base::Json& noise = report["corpora"][3];
  CHECK(noise["name"] == "white_noise");
  CHECK(value(noise, "effective_programs") < 1.5);
  CHECK(value(noise, "identifiability") < 0.5);
  for (int i = 0; i < 3; ++i) {
    const base::Json& other = report["corpora"][i];
    CAPTURE(other["name"]);
    for (const char* measure :
         {"effective_programs", "spread", "identifiability", "recognised_spread"})
      CHECK(value(noise, measure) < value(other, measure));
    CHECK(noise["spaces"]["texture"]["curve"].back()["clusters"]["value"] <
          other["spaces"]["texture"]["curve"].back()["clusters"]["value"]);
    CHECK(noise["spectral_exponent"]["value"] < other["spectral_exponent"]["value"]);
  }
  for (const char* file : {"CORPUS.md", "comparison.json", "rarefaction-texture.svg",
                           "sheet-dead_leaves.png", "sheet-white_noise.png"})
    CHECK(std::filesystem::exists(baselines().folder / "report" / file));
}

TEST_CASE("compare: an equal seed gives an equal report, of equally many programs") {
  const testing::TemporaryFolder folder;
  const std::vector<std::string> two{testing::small_corpus().path, baselines().corpora[3]};
  for (const char* name : {"a", "b"}) {
    const auto report = json_of(run_tool(compare(two, (folder / name).string())));
    CHECK(report["programs"] == 4);  // the small corpus has no more
    CHECK(report["corpora"][1]["programs_in_corpus"] == 10);
  }
  for (const char* file : {"CORPUS.md", "comparison.json", "sheet-small.png"})
    CHECK(base::read_file(folder / "a" / file) == base::read_file(folder / "b" / file));
}

TEST_CASE("compare: programs with flags take part in a raw comparison only") {
  const testing::TemporaryFolder folder;
  testing::write_small_programs(folder / "programs");
  base::write_file_atomically(folder / "programs" / "still.glsl",
                              "void mainImage(out vec4 o, in vec2 p) { o = vec4(0.3); }\n");
  const std::string corpus = (folder / "mixed.db").string();
  REQUIRE(
      run_tool({"import", (folder / "programs").string(), "--corpus", corpus}).exit_code == 0);
  auto arguments = compare({corpus, baselines().corpora[3]}, (folder / "report").string());
  CHECK(json_of(run_tool(arguments))["programs"] == 4);
  arguments.emplace_back("--raw");
  const auto raw = json_of(run_tool(arguments));
  CHECK(raw["programs"] == 5);
  CHECK(raw["raw"] == true);
  CHECK(base::read_file(folder / "report" / "CORPUS.md").find(" --raw") != std::string::npos);
}

TEST_CASE("compare: frames with parameters of their own spread more") {
  const testing::TemporaryFolder folder;
  const std::string corpus = (folder / "made.db").string();
  json_of(run_tool({"synth", "--count", "12", "--seed", "5", "--corpus", corpus, "--json"}));
  auto arguments = compare({corpus, baselines().corpora[3]}, (folder / "still").string());
  const auto still = json_of(run_tool(arguments));
  arguments.back() = (folder / "moved").string();
  arguments.insert(arguments.end(), {"--parameters-sigma", "0.4"});
  const auto moved = json_of(run_tool(arguments));
  CHECK(still["parameters_sigma"] == 0);
  CHECK(moved["parameters_sigma"].get<double>() == doctest::Approx(0.4));
  CHECK(value(moved["corpora"][0], "spread") > 1.2 * value(still["corpora"][0], "spread"));
  const std::string text = base::read_file(folder / "moved" / "CORPUS.md");
  CHECK(text.find("--parameters-sigma 0.4 ") != text.npos);
  CHECK(text.find("declared parameters of its own") != text.npos);
}

TEST_CASE("compare: a pack is a corpus, and the encoder that selects is not offered") {
  const testing::TemporaryFolder folder;
  const std::string corpus = (folder / "made.db").string(),
                    pack = (folder / "made.jsonl.xz").string();
  json_of(run_tool({"synth", "--count", "12", "--seed", "5", "--corpus", corpus, "--json"}));
  REQUIRE(run_tool({"screen", "--corpus", corpus, "--device", "cpu"}).exit_code == 0);
  REQUIRE(run_tool({"synth", "--select", "6", "--random", "--from", corpus, "--pack", pack,
                    "--device", "cpu"})
              .exit_code == 0);
  CHECK(json_of(run_tool({"list", "--corpus", pack, "--json"}))["programs"].size() == 6);

  const std::string encoder = (std::filesystem::path(PROGPRETRAIN_SOURCE_FOLDER) /
                               "programs/selection_encoder.safetensors");
  auto arguments = compare({pack, "starter"}, (folder / "report").string());
  arguments.insert(arguments.end(), {"--checkpoint", encoder});
  const auto refused = run_tool(arguments);
  CHECK(refused.exit_code == 2);
  CHECK(refused.num_error_lines() == 1);
  CHECK(refused.err.find("selected with") != refused.err.npos);
}

TEST_CASE("compare: what cannot be compared is told in one line") {
  const testing::TemporaryFolder folder;
  const std::string out = (folder / "report").string(), path = testing::small_corpus().path;
  const auto one_line = [&](const std::vector<std::string>& arguments, const std::string& part) {
    const auto result = run_tool(arguments);
    CHECK(result.exit_code == 2);
    CHECK(result.num_error_lines() == 1);
    CHECK(result.err.find(part) != result.err.npos);
  };
  one_line(compare({path}, out), "two or more");
  one_line(compare({path, path}, out), "'small'");
  one_line(compare({path, (folder / "no.db").string()}, out), "no.db");
  one_line({"synth", "--baseline", "nothing", "--corpus", (folder / "a.db").string()},
           "dead_leaves");
  CHECK(run_tool({"compare", path, "starter", "--size", "48", "-o", out}).exit_code == 2);
}
