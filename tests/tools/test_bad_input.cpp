// Bad input: one clear line, the right exit code, nothing else lost.
#include <doctest/doctest.h>

#include "tests/tools/small_corpus.h"

using namespace progpretrain;
using testing::run_tool;
using testing::ToolResult;

namespace {

void check_refused(const ToolResult& result, int exit_code, const std::string& says) {
  CHECK_MESSAGE(result.exit_code == exit_code, result.err);
  CHECK(result.num_error_lines() == 1);
  CHECK_MESSAGE(result.err.find(says) != std::string::npos, result.err);
}

}  // namespace

TEST_CASE("bad input: a missing file is named, and no corpus is made") {
  const testing::TemporaryFolder folder;
  const auto corpus = folder / "c.db";
  check_refused(run_tool({"import", (folder / "nothing.glsl").string(), "--corpus", corpus.string()}), 2, "nothing.glsl");
  CHECK_FALSE(std::filesystem::exists(corpus));
}

TEST_CASE("bad input: the name of a built-in corpus is nothing to import into") {
  const testing::TemporaryFolder folder;
  base::write_file_atomically(folder / "a.glsl", "void mainImage(out vec4 o, in vec2 p) { o = vec4(1.0); }");
  const auto result = run_tool({"import", (folder / "a.glsl").string(), "--corpus", "starter"});
  CHECK(result.exit_code == 2);
  CHECK(result.num_error_lines() == 1);
  CHECK(result.err.find("read-only") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists("starter"));
  CHECK(run_tool({"import", "--help"}).out.find("built-in") == std::string::npos);
}

TEST_CASE("bad input: a folder without programs says what was looked for") {
  const testing::TemporaryFolder folder;
  std::filesystem::create_directory(folder / "empty");
  check_refused(run_tool({"import", (folder / "empty").string(), "--corpus", (folder / "c.db").string()}), 2, "no programs");
}

TEST_CASE("bad input: a broken zip and broken JSON are named") {
  const testing::TemporaryFolder folder;
  base::write_file_atomically(folder / "broken.zip", std::string("PK\x03\x04 this is no zip", 21));
  base::write_file_atomically(folder / "broken.json", R"({"Shader": {"info": )");
  check_refused(run_tool({"import", (folder / "broken.zip").string(), "--corpus", (folder / "c.db").string()}), 2, "broken.zip");
  check_refused(run_tool({"import", (folder / "broken.json").string(), "--corpus", (folder / "c.db").string()}), 2, "broken.json");
}

TEST_CASE("bad input: a broken source among good ones is one line, the good ones are imported, exit 2") {
  const testing::TemporaryFolder folder;
  testing::write_small_programs(folder / "p");
  base::write_file_atomically(folder / "broken.zip", "no zip");
  const std::string corpus = (folder / "c.db").string();
  check_refused(run_tool({"import", (folder / "broken.zip").string(), (folder / "p").string(), "--corpus", corpus}), 2, "broken.zip");
  CHECK(testing::json_of(run_tool({"list", "--corpus", corpus, "--json"}))["programs"].size() == 4);
}

TEST_CASE("bad input: an unknown dialect names the known ones") {
  const testing::TemporaryFolder folder;
  testing::write_small_programs(folder / "p");
  check_refused(run_tool({"import", (folder / "p").string(), "--dialect", "logo", "--corpus", (folder / "c.db").string()}), 2, "shadertoy");
  CHECK_FALSE(std::filesystem::exists(folder / "c.db"));
}

TEST_CASE("bad input: a syntax error is a row with the author's line, the others are imported, exit 0") {
  const testing::TemporaryFolder folder;
  testing::write_small_programs(folder / "p");
  base::write_file_atomically(folder / "p" / "wrong.glsl", "void mainImage(out vec4 o, in vec2 p) {\n  o = vec4(1.0);\n  o.x = oops;\n}\n");
  const std::string corpus = (folder / "c.db").string();
  const auto result = testing::json_of(run_tool({"import", (folder / "p").string(), "--corpus", corpus, "--json"}));
  REQUIRE(result["refused"].size() == 1);
  CHECK(result["refused"][0]["id"] == "wrong");
  CHECK(result["refused"][0]["line"] == 3);
  CHECK(result["refused"][0]["verdict"] == "parse_error");
  CHECK(result["refused"][0]["reason"].get<std::string>().find("oops") != std::string::npos);
  CHECK(result["translated"] == 4);
}

TEST_CASE("bad input: only refused programs means exit code 1") {
  const testing::TemporaryFolder folder;
  base::write_file_atomically(folder / "wrong.glsl", "void mainImage(out vec4 o, in vec2 p) { o = nothing; }\n");
  const auto result = run_tool({"import", (folder / "wrong.glsl").string(), "--corpus", (folder / "c.db").string()});
  CHECK(result.exit_code == 1);
  CHECK(result.out.find("wrong") != std::string::npos);
}

