#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;
namespace fs = std::filesystem;

namespace {

template <class Error, class Body>
std::string message_of(Body body) {
  try {
    body();
  } catch (const Error& e) {
    return e.what();
  }
  return {};
}

size_t num_files(const fs::path& folder) {
  return static_cast<size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("file: what is written is read again, whatever the bytes") {
  testing::TemporaryFolder folder;
  std::string bytes;
  for (int i = 0; i < 70'000; ++i) bytes += static_cast<char>(i * 31);
  base::write_file_atomically(folder / "a" / "b" / "c.bin", bytes);
  CHECK(base::read_file(folder / "a" / "b" / "c.bin") == bytes);
  base::write_file_atomically(folder / "empty", "");
  CHECK(base::read_file(folder / "empty").empty());
}

TEST_CASE("file: replacing a file leaves no temporary file behind") {
  testing::TemporaryFolder folder;
  base::write_file_atomically(folder / "x", "old");
  base::write_file_atomically(folder / "x", "new");
  CHECK(base::read_file(folder / "x") == "new");
  CHECK(num_files(folder.path()) == 1);
}

TEST_CASE("file: a device or a pipe is written to, not replaced") {
  testing::TemporaryFolder folder;
  const fs::path pipe = folder / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  std::string read;
  std::thread reader([&] { read = base::read_file(pipe); });
  base::write_file_atomically(pipe, "through");
  reader.join();
  CHECK(read == "through");
  CHECK(fs::is_fifo(pipe));
  CHECK(num_files(folder.path()) == 1);
}

TEST_CASE("file: two threads that write one file leave one of the two texts, whole") {
  testing::TemporaryFolder folder;
  const std::string a(300'000, 'a'), b(300'000, 'b');
  for (int round = 0; round < 10; ++round) {
    std::jthread first([&] { base::write_file_atomically(folder / "x", a); });
    std::jthread second([&] { base::write_file_atomically(folder / "x", b); });
    first.join();
    second.join();
    const std::string read = base::read_file(folder / "x");
    REQUIRE((read == a || read == b));
  }
  CHECK(num_files(folder.path()) == 1);
}

TEST_CASE("file: what cannot be read is a usage error of one line that names it") {
  testing::TemporaryFolder folder;
  CHECK(message_of<UsageError>([&] { base::read_file(folder / "none"); }) ==
        (folder / "none").string() + ": no such file");
  CHECK(message_of<UsageError>([&] {
          base::read_file(folder.path());
        }).find("is a folder, expected a file") != std::string::npos);
  const std::string long_name(5000, 'n');
  CHECK(message_of<UsageError>([&] {
          base::read_file(folder / long_name);
        }).find("File name too long") != std::string::npos);
  fs::create_symlink("loop", folder / "loop");
  CHECK(message_of<UsageError>([&] { base::read_file(folder / "loop"); }).find("symbolic links") !=
        std::string::npos);
}

TEST_CASE("file: a full disk keeps the old file, leaves no temporary one and says why") {
  testing::TemporaryFolder folder;
  base::write_file_atomically(folder / "x", "old");
  // A limit on the size of files stands in for the full disk; it holds for a child process only.
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{10'000, 10'000};
    setrlimit(RLIMIT_FSIZE, &limit);
    const std::string message = message_of<EnvironmentError>(
        [&] { base::write_file_atomically(folder / "x", std::string(50'000, 'n')); });
    const bool named = message.find((folder / "x").string()) != std::string::npos &&
                       message.find("File too large") != std::string::npos;
    _exit(named ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
  CHECK(base::read_file(folder / "x") == "old");
  CHECK(num_files(folder.path()) == 1);
}

TEST_CASE("file: a place where no file can be made is an environment error that names it") {
  testing::TemporaryFolder folder;
  base::write_file_atomically(folder / "file", "x");
  CHECK(message_of<EnvironmentError>([&] {
          base::write_file_atomically(folder / "file" / "below", "x");
        }).find("below") != std::string::npos);
  fs::create_directory(folder / "taken");
  CHECK_THROWS_AS(base::write_file_atomically(folder / "taken", "x"), EnvironmentError);
  CHECK(num_files(folder.path()) == 2);
}

TEST_CASE("file: the cache folder obeys our variable before the desktop's") {
  const std::string before = std::getenv("PROGPRETRAIN_CACHE");
  setenv("PROGPRETRAIN_CACHE", "/some/where", 1);
  CHECK(base::cache_folder() == "/some/where");
  unsetenv("PROGPRETRAIN_CACHE");
  setenv("XDG_CACHE_HOME", "/xdg", 1);
  CHECK(base::cache_folder() == "/xdg/progpretrain");
  unsetenv("XDG_CACHE_HOME");
  CHECK(base::cache_folder().filename() == "progpretrain");
  setenv("PROGPRETRAIN_CACHE", before.c_str(), 1);
}

TEST_CASE("file: the executable's folder holds this test") {
  CHECK(fs::exists(base::executable_folder() / "tests_base"));
}
