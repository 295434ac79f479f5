// The main job end to end, small: pretrain, kill -9, resume, draw a training image again, evaluate, export, report.
#include <doctest/doctest.h>
#include <signal.h>
#include <unistd.h>

#include <cmath>

#include "tests/tools/small_corpus.h"

using namespace progpretrain;
using testing::json_of;
using testing::run_tool;

namespace {

std::vector<std::string> small_run(const std::string& out, const std::string& steps, const std::string& method = "simclr",
                                   const std::string& corpus = testing::small_corpus().path) {
  return {"pretrain", "--method", method, "--encoder", "resnet18-half", "--corpus", corpus, "--device", "cpu", "--batch", "6",
          "--size-px", "32", "--canvas-px", "64", "--steps", steps, "--checkpoint-every", "2", "--log-every", "1", "--warmup-steps", "2", "--threads", "1", "--out", out};
}

std::string final_encoder(const std::string& run, const std::string& step) {
  return base::read_file(std::filesystem::path(run) / "checkpoints" / ("step-" + std::string(8 - step.size(), '0') + step) / "encoder.safetensors");
}

}  // namespace

TEST_CASE("pretrain: k steps = j steps + kill -9 + resume + k-j steps, bit for bit") {
  const testing::TemporaryFolder folder;
  const std::string whole = (folder / "whole").string(), broken = (folder / "broken").string();
  REQUIRE(run_tool(small_run(whole, "8")).exit_code == 0);

  const pid_t process = testing::start_tool(small_run(broken, "8"));
  const auto done = std::filesystem::path(broken) / "checkpoints" / "step-00000004" / "DONE";
  for (int i = 0; i < 3000 && !std::filesystem::exists(done); ++i) usleep(20'000);
  testing::end_tool(process, SIGKILL);
  REQUIRE(std::filesystem::exists(done));
  // Whatever was written after that checkpoint is forgotten: the run goes on from it.
  for (const char* later : {"step-00000006", "step-00000008"}) std::filesystem::remove_all(std::filesystem::path(broken) / "checkpoints" / later);
  const auto resumed = run_tool({"pretrain", "--resume", "--out", broken});
  REQUIRE_MESSAGE(resumed.exit_code == 0, resumed.err);
  CHECK(final_encoder(whole, "8") == final_encoder(broken, "8"));
}

TEST_CASE("pretrain: SIGINT writes a checkpoint and ends with 130, resume finishes") {
  const testing::TemporaryFolder folder;
  const std::string run = (folder / "run").string();
  const pid_t process = testing::start_tool(small_run(run, "100000"));
  const auto metrics = std::filesystem::path(run) / "metrics.jsonl";
  for (int i = 0; i < 3000 && !(std::filesystem::exists(metrics) && std::filesystem::file_size(metrics) > 0); ++i) usleep(20'000);
  CHECK(testing::end_tool(process, SIGINT) == 130);
  CHECK(std::filesystem::exists(std::filesystem::path(run) / "checkpoints"));
}

TEST_CASE("pretrain: a run folder belongs to one process at a time") {
  const testing::TemporaryFolder folder;
  const std::string run = (folder / "run").string();
  const pid_t process = testing::start_tool(small_run(run, "100000"));
  const auto metrics = std::filesystem::path(run) / "metrics.jsonl";
  for (int i = 0; i < 3000 && !std::filesystem::exists(metrics); ++i) usleep(20'000);
  const auto second = run_tool({"pretrain", "--resume", "--out", run});
  testing::end_tool(process, SIGKILL);
  CHECK(second.exit_code == 2);
  CHECK(second.err.find("another process") != std::string::npos);
}

TEST_CASE("pretrain: a configuration that was edited after the checkpoint is refused by name") {
  const testing::TemporaryFolder folder;
  const std::string run = (folder / "run").string();
  REQUIRE(run_tool(small_run(run, "4")).exit_code == 0);
  auto config = base::parse_json(base::read_file(folder / "run" / "config.json"), "config.json");
  config["batch"] = 5;
  base::write_file_atomically(folder / "run" / "config.json", config.dump());
  const auto result = run_tool({"pretrain", "--resume", "--out", run});
  CHECK(result.exit_code == 2);
  CHECK(result.err.find("'batch'") != std::string::npos);
}

TEST_CASE("pretrain: a run folder holds all that reproduces it, and is not overwritten") {
  const testing::TemporaryFolder folder;
  const std::string run = (folder / "run").string();
  const auto result = json_of(run_tool([&] { auto a = small_run(run, "3", "ce"); a.push_back("--json"); return a; }()));
  CHECK(result["first_loss"].get<double>() == doctest::Approx(std::log(4.0)).epsilon(0.15));
  for (const char* file : {"config.json", "programs.json", "metrics.jsonl", "views.png"}) CHECK(std::filesystem::exists(folder / "run" / file));
  const auto provenance = base::parse_json(base::read_file(folder / "run" / "checkpoints" / "step-00000003" / "provenance.json"), "provenance");
  CHECK(provenance["real_images_seen"] == 0);
  CHECK(provenance["licences"]["CC0-1.0"] == 4);
  CHECK(provenance["program_hashes"].size() == 4);
  const auto again = run_tool(small_run(run, "3", "ce"));
  CHECK(again.exit_code == 2);
  CHECK(again.err.find("--resume") != std::string::npos);

  const std::string copy = (folder / "copy").string();
  REQUIRE(run_tool({"pretrain", "--config", (folder / "run" / "config.json").string(), "--out", copy}).exit_code == 0);
  CHECK(final_encoder(run, "3") == final_encoder(copy, "3"));
}

TEST_CASE("pretrain: training image K can be drawn again") {
  const testing::TemporaryFolder folder;
  const std::string run = (folder / "run").string();
  REQUIRE(run_tool(small_run(run, "2")).exit_code == 0);
  const auto drawn = json_of(run_tool({"render", "--run", run, "--request", "7", "--json", "-o", (folder / "k.png").string()}));
  CHECK(drawn["request"] == 7);
  CHECK(std::filesystem::file_size(folder / "k.png") > 100);
  // Both views of a sample show the same program at the same moment.
  const auto other = json_of(run_tool({"render", "--run", run, "--request", "6", "--json", "-o", (folder / "k2.png").string()}));
  CHECK(other["id"] == drawn["id"]);
  CHECK(other["time_s"] == drawn["time_s"]);
  CHECK(base::read_file(folder / "k.png") != base::read_file(folder / "k2.png"));
}

TEST_CASE("pretrain: --dry-run measures, estimates and writes nothing") {
  const testing::TemporaryFolder folder;
  auto arguments = small_run((folder / "run").string(), "1000");
  arguments.insert(arguments.end(), {"--dry-run", "--json"});
  const auto report = json_of(run_tool(arguments));
  CHECK(report["steps"] == 20);
  CHECK(report["run_hours"].get<double>() > 0.0);
  CHECK(report["peak_memory_mib"].get<double>() > 50.0);
  CHECK_FALSE(std::filesystem::exists(folder / "run"));
}

TEST_CASE("eval, export and ablate: a trained encoder is measured, exported and used for a report") {
  const testing::TemporaryFolder folder;
  const std::string run = (folder / "run").string();
  REQUIRE(run_tool(small_run(run, "3")).exit_code == 0);

  // A small labelled set: 8x8 grey squares, bright or dark.
  const auto records = [](int count) {
    std::string bytes;
    for (int i = 0; i < count; ++i) bytes += static_cast<char>(i % 2) + std::string(64, static_cast<char>(i % 2 ? 200 + i % 40 : 20 + i % 40));
    return bytes;
  };
  base::write_file_atomically(folder / "set" / "train.bin", records(80));
  base::write_file_atomically(folder / "set" / "test.bin", records(40));
  base::write_file_atomically(folder / "set" / "meta.json", R"({"classes": ["dark", "bright"], "channels": 1, "height": 8, "width": 8})");
  const auto rows = json_of(run_tool({"eval", "--checkpoint", run, "--data", (folder / "set").string(), "--json"}))["rows"];
  REQUIRE(rows.size() == 2);
  for (const auto& row : rows) {
    CHECK(row["num_test"] == 40);
    CHECK(row["pixels"]["accuracy"].get<double>() > 0.9);
    CHECK(row.contains("random"));
    CHECK(row["difference"].contains("low"));
  }

  REQUIRE(run_tool({"export", "--checkpoint", run, "-o", (folder / "encoder.safetensors").string()}).exit_code == 0);
  CHECK(base::read_file(folder / "encoder.safetensors") == final_encoder(run, "3"));

  const std::string report = (folder / "report").string();
  REQUIRE(run_tool({"ablate", "--corpus", testing::small_corpus().path, "--checkpoint", run, "--frames", "4", "--out", report}).exit_code == 0);
  CHECK(base::read_file(folder / "report" / "programs.csv").find("waves") != std::string::npos);
  CHECK(base::read_file(folder / "report" / "index.html").size() > 100'000);
}

TEST_CASE("pretrain: latent and frame views are frozen with the run and draw the same images again") {
  const testing::TemporaryFolder folder;
  for (const std::string views : {"latent", "frame"}) {
    const std::string run = (folder / views).string();
    auto arguments = small_run(run, "2");
    arguments.insert(arguments.end(), {"--views", views, "--latent-distance", "0.05"});
    const auto trained = run_tool(arguments);
    REQUIRE_MESSAGE(trained.exit_code == 0, trained.err);
    const auto config = base::parse_json(base::read_file(folder / views / "config.json"), "config.json");
    CHECK(config["views"] == views);
    CHECK(config["num_views"] == 2);
    const auto list = base::parse_json(base::read_file(folder / views / "programs.json"), "programs.json");
    CHECK(list["programs"][0].contains("lifted_key") == (views == "latent"));
    if (views == "latent") {
      int num_lifted = 0;
      for (const auto& program : list["programs"]) num_lifted += program["latent_sigma"].get<double>() > 0 && program["lifted_key"] != "";
      CHECK(num_lifted >= 2);
    }
    const auto draw = [&](const std::string& request, const std::string& out) {
      REQUIRE(run_tool({"render", "--run", run, "--request", request, "-o", (folder / out).string()}).exit_code == 0);
      return base::read_file(folder / out);
    };
    CHECK(draw("3", "a.png") == draw("3", "b.png"));
    const auto resumed = run_tool({"pretrain", "--resume", "--out", run});
    CHECK_MESSAGE(resumed.exit_code == 0, resumed.err);
  }
  const auto wrong = run_tool({"pretrain", "--views", "2", "--out", (folder / "none").string()});
  CHECK(wrong.exit_code == 2);
  CHECK(wrong.err.find("window, latent, frame") != std::string::npos);
}

TEST_CASE("pretrain: --num-programs draws them by seed, --families takes those of some families") {
  const testing::TemporaryFolder folder;
  const auto programs_of = [&](const std::string& name, const std::vector<std::string>& settings,
                               const std::string& corpus = testing::small_corpus().path) {
    auto arguments = small_run((folder / name).string(), "2", "simclr", corpus);
    arguments.insert(arguments.end(), settings.begin(), settings.end());
    const auto trained = run_tool(arguments);
    REQUIRE_MESSAGE(trained.exit_code == 0, trained.err);
    std::vector<std::string> ids;
    const auto list = base::parse_json(base::read_file(folder / name / "programs.json"), "programs.json");
    for (const auto& program : list["programs"]) ids.push_back(program["id"]);
    return ids;
  };
  const auto three = programs_of("three", {"--num-programs", "3", "--seed", "5"});
  const auto two = programs_of("two", {"--num-programs", "2", "--seed", "5"});
  CHECK(three.size() == 3);
  CHECK(two == std::vector<std::string>(three.begin(), three.begin() + 2));
  CHECK(programs_of("all", {"--num-programs", "99"}).size() == 4);
  CHECK(run_tool({"pretrain", "--resume", "--out", (folder / "three").string()}).exit_code == 0);

  const auto made = programs_of("families", {"--families", "raymarch,ifs_fractal"}, "starter");
  CHECK(made.size() == 8);
  auto none = small_run((folder / "none").string(), "2");
  none.insert(none.end(), {"--families", "unheard_of"});
  const auto refused = run_tool(none);
  CHECK(refused.exit_code == 2);
  CHECK(refused.err.find("--families unheard_of: no program has it") != std::string::npos);
}

TEST_CASE("pretrain: declared parameters of a sample move with --parameters-sigma and can be drawn again") {
  const testing::TemporaryFolder folder;
  base::write_file_atomically(folder / "programs/a.glsl",
                              "// @param kShade palette 0.5 0.0 1.0\nconst float kShade = 0.5;\n"
                              "void mainImage(out vec4 o, in vec2 p) { o = vec4(vec3(kShade) * (0.9 + 0.1 * sin(p.x + iTime)), 1.0); }\n");
  base::write_file_atomically(folder / "programs/b.glsl", "void mainImage(out vec4 o, in vec2 p) { o = vec4(fract(p * 0.1 + iTime), 0.0, 1.0); }\n");
  const std::string corpus = (folder / "c.db").string();
  REQUIRE(run_tool({"import", (folder / "programs").string(), "--corpus", corpus}).exit_code == 0);
  const auto picture_of = [&](const std::string& name, const std::string& sigma, const std::string& request) {
    const std::string run = (folder / name).string(), out = (folder / (name + request + ".png")).string();
    if (!std::filesystem::exists(run)) {
      auto arguments = small_run(run, "2", "simclr", corpus);
      arguments.insert(arguments.end(), {"--parameters-sigma", sigma});
      const auto trained = run_tool(arguments);
      REQUIRE_MESSAGE(trained.exit_code == 0, trained.err);
    }
    REQUIRE(run_tool({"render", "--run", run, "--request", request, "-o", out}).exit_code == 0);
    return base::read_file(out);
  };
  int num_moved = 0;
  for (const std::string request : {"0", "2", "4", "6"}) num_moved += picture_of("moved", "0.4", request) != picture_of("still", "0", request);
  CHECK(num_moved >= 1);  // program b has no parameters
  CHECK(num_moved <= 3);
  CHECK(picture_of("moved", "0.4", "2") == picture_of("again", "0.4", "2"));
}

TEST_CASE("pretrain: --images trains on pictures instead, and kill -9 and resume change nothing") {
  const testing::TemporaryFolder folder;
  const std::string set = (folder / "set").string(), whole = (folder / "whole").string(), broken = (folder / "broken").string();
  std::string train;  // 24 pictures of two classes: bright above or below
  for (int i = 0; i < 24; ++i) {
    train += static_cast<char>(i % 2);
    for (int pixel = 0; pixel < 3 * 16 * 16; ++pixel) train += static_cast<char>((pixel % 256 < 128) == (i % 2 == 0) ? 200 - i : 40 + i);
  }
  base::write_file_atomically(folder / "set/train.bin", train);
  base::write_file_atomically(folder / "set/test.bin", train);
  base::write_file_atomically(folder / "set/meta.json", R"({"classes": ["a", "b"], "channels": 3, "height": 16, "width": 16})");
  const auto arguments = [&](const std::string& out, const std::string& steps) {
    return std::vector<std::string>{"pretrain", "--images", set, "--method", "ce", "--encoder", "resnet18-quarter", "--device", "cpu", "--batch", "4", "--size-px", "16",
                                    "--steps", steps, "--checkpoint-every", "2", "--log-every", "1", "--warmup-steps", "2", "--threads", "1", "--out", out};
  };
  const auto trained = run_tool(arguments(whole, "8"));
  REQUIRE_MESSAGE(trained.exit_code == 0, trained.err);
  CHECK(trained.err.find("24 pictures of 2 classes") != std::string::npos);
  CHECK(base::read_file(folder / "whole/checkpoints/step-00000008/provenance.json").find("\"real_images_seen\": 24") != std::string::npos);
  CHECK(std::filesystem::exists(folder / "whole/views.png"));

  REQUIRE(run_tool(arguments(broken, "8")).exit_code == 0);
  for (const char* later : {"step-00000006", "step-00000008"}) std::filesystem::remove_all(folder / "broken/checkpoints" / later);
  const auto resumed = run_tool({"pretrain", "--resume", "--out", broken});
  REQUIRE_MESSAGE(resumed.exit_code == 0, resumed.err);
  CHECK(final_encoder(whole, "8") == final_encoder(broken, "8"));
  CHECK(run_tool(arguments(whole, "8")).exit_code == 2);  // holds a run

  auto both = arguments((folder / "both").string(), "8");
  both.insert(both.end(), {"--corpus", "starter"});
  const auto refused = run_tool(both);
  CHECK(refused.exit_code == 2);
  CHECK(refused.err.find("'images'") != std::string::npos);
}
