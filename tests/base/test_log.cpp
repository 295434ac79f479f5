#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <string>

#include "engine/base/file.h"
#include "engine/base/log.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;

namespace {

/// What `body` writes to stderr (file descriptor 2).
template <class Body>
std::string stderr_of(Body body) {
  const testing::TemporaryFolder folder;
  const auto path = folder / "stderr";
  const int saved = dup(STDERR_FILENO);
  const int file = open(path.c_str(), O_WRONLY | O_CREAT, 0600);
  dup2(file, STDERR_FILENO);
  close(file);
  body();
  dup2(saved, STDERR_FILENO);
  close(saved);
  return base::read_file(path);
}

}  // namespace

TEST_CASE("log: durations read as people write them") {
  CHECK(log::format_duration(0.84) == "0.8 s");
  CHECK(log::format_duration(59.6) == "1:00");
  CHECK(log::format_duration(245) == "4:05");
  CHECK(log::format_duration(3723) == "1:02:03");
}

TEST_CASE("log: quiet silences information and progress, never warnings and errors") {
  const auto speak = [] {
    log::info("for your information");
    log::warn("beware");
    log::error("broken");
    log::Progress progress("counting", "things", 2);
    progress.update(2);
  };
  const std::string loud = stderr_of(speak);
  log::set_quiet(true);
  CHECK(log::is_quiet());
  const std::string quiet = stderr_of(speak);
  log::set_quiet(false);
  CHECK_FALSE(log::is_quiet());
  for (const char* text : {"beware", "broken"}) {
    CHECK(loud.find(text) != std::string::npos);
    CHECK(quiet.find(text) != std::string::npos);
  }
  for (const char* text : {"for your information", "counting"}) {
    CHECK(loud.find(text) != std::string::npos);
    CHECK(quiet.find(text) == std::string::npos);
  }
}

TEST_CASE("log: braces in a message are not a format") {
  CHECK(stderr_of([] { log::info("vec2 f() { return {}; }"); }).find("{ return {}; }") !=
        std::string::npos);
}

TEST_CASE("log: away from a terminal progress ends with one plain line of the last state") {
  const std::string text = stderr_of([] {
    log::Progress progress("screening", "programs", 50);
    for (uint64_t i = 1; i <= 50; ++i) progress.update(i, "3 refused");
    progress.finish();
    progress.finish();
  });
  CHECK(text.starts_with("screening 100%"));
  CHECK(text.find("50/50 programs") != std::string::npos);
  CHECK(text.find("3 refused") != std::string::npos);
  CHECK(std::count(text.begin(), text.end(), '\n') == 1);
  CHECK(text.find_first_of("\r\033") == std::string::npos);
}

TEST_CASE("log: progress without a total counts, and prints nothing when nothing was done") {
  CHECK(stderr_of([] { log::Progress("reading", "files", 0); }).empty());
  CHECK(stderr_of([] {
          log::Progress progress("reading", "files", 0);
          progress.update(3);
        }).starts_with("reading: 3 files"));
}
