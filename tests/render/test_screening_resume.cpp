// kill -9 in the middle of a screening, again and again: nothing lost, nothing done twice.
#include <doctest/doctest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <thread>

#include "engine/base/check.h"
#include "engine/base/hash.h"
#include "engine/corpus/store.h"
#include "engine/gpu/device.h"
#include "engine/render/screening.h"
#include "tests/render/worker_support.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;
using namespace progpretrain::render;

extern char** environ;

namespace {

constexpr int kNumPrograms = 60;
constexpr int kNumKills = 10;
constexpr const char* kFolderVariable = "PROGPRETRAIN_TEST_SCREENING";

std::string source_of(int i) {
  if (i % 12 == 5) return "void mainImage(out vec4 o, in vec2 p) { o = undeclared; }\n";
  return base::concat("void mainImage(out vec4 o, in vec2 p) {\n  o = vec4(fract(p / ", i + 2,
                      ".0 + iTime * 0.1), 0.5 + 0.5 * sin(iTime + ", i, ".0), 1.0);\n}\n");
}

ScreeningOptions options_of(const std::filesystem::path& folder) {
  ScreeningOptions options;
  options.worker = testing::worker_options(false);
  options.worker.settings.cache_folder = folder / "spirv";
  options.jobs = 2;
  return options;
}

/// Id -> everything that the row says; what was screened twice would have other times in it.
std::map<std::string, std::string> rows_of(const std::filesystem::path& folder, const std::string& key) {
  const corpus::Store store(folder / "corpus.db", corpus::Store::Mode::read_only);
  std::map<std::string, std::string> rows;
  for (const corpus::Entry& entry : store.entries(key)) {
    if (entry.refused) rows[entry.program.id] = entry.refused->reason;
    if (entry.screening) rows[entry.program.id] = entry.screening->measurements.dump();
  }
  return rows;
}

}  // namespace

// Runs in a process of its own, which the test below kills.
TEST_CASE("screening victim: screens a corpus" * doctest::skip()) {
  const char* folder = std::getenv(kFolderVariable);
  REQUIRE(folder != nullptr);
  corpus::Store store(std::filesystem::path(folder) / "corpus.db", corpus::Store::Mode::open_existing);
  const ScreeningOptions options = options_of(folder);
  screen_missing(store, screening_driver_key(options), {}, options);
}

TEST_CASE("screening: killed ten times at random moments, it loses no row and screens no program twice") {
  const auto devices = gpu::list_devices();
  if (std::none_of(devices.begin(), devices.end(), [](const auto& d) { return d.is_cpu; })) {
    MESSAGE("SKIPPED: no software Vulkan device");
    return;
  }
  testing::TemporaryFolder folder;
  const std::filesystem::path place = folder / ".";
  {
    corpus::Store store(folder / "corpus.db", corpus::Store::Mode::create_or_open);
    for (int i = 0; i < kNumPrograms; ++i) {
      corpus::Program program;
      program.id = program.origin = base::concat("p", i);
      program.dialect = "shadertoy";
      program.source = source_of(i);
      store.add(program, base::sha256_hex(program.source + program.id), "given");
    }
  }
  const ScreeningOptions options = options_of(place);
  const std::string key = screening_driver_key(options);
  setenv(kFolderVariable, place.c_str(), 1);
  std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  std::string filter = "--test-case=screening victim*", no_skip = "--no-skip";
  char* arguments[] = {self.data(), filter.data(), no_skip.data(), nullptr};

  std::mt19937 random(11);
  std::map<std::string, std::string> before;
  int num_in_the_middle = 0;
  for (int kill_number = 0; kill_number < kNumKills; ++kill_number) {
    pid_t victim = -1;
    REQUIRE(posix_spawn(&victim, self.c_str(), nullptr, nullptr, arguments, environ) == 0);
    // After a few more rows, and then at any moment within a program.
    const size_t wanted = before.size() + random() % 8;
    for (int i = 0; i < 500 && rows_of(place, key).size() < wanted; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 60000));
    kill(victim, SIGKILL);
    int status = 0;
    waitpid(victim, &status, 0);
    num_in_the_middle += WIFSIGNALED(status) ? 1 : 0;
    const auto after = rows_of(place, key);
    for (const auto& [id, row] : before) {
      REQUIRE(after.contains(id));
      CHECK(after.at(id) == row);
    }
    before = after;
  }
  unsetenv(kFolderVariable);
  CHECK(num_in_the_middle >= 3);

  corpus::Store store(folder / "corpus.db", corpus::Store::Mode::open_existing);
  const ScreeningCounts last = screen_missing(store, key, {}, options);
  CHECK(last.finished);
  CHECK(last.num_done_now == kNumPrograms - before.size());
  CHECK(last.verdicts.at("ok") == kNumPrograms - 5);
  CHECK(last.verdicts.at("parse_error") == 5);
  const auto after = rows_of(place, key);
  CHECK(after.size() == kNumPrograms);
  for (const auto& [id, row] : before) CHECK(after.at(id) == row);
  CHECK(screen_missing(store, key, {}, options).num_done_now == 0);
}
