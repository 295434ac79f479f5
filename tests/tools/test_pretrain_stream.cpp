// The stream of a training run end to end: programs that rotate, share canvases, are compiled
// ahead, or stop the device.
#include <doctest/doctest.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "engine/corpus/sqlite.h"
#include "tests/support/processes.h"
#include "tests/tools/small_corpus.h"

using namespace progpretrain;
using testing::json_of;
using testing::run_tool;

namespace {

namespace fs = std::filesystem;

std::vector<std::string> run_of(const std::string& corpus, const std::string& out,
                                std::vector<std::string> more) {
  std::vector<std::string> arguments{"pretrain",
                                     "--encoder",
                                     "resnet18-half",
                                     "--corpus",
                                     corpus,
                                     "--device",
                                     "cpu",
                                     "--batch",
                                     "6",
                                     "--size-px",
                                     "32",
                                     "--canvas-px",
                                     "64",
                                     "--steps",
                                     "4",
                                     "--checkpoint-every",
                                     "2",
                                     "--log-every",
                                     "1",
                                     "--warmup-steps",
                                     "0",
                                     "--threads",
                                     "1",
                                     "--json",
                                     "--out",
                                     out};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

std::string final_encoder(const fs::path& run) {
  return base::read_file(run / "checkpoints" / "step-00000004" / "encoder.safetensors");
}

base::Json last_metrics(const fs::path& run) {
  std::istringstream in(base::read_file(run / "metrics.jsonl"));
  std::string line, last;
  while (std::getline(in, line)) last = line;
  return base::parse_json(last, "metrics");
}

// The small programs and one more.
std::string corpus_with(const fs::path& folder, const std::string& id, const std::string& body) {
  testing::write_small_programs(folder / "programs");
  base::write_file_atomically(
      folder / "programs" / (id + ".glsl"),
      "// licence: CC0-1.0\nvoid mainImage(out vec4 o, in vec2 p) {\n" + body + "\n}\n");
  const std::string corpus = (folder / "corpus.db").string();
  REQUIRE(run_tool({"import", (folder / "programs").string(), "--corpus", corpus}).exit_code == 0);
  REQUIRE(run_tool({"screen", "--warm", "--corpus", corpus, "--device", "cpu"}).exit_code == 0);
  return corpus;
}

// As if screening had measured that one program costs a hundred times as much as the others: what
// it really measures depends on what else the machine does.
void set_costs(const std::string& corpus, const std::string& expensive) {
  corpus::Database(corpus, corpus::Database::Access::write)
      .execute(
          "UPDATE screenings SET measurements = json_set(measurements, '$.ms_per_megapixel', "
          "CASE (SELECT id FROM programs WHERE row = program) WHEN '" +
          expensive + "' THEN 1000.0 ELSE 10.0 END)");
}

// What makes the device hang in the program "endless" (endless_layer.cpp).
std::map<std::string, std::string> hanging_device(const fs::path& folder) {
  const base::Json manifest = {{"file_format_version", "1.2.0"},
                               {"layer",
                                {{"name", "VK_LAYER_PROGPRETRAIN_endless"},
                                 {"type", "GLOBAL"},
                                 {"library_path", PROGPRETRAIN_ENDLESS_LAYER},
                                 {"api_version", "1.3.0"},
                                 {"implementation_version", "1"},
                                 {"description", "a program that does not end"}}}};
  base::write_file_atomically(folder / "layers" / "endless.json", manifest.dump());
  return {{"VK_LAYER_PATH", (folder / "layers").string()},
          {"VK_INSTANCE_LAYERS", "VK_LAYER_PROGPRETRAIN_endless"}};
}

}  // namespace

TEST_CASE(
    "stream: a run of rotating programs counts hits, resumes bit for bit, and replays its images") {
  const testing::TemporaryFolder folder;
  const std::string corpus = testing::small_corpus().path, whole = (folder / "whole").string(),
                    broken = (folder / "broken").string();
  const std::vector<std::string> rotating{"--working-set", "2", "--visit-samples", "3"};
  const auto result = json_of(run_tool(run_of(corpus, whole, rotating)));
  CHECK(result["programs_loaded"].get<int>() >= 4);
  CHECK(result["working_set_hits"].get<double>() <= 1.0);
  REQUIRE(run_tool(run_of(corpus, broken, rotating)).exit_code == 0);
  fs::remove_all(fs::path(broken) / "checkpoints" / "step-00000004");
  REQUIRE(run_tool({"pretrain", "--resume", "--out", broken}).exit_code == 0);
  CHECK(final_encoder(whole) == final_encoder(broken));
  const auto config = base::parse_json(base::read_file(fs::path(whole) / "config.json"), "config");
  CHECK(config["working_set"] == 2);

  // Two programs make up the first block: 6 samples of 2 views.
  std::set<std::string> shown;
  for (int k = 0; k < 12; ++k)
    shown.insert(json_of(run_tool({"render", "--run", whole, "--request", std::to_string(k),
                                   "--json", "-o", (folder / "k.png").string()}))["id"]);
  CHECK(shown.size() == 2);
}

TEST_CASE(
    "stream: an expensive program's canvas serves several images, as often as freshness says, and "
    "replays") {
  const testing::TemporaryFolder folder;
  const std::string shared = (folder / "shared").string(), fresh = (folder / "fresh").string();
  const std::string corpus =
      corpus_with(folder.path(), "costly", "o = vec4(fract(p * 0.07 + iTime), 0.5, 1.0);");
  set_costs(corpus, "costly");
  const auto reused = json_of(run_tool(run_of(corpus, shared, {"--freshness", "8"})));
  CHECK(reused["reuse_share"].get<double>() > 0.05);
  CHECK(reused["canvases"].get<int>() >= 1);
  CHECK(last_metrics(shared).contains("reuse_share"));
  const auto programs =
      base::parse_json(base::read_file(fs::path(shared) / "programs.json"), "programs");
  CHECK(programs["samples_per_canvas"] == 4);
  for (const auto& row : programs["programs"])
    CHECK(row.contains("shares_canvas") == (row["id"] == "costly"));

  const auto each = json_of(run_tool(run_of(corpus, fresh, {"--freshness", "1"})));
  CHECK(each["reuse_share"] == 0.0);
  CHECK(each["canvases"] == 0);

  REQUIRE(run_tool({"pretrain", "--config", (fs::path(shared) / "config.json").string(), "--out",
                    (folder / "again").string()})
              .exit_code == 0);
  CHECK(final_encoder(shared) == final_encoder(folder / "again"));
}

TEST_CASE(
    "stream: a drawing that does not end ends its process, and the run goes on without the "
    "program") {
  const testing::TemporaryFolder folder;
  const std::string run = (folder / "run").string();
  const std::string corpus = corpus_with(folder.path(), "endless",
                                         "o = vec4(p / iResolution.xy, floatBitsToUint(iTime) == "
                                         "0x5ca1ab1eu ? 0.0 : fract(iTime), 1.0);");
  // The others are done in no time, whatever else the machine does.
  const auto result = run_tool(run_of(corpus, run, {"--freshness", "1", "--stall-s", "6"}),
                               hanging_device(folder.path()));
  REQUIRE_MESSAGE(result.exit_code == 0, result.err);
  CHECK(base::parse_json(result.out, "stdout")["quarantined"] == 1);
  CHECK(result.err.find("endless is put in quarantine") != std::string::npos);
  const auto quarantine = base::parse_json(base::read_file(fs::path(run) / "quarantine.json"),
                                           "quarantine")["programs"];
  REQUIRE(quarantine.size() == 1);
  CHECK(quarantine[0]["id"] == "endless");
  const auto state = base::parse_json(
      base::read_file(fs::path(run) / "checkpoints" / "step-00000004" / "state.json"), "state");
  CHECK(state["stream"]["quarantine"].size() == 1);
  // No image of the run from there on shows it.
  for (int k = 24; k < 48; k += 2) {
    const auto drawn = json_of(run_tool({"render", "--run", run, "--request", std::to_string(k),
                                         "--json", "-o", (folder / "k.png").string()}));
    CHECK(drawn["id"] != "endless");
  }
}

TEST_CASE("stream: ready-first logs its order, and resume and replay follow it") {
  const testing::TemporaryFolder folder;
  const fs::path run = folder / "run";
  REQUIRE(run_tool(run_of(testing::small_corpus().path, run.string(), {"--stream", "ready-first"}))
              .exit_code == 0);
  const std::string order = base::read_file(run / "order.jsonl");
  CHECK(std::count(order.begin(), order.end(), '\n') >= 4);
  const std::string first = final_encoder(run);
  fs::remove_all(run / "checkpoints" / "step-00000004");
  REQUIRE(run_tool({"pretrain", "--resume", "--out", run.string()}).exit_code == 0);
  CHECK(final_encoder(run) == first);
  CHECK(base::read_file(run / "order.jsonl").substr(0, order.find('\n')) ==
        order.substr(0, order.find('\n')));
  CHECK(run_tool(
            {"render", "--run", run.string(), "--request", "5", "-o", (folder / "k.png").string()})
            .exit_code == 0);
}

TEST_CASE(
    "stream: programs that the driver's cache lost are compiled by workers while the run goes on") {
  const testing::TemporaryFolder folder;
  const std::map<std::string, std::string> empty_cache{
      {"MESA_SHADER_CACHE_DIR", (folder / "mesa").string()}};
  REQUIRE(
      run_tool({"screen", "--corpus", testing::small_corpus().path, "--device", "cpu"}).exit_code ==
      0);
  const auto first = json_of(
      run_tool(run_of(testing::small_corpus().path, (folder / "a").string(), {}), empty_cache));
  CHECK(first["programs_compiled"] == 4);
  const auto second = json_of(
      run_tool(run_of(testing::small_corpus().path, (folder / "b").string(), {}), empty_cache));
  CHECK(second["programs_compiled"] == 0);
  CHECK(final_encoder(folder / "a") == final_encoder(folder / "b"));

  // Cut off caches cost time and change nothing.
  for (const auto& entry : fs::recursive_directory_iterator(folder / "mesa"))
    if (entry.is_regular_file()) fs::resize_file(entry.path(), fs::file_size(entry.path()) / 2);
  REQUIRE(run_tool(run_of(testing::small_corpus().path, (folder / "c").string(), {}), empty_cache)
              .exit_code == 0);
  CHECK(final_encoder(folder / "a") == final_encoder(folder / "c"));
}

TEST_CASE("stream: SIGTERM to the command saves the run's state and ends it with 130") {
  const testing::TemporaryFolder folder;
  const fs::path run = folder / "run";
  auto arguments = run_of(testing::small_corpus().path, run.string(), {});
  *std::next(std::find(arguments.begin(), arguments.end(), "--steps")) = "100000";
  const pid_t process = testing::start_tool(arguments);
  while (!(fs::exists(run / "metrics.jsonl") && fs::file_size(run / "metrics.jsonl") > 0) &&
         !testing::has_ended(process))
    usleep(20'000);
  CHECK(testing::end_tool(process, SIGTERM) == 130);
  CHECK_FALSE(fs::is_empty(run / "checkpoints"));
}

TEST_CASE("stream: settings that make no sense are refused by name") {
  const testing::TemporaryFolder folder;
  const auto result = run_tool(
      run_of(testing::small_corpus().path, (folder / "run").string(), {"--stream", "random"}));
  CHECK(result.exit_code == 2);
  CHECK(result.err.find("ready-first") != std::string::npos);
}
