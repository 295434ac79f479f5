// kill -9 in the middle of translating and of screening, again and again: nothing lost, nothing
// done twice.
#include <doctest/doctest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <string>
#include <thread>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/base/hash.h"
#include "engine/corpus/store.h"
#include "engine/gpu/device.h"
#include "engine/render/screening.h"
#include "engine/render/translation_index.h"
#include "tests/render/worker_support.h"
#include "tests/support/processes.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;
using namespace progpretrain::render;
namespace fs = std::filesystem;

extern char** environ;

namespace {

constexpr int kNumPrograms = 100, kNumBroken = 8;
constexpr int kNumKills = 20;
constexpr unsigned kJobs = 2;
constexpr const char* kFolderVariable = "PROGPRETRAIN_TEST_SCREENING";
constexpr const char* kKeyVariable = "PROGPRETRAIN_TEST_DRIVER_KEY";
constexpr const char* kLogVariable = "PROGPRETRAIN_TEST_WORKER_LOG";

// The mark tells the program in the log of what workers were given.
std::string source_of(int i) {
  const std::string mark = base::concat("// mark", i, "_\n");
  if (i % 12 == 5) return mark + "void mainImage(out vec4 o, in vec2 p) { o = undeclared; }\n";
  return base::concat(mark, "void mainImage(out vec4 o, in vec2 p) {\n  o = vec4(fract(p / ", i + 2,
                      ".0 + iTime * 0.1), 0.5 + 0.5 * sin(iTime + ", i, ".0), 1.0);\n}\n");
}

/// The worker, behind a script that copies what it is told into a log of its own.
fs::path logging_worker(const fs::path& folder) {
  const fs::path script = folder / "worker";
  std::ofstream(script) << "#!/bin/bash\nexec '" << testing::worker_options().executable.string()
                        << "' \"$@\" < <(exec tee \"$" << kLogVariable << ".$$\")\n";
  fs::permissions(script, fs::perms::owner_all);
  return script;
}

ScreeningOptions options_of(const fs::path& folder) {
  ScreeningOptions options;
  options.worker = testing::worker_options(false);
  options.worker.executable = folder / "worker";
  options.worker.settings.cache_folder = folder / "spirv";
  options.jobs = kJobs;
  return options;
}

/// Ids in the order in which workers were given them, worker by worker, since log number `log`.
std::vector<std::string> given(const fs::path& folder, int log) {
  std::vector<std::string> ids;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (!entry.path().filename().string().starts_with(base::concat("log", log, "."))) continue;
    const std::string text = base::read_file(entry.path());
    for (size_t at = 0; (at = text.find("// mark", at)) != std::string::npos;) {
      at += 7;
      ids.push_back("p" + text.substr(at, text.find('_', at) - at));
    }
  }
  return ids;
}

/// Id -> everything that is known of it; what was done twice would have other times in it.
std::map<std::string, std::string> rows_of(const fs::path& folder, const std::string& key,
                                           bool draws) {
  const corpus::Store store(folder / "corpus.db", corpus::Store::Mode::read_only);
  std::map<std::string, std::string> rows;
  const TranslationIndex index(folder / "spirv", folder / "worker");
  for (const corpus::Entry& entry : store.entries(key)) {
    std::string& row = rows[entry.program.id];
    if (entry.refused)
      row = entry.refused->reason;
    else if (draws && entry.screening)
      row = entry.screening->measurements.dump();
    else if (const auto known = index.find(entry.program); known && *known && !draws)
      row = base::concat((*known)->spirv_key, " ", (*known)->translate_ms);
    if (row.empty()) rows.erase(entry.program.id);
  }
  return rows;
}

ScreeningCounts go_on(const fs::path& folder, const std::string& key, bool draws) {
  corpus::Store store(folder / "corpus.db", corpus::Store::Mode::open_existing);
  const ScreeningOptions options = options_of(folder);
  return draws ? screen_missing(store, key, {}, options) : translate_missing(store, {}, options);
}

bool lacks_software_device() {
  const auto devices = gpu::list_devices();
  if (std::any_of(devices.begin(), devices.end(), [](const auto& d) { return d.is_cpu; }))
    return false;
  MESSAGE("SKIPPED: no software Vulkan device");
  return true;
}

