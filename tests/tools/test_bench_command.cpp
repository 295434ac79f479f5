// Measurements are measured here only for what they are: every contender takes part, draws the
// same, and is named.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cmath>
#include <cstdlib>

#include "tests/tools/small_corpus.h"

using namespace progpretrain;
using testing::json_of;
using testing::run_tool;

namespace {

// Tiny turns over two programs.
const std::string& two_programs() {
  static const testing::TemporaryFolder folder;
  static const std::string path = [] {
    testing::write_small_programs(folder / "programs");
    for (const char* name : {"squares.glsl", "waves.glsl"})
      std::filesystem::remove(folder / "programs" / name);
    const std::string corpus = (folder / "two.db").string();
    const auto result = run_tool({"import", (folder / "programs").string(), "--corpus", corpus});
    REQUIRE_MESSAGE(result.exit_code == 0, result.err);
    return corpus;
  }();
  return path;
}

std::vector<std::string> tiny_bench(const std::string& what, const std::vector<std::string>& more) {
  std::vector<std::string> arguments{"bench",    what,      "--corpus",  two_programs(), "--device",
                                     "cpu",      "--batch", "4",         "--batches",    "2",
                                     "--rounds", "2",       "--seconds", "0.01"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

void check_positive(const base::Json& row, std::initializer_list<const char*> keys) {
  for (const char* key : keys) {
    CAPTURE(key);
    REQUIRE(row.contains(key));
    REQUIRE(row[key].is_number());
    CHECK(row[key].get<double>() > 0.0);
    CHECK(std::isfinite(row[key].get<double>()));
  }
}

bool has_moderngl() {
  return std::system("/usr/bin/python3 -c 'import moderngl, numpy' >/dev/null 2>&1") == 0;
}

}  // namespace

TEST_CASE("bench: stream tells the rates of floor, renderer and stream, and what programs cost") {
  const auto result = json_of(run_tool(tiny_bench("stream", {"--size", "32,64", "--json"})));
  REQUIRE(result["rows"].size() == 2);
  CHECK(result["rows"][0]["size_px"] == 32);
  for (const auto& row : result["rows"])
    check_positive(row, {"floor_images_s", "renderer_images_s", "stream_images_s", "ratio_renderer",
                         "floor_share"});
  const auto& cost = result["cost_ms_per_megapixel"];
  CHECK(cost["programs"] == 2);
  check_positive(cost, {"p50", "p90", "p99", "max", "mean"});
  CHECK(cost["p50"].get<double>() <= cost["max"].get<double>());
}

TEST_CASE("bench: render measures no stream") {
  const auto row = json_of(run_tool(tiny_bench("render", {"--size", "16", "--json"})))["rows"][0];
  check_positive(row, {"floor_images_s", "renderer_images_s", "ratio_renderer"});
  CHECK(!row.contains("stream_images_s"));
  CHECK(!row.contains("floor_share"));
}

TEST_CASE("bench: of a large corpus only what the batches can show is screened") {
  const testing::TemporaryFolder folder;
  const std::string corpus = (folder / "made.db").string();
  json_of(run_tool({"synth", "--count", "24", "--seed", "5", "--corpus", corpus, "--json"}));
  const auto result = json_of(run_tool(
      {"bench", "render", "--corpus", corpus, "--device", "cpu", "--batch", "1", "--batches", "2",
       "--rounds", "1", "--seconds", "0.01", "--size", "16", "--json"}));
  CHECK(result["cost_ms_per_megapixel"]["programs"] == 2);
  CHECK(json_of(run_tool({"screen", "--corpus", corpus, "--device", "cpu", "--json"}))["screened_now"] >
        10);
}

TEST_CASE("bench: peers deliver the stream's images, each at a rate of its own") {
  if (!has_moderngl()) {
    MESSAGE("SKIPPED: /usr/bin/python3 has no moderngl and numpy");
    return;
  }
  const auto result = run_tool(tiny_bench("peers", {"--size", "64", "--json"}));
  CHECK(result.err.find("bench peers 64 px, preparing 100%") != std::string::npos);
  CHECK(result.err.find("bench peers 64 px: stream ") != std::string::npos);
  const auto row = json_of(result)["rows"][0];
  check_positive(row, {"peer_images_s", "atlas_images_s", "jpeg_images_s", "stream_images_s",
                       "floor_images_s", "ratio_peer", "ratio_atlas", "ratio_jpeg", "floor_share"});
  CHECK(row["same_images"] == 1.0);
  CHECK(row["programs"] == 2);
}

TEST_CASE(
    "bench: without moderngl the other columns are measured, and one line says what to install") {
  const testing::TemporaryFolder folder;
  const std::string python = (folder / "python").string();
  base::write_file_atomically(python,
                              "#!/bin/sh\nexec /usr/bin/python3 -S \"$@\"\n");  // no site packages
  ::chmod(python.c_str(), 0700);
  const auto result = run_tool(tiny_bench("peers", {"--size", "16", "--python", python, "--json"}));
  const auto row = json_of(result)["rows"][0];
  check_positive(row, {"jpeg_images_s", "stream_images_s", "ratio_jpeg", "floor_share"});
  CHECK(row["peer_images_s"].is_null());
  CHECK(row["ratio_peer"].is_null());
  CHECK(row["skipped"]["peer"].get<std::string>().find("python3-moderngl") != std::string::npos);
  CHECK(result.err.find("python3-moderngl") != std::string::npos);

  const auto none = run_tool(
      tiny_bench("peers", {"--size", "16", "--python", (folder / "absent").string(), "--json"}));
  CHECK(json_of(none)["rows"][0]["skipped"]["peer"].get<std::string>().find("--python") !=
        std::string::npos);
}

TEST_CASE("bench: pretrain compares steps on live images with steps on a resident batch") {
  const auto result =
      run_tool(tiny_bench("pretrain", {"--size", "32", "--set", "encoder=resnet18-half", "--set",
                                       "method=ce", "--set", "precision=bf16", "--json"}));
  CHECK(result.err.find("bench pretrain 32 px: live step ") != std::string::npos);
  const auto row = json_of(result)["rows"][0];
  check_positive(row, {"live_step_s", "resident_step_s", "live_images_s", "ratio_live"});
  CHECK(row["method"] == "ce");
  CHECK(row["precision"] == "bf16");
  CHECK(row["batch"] == 4);
}

TEST_CASE("bench: wrong words and settings are refused by name") {
  const auto word = run_tool(tiny_bench("everything", {}));
  CHECK(word.exit_code == 2);
  for (const std::string setting : {"steps", "colour=red", "batch=-1"}) {
    const auto result = run_tool(tiny_bench("pretrain", {"--set", setting}));
    CAPTURE(setting);
    CHECK(result.exit_code == 2);
    CHECK(result.num_error_lines() == 1);
    CHECK(result.err.find(setting.substr(0, setting.find('='))) != std::string::npos);
  }
}