TEST_CASE("bad input: a missing, foreign or corrupt corpus is named and left as it was") {
  const testing::TemporaryFolder folder;
  check_refused(run_tool({"list", "--corpus", (folder / "missing.db").string()}), 2, "missing.db");
  const std::string text = "this is a letter, no database, and long enough to be read as one by mistake";
  base::write_file_atomically(folder / "letter.db", text);
  check_refused(run_tool({"list", "--corpus", (folder / "letter.db").string()}), 2, "letter.db");
  CHECK(base::read_file(folder / "letter.db") == text);

  std::string half = base::read_file(testing::small_corpus().path);
  half.resize(half.size() / 2);
  for (size_t i = 100; i < half.size(); i += 7) half[i] = static_cast<char>(half[i] ^ 0x5a);
  base::write_file_atomically(folder / "half.db", half);
  check_refused(run_tool({"list", "--corpus", (folder / "half.db").string()}), 2, "half.db");
}

TEST_CASE("bad input: unknown ids, empty selections and impossible outputs") {
  const auto& corpus = testing::small_corpus();
  const testing::TemporaryFolder folder;
  check_refused(run_tool({"show", "nobody", "--corpus", corpus.path}), 2, "nobody");
  check_refused(run_tool({"render", "--id", "nobody", "--corpus", corpus.path, "-o", (folder / "x.png").string()}), 2, "nobody");
  check_refused(run_tool({"render", "--id", "ramp", "--corpus", corpus.path, "-o", (folder / "x.tiff").string()}), 2, "x.tiff");
  check_refused(run_tool({"render", "--times", "0:1", "--corpus", corpus.path, "-o", (folder / "x.webp").string()}), 2, "START:END:COUNT");
  check_refused(run_tool({"list", "--where", "cost<", "--corpus", corpus.path}), 2, "--where");
  check_refused(run_tool({"list", "--device", "gpu:99", "--corpus", corpus.path}), 1, "gpu:99");
}

TEST_CASE("bad input: pretraining settings that do not exist or contradict each other") {
  const testing::TemporaryFolder folder;
  const std::string out = (folder / "run").string();
  const auto& corpus = testing::small_corpus();
  check_refused(run_tool({"pretrain", "--method", "magic", "--corpus", corpus.path, "--out", out}), 2, "magic");
  check_refused(run_tool({"pretrain", "--encoder", "resnet9000", "--corpus", corpus.path, "--out", out}), 2, "resnet18-half");
  check_refused(run_tool({"pretrain", "--steps", "-3", "--corpus", corpus.path, "--out", out}), 2, "steps");
  check_refused(run_tool({"pretrain", "--corpus", corpus.path}), 2, "--out");
  check_refused(run_tool({"pretrain", "--resume", "--out", out}), 2, "config.json");
  CHECK_FALSE(std::filesystem::exists(out));
}

TEST_CASE("bad input: a checkpoint that is none, and labelled data that is none") {
  const testing::TemporaryFolder folder;
  base::write_file_atomically(folder / "encoder.safetensors", "not tensors");
  check_refused(run_tool({"eval", "--checkpoint", (folder / "encoder.safetensors").string(), "--data", folder.path().string()}), 2, "encoder.safetensors");
  check_refused(run_tool({"eval", "--checkpoint", (folder / "nowhere").string()}), 2, "nowhere");
  check_refused(run_tool({"export", "--checkpoint", (folder / "nowhere").string(), "-o", (folder / "e.safetensors").string()}), 2, "nowhere");
}

TEST_CASE("bad input: a full disk is said in one line that names the file, and the old file stays") {
  const testing::TemporaryFolder folder;
  const auto& corpus = testing::small_corpus();
  const std::vector<std::string> draw{"render", "--all", "--size", "256", "--format", "npy", "--corpus", corpus.path, "-o", (folder / "frames").string()};
  REQUIRE(run_tool(draw).exit_code == 0);
  const std::string before = base::read_file(folder / "frames" / "frames.npy");
  check_refused(run_tool(draw, {}, 300'000), 1, "frames.npy");
  CHECK(base::read_file(folder / "frames" / "frames.npy") == before);
  CHECK(std::distance(std::filesystem::directory_iterator(folder / "frames"), {}) == 2);  // no temporary file is left

  check_refused(run_tool({"render", "--id", "ramp", "--size", "16", "--corpus", corpus.path, "-o", "/proc/no/room.png"}), 1, "room.png");
}