pid_t start_victim(bool draws) {
  std::string self = fs::read_symlink("/proc/self/exe").string();
  std::string filter = draws ? "--test-case=screening victim*" : "--test-case=translation victim*",
              no_skip = "--no-skip";
  char* arguments[] = {self.data(), filter.data(), no_skip.data(), nullptr};
  pid_t victim = -1;
  REQUIRE(posix_spawn(&victim, self.c_str(), nullptr, nullptr, arguments, environ) == 0);
  return victim;
}

void check_killed_and_resumed(bool draws) {
  const testing::TemporaryFolder temporary;
  const fs::path folder = temporary.path();
  logging_worker(folder);
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
  ScreeningOptions plain = options_of(folder);
  plain.worker.executable = testing::worker_options().executable;
  const std::string key = draws ? screening_driver_key(plain) : "";
  setenv(kFolderVariable, folder.c_str(), 1);
  setenv(kKeyVariable, key.c_str(), 1);

  std::mt19937 random(draws ? 11 : 12);
  std::map<std::string, std::string> before;
  int num_in_the_middle = 0;
  size_t num_given = 0;
  const auto log = [&](int number) {
    setenv(kLogVariable, (folder / base::concat("log", number)).c_str(), 1);
  };
  const auto check_round = [&](int number) {
    const auto now = given(folder, number);
    num_given += now.size();
    CHECK(std::set(now.begin(), now.end()).size() == now.size());
    for (const std::string& id : now)
      CHECK_MESSAGE(!before.contains(id), id);  // it was done already
    const auto after = rows_of(folder, key, draws);
    for (const auto& [id, row] : before) {
      REQUIRE(after.contains(id));
      CHECK(after.at(id) == row);
    }
    before = after;
  };
  for (int number = 0; number < kNumKills; ++number) {
    log(number);
    const pid_t victim = start_victim(draws);
    // After a few more programs, and then at any moment within one.
    const size_t wanted = random() % 9;
    while (given(folder, number).size() < wanted && !testing::has_ended(victim))
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    std::this_thread::sleep_for(std::chrono::microseconds(random() % (draws ? 60000 : 15000)));
    kill(victim, SIGKILL);
    int status = 0;
    waitpid(victim, &status, 0);
    num_in_the_middle += WIFSIGNALED(status) ? 1 : 0;
    check_round(number);
  }
  CHECK(num_in_the_middle >= kNumKills / 2);

  log(kNumKills);
  const size_t missing = kNumPrograms - before.size();
  const ScreeningCounts last = go_on(folder, key, draws);
  check_round(kNumKills);
  CHECK(last.finished);
  CHECK(last.num_done_now == missing);
  CHECK(last.verdicts.at("ok") == kNumPrograms - kNumBroken);
  CHECK(last.verdicts.at("parse_error") == kNumBroken);
  CHECK(before.size() == kNumPrograms);
  CHECK(num_given >= kNumPrograms);
  // Only what workers had in hand when their parent was killed was given out again.
  CHECK(num_given <= kNumPrograms + kJobs * kNumKills);
  CHECK(go_on(folder, key, draws).num_done_now == 0);
  unsetenv(kFolderVariable);
  unsetenv(kKeyVariable);
  unsetenv(kLogVariable);
}

// Runs in a process of its own, which the tests below kill.
void be_a_victim(bool draws) {
  const char* folder = std::getenv(kFolderVariable);
  REQUIRE(folder != nullptr);
  go_on(folder, std::getenv(kKeyVariable), draws);
}

}  // namespace

TEST_CASE("screening victim: screens a corpus" * doctest::skip()) {
  be_a_victim(true);
}
TEST_CASE("translation victim: translates a corpus" * doctest::skip()) {
  be_a_victim(false);
}

TEST_CASE("screening: killed at 20 random moments, it loses no row and screens no program twice") {
  if (lacks_software_device()) return;
  check_killed_and_resumed(true);
}

TEST_CASE(
    "translation: killed at 20 random moments, it loses no answer and translates no program "
    "twice") {
  check_killed_and_resumed(false);
}
