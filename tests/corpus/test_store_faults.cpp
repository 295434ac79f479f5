// What can go wrong around a corpus: foreign and damaged files, full disks, read-only folders,
// other processes, kill -9.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/corpus/store.h"
#include "tests/corpus/corpus_support.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;
using namespace progpretrain::testing;
using corpus::Store;
namespace fs = std::filesystem;

namespace {

constexpr Store::Mode kModes[] = {Store::Mode::create_or_open, Store::Mode::open_existing,
                                  Store::Mode::read_only};

void run_sql(const fs::path& path, const std::string& sql) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
  REQUIRE(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(database);
}

void fill(Store& store, int from, int to, size_t source_bytes = 2000) {
  for (int i = from; i < to; ++i) {
    const std::string id = base::concat("p", i);
    store.add(program(id, std::string(source_bytes, 'x') + id), base::sha256_hex(id), "");
  }
}

std::string usage_error(const fs::path& path, Store::Mode mode) {
  const std::string message = message_of<UsageError>([&] { Store(path, mode).entries(); });
  CHECK(message.starts_with(path.string() + ": "));
  CHECK(message.find('\n') == std::string::npos);
  return message;
}

constexpr int kCannotTry = 9;

/// Gives up root's right to write everywhere; true when permissions hold from now on and `place`
/// can still be reached.
bool become_nobody(const fs::path& place) {
  return (geteuid() != 0 || setuid(65534) == 0) && access(place.c_str(), R_OK | X_OK) == 0;
}

/// Whether a child could be tried as a user without rights; says so when not.
bool tried(int result) {
  if (result == kCannotTry)
    MESSAGE("SKIPPED: no user without rights can reach the temporary folder");
  return result != kCannotTry;
}

}  // namespace

TEST_CASE("store: a missing corpus is refused unless it may be created") {
  TemporaryFolder folder;
  for (const auto mode : {Store::Mode::open_existing, Store::Mode::read_only}) {
    CHECK(contains(usage_error(folder / "none.db", mode), "no such corpus"));
    CHECK_FALSE(fs::exists(folder / "none.db"));
  }
  CHECK(contains(usage_error(folder.path(), Store::Mode::create_or_open), "is a folder"));
  Store(folder.path() / "new" / "folder" / "c.db", Store::Mode::create_or_open);
  CHECK(fs::exists(folder.path() / "new" / "folder" / "c.db"));
  CHECK_THROWS_AS(Store("", Store::Mode::create_or_open), UsageError);
}

TEST_CASE("store: a foreign file is refused with one line and left as it was") {
  TemporaryFolder folder;
  write_source(folder / "text",
               "this is no database, but long enough to look at: " + std::string(2000, 'x'));
  run_sql(folder / "foreign.db", "CREATE TABLE t(x); INSERT INTO t VALUES(1)");
  run_sql(folder / "other_app.db", "PRAGMA application_id = 77; PRAGMA user_version = 1");
  for (const char* name : {"text", "foreign.db", "other_app.db"}) {
    const std::string before = base::read_file(folder / name);
    for (const auto mode : kModes)
      CHECK(contains(usage_error(folder / name, mode), "is not a corpus"));
    CHECK(base::read_file(folder / name) == before);
  }
  CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 3);
}

TEST_CASE("store: an empty file becomes a corpus only where one may be created") {
  TemporaryFolder folder;
  write_source(folder / "c.db", "");
  usage_error(folder / "c.db", Store::Mode::open_existing);
  usage_error(folder / "c.db", Store::Mode::read_only);
  CHECK(Store(folder / "c.db", Store::Mode::create_or_open).num_entries() == 0);
}

TEST_CASE("store: a corpus of a newer version is refused with both versions") {
  TemporaryFolder folder;
  Store(folder / "c.db", Store::Mode::create_or_open);
  run_sql(folder / "c.db", "PRAGMA user_version = 9");
  for (const auto mode : kModes)
    CHECK(
        contains(usage_error(folder / "c.db", mode), "newer version (schema 9, this one knows 3)"));
}

TEST_CASE("store: a damaged corpus is refused with one line, wherever the damage lies") {
  TemporaryFolder folder;
  {
    Store store(folder / "c.db", Store::Mode::create_or_open);
    store.begin();
    fill(store, 0, 200);
    store.commit();
  }
  const std::string good = base::read_file(folder / "c.db");
  REQUIRE(good.size() > 300'000);
  const auto damaged = [&](const std::string& bytes) {
    write_source(folder / "bad.db", bytes);
    for (const auto mode : kModes) CHECK_FALSE(usage_error(folder / "bad.db", mode).empty());
  };
  damaged(good.substr(0, good.size() / 2));
  damaged(good.substr(0, 1000));
  for (const size_t from : {size_t{0}, size_t{100}, size_t{4096}, good.size() / 2}) {
    std::string bytes = good;
    for (size_t at = from; at < from + 60'000; ++at) bytes[at] = '\xA5';
    damaged(bytes);
  }
}

TEST_CASE("store: rows that no version of ours writes are damage, not a crash") {
  for (const char* change :
       {"UPDATE programs SET tags = '{'", "UPDATE programs SET tags = '3'",
        "UPDATE programs SET refused_verdict = 'maybe'", "DROP TABLE screenings"}) {
    TemporaryFolder folder;
    Store(folder / "c.db", Store::Mode::create_or_open).add(program("a", "x"), "h", "");
    run_sql(folder / "c.db", change);
    CHECK(contains(usage_error(folder / "c.db", Store::Mode::read_only), "damaged"));
  }
}

TEST_CASE("store: a full disk is one line, and what was committed before stays") {
  TemporaryFolder folder;
  {
    Store store(folder / "c.db", Store::Mode::create_or_open);
    fill(store, 0, 10);
  }
  // A limit on the size of files stands in for the full disk; it holds for a child process only.
  const int result = in_child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{400'000, 400'000};
    setrlimit(RLIMIT_FSIZE, &limit);
    Store store(folder / "c.db", Store::Mode::open_existing);
    store.begin();
    fill(store, 10, 20);
    store.commit();
    const std::string message = message_of<EnvironmentError>([&] {
      store.begin();
      fill(store, 20, 5000);
      store.commit();
    });
    if (!message.starts_with((folder / "c.db").string() + ": disk full")) return 1;
    store.rollback();
    return store.num_entries() == 20 ? 0 : 2;
  });
  CHECK(result == 0);
  const Store store(folder / "c.db", Store::Mode::open_existing);
  CHECK(store.num_entries() == 20);
  CHECK(store.find("p19"));
  CHECK_FALSE(store.find("p20"));
}

TEST_CASE("store: a place where no file can be made is an environment error that names it") {
  TemporaryFolder folder;
  write_source(folder / "file", "x");
  const fs::path below = folder / "file" / "c.db";
  CHECK(message_of<EnvironmentError>([&] {
          Store(below, Store::Mode::create_or_open);
        }).starts_with(below.string() + ": "));
}

TEST_CASE("store: while another process writes, writing fails with one line and reading goes on") {
  TemporaryFolder folder;
  Store store(folder / "c.db", Store::Mode::create_or_open);
  fill(store, 0, 3);
  int ready[2], done[2];
  REQUIRE(pipe(ready) == 0);
  REQUIRE(pipe(done) == 0);
  const pid_t child = fork();
  if (child == 0) {
    Store other(folder / "c.db", Store::Mode::open_existing);
    other.begin();
    fill(other, 3, 4);
    char byte = 1;
    if (write(ready[1], &byte, 1) != 1 || read(done[0], &byte, 1) != 1) _exit(1);
    other.commit();
    _exit(0);
  }
  char byte = 0;
  REQUIRE(read(ready[0], &byte, 1) == 1);
  CHECK(contains(message_of<EnvironmentError>([&] { store.begin(); }),
                 "c.db: is in use by another process"));
  CHECK(store.num_entries() == 3);
  REQUIRE(write(done[1], &byte, 1) == 1);
  int status = 1;
  waitpid(child, &status, 0);
  CHECK(status == 0);
  store.begin();
  fill(store, 4, 5);
  store.commit();
  CHECK(store.num_entries() == 5);
}

TEST_CASE("store: a corpus in a read-only folder can be read, and only read") {
  TemporaryFolder folder;
  const fs::path place = folder / "fixed ?#%";
  fs::create_directory(place);
  {
    Store store(place / "c.db", Store::Mode::create_or_open);
    fill(store, 0, 5);
  }
  chmod(folder.path().c_str(), 0755);
  chmod((place / "c.db").c_str(), 0444);
  chmod(place.c_str(), 0555);
  const int result = in_child([&] {
    if (!become_nobody(place)) return kCannotTry;
    const Store store(place / "c.db", Store::Mode::read_only);
    if (store.num_entries() != 5 || !store.find("p3")) return 1;
    const std::string message =
        message_of<EnvironmentError>([&] { Store(place / "c.db", Store::Mode::open_existing); });
    if (!contains(message, "cannot be written")) return 2;
    if (!contains(message_of<EnvironmentError>(
                      [&] { Store(place / "new.db", Store::Mode::create_or_open); }),
                  "new.db: "))
      return 3;
    return 0;
  });
  chmod(place.c_str(), 0755);
  if (tried(result)) CHECK(result == 0);
  CHECK(std::distance(fs::directory_iterator(place), {}) == 1);
}

TEST_CASE(
    "store: a read-only copy with an unfinished log is refused, not read without its last rows") {
  TemporaryFolder folder;
  const fs::path place = folder / "fixed";
  fs::create_directory(place);
  const int killed = in_child([&] {
    auto* store = new Store(folder / "c.db", Store::Mode::create_or_open);  // never closed
    fill(*store, 0, 5);
    return 7;
  });
  REQUIRE(killed == 7);
  for (const char* name : {"c.db", "c.db-wal"}) fs::copy(folder / name, place / name);
  chmod(folder.path().c_str(), 0755);
  chmod(place.c_str(), 0555);
  const int result = in_child([&] {
    if (!become_nobody(place)) return kCannotTry;
    return contains(
               message_of<EnvironmentError>([&] { Store(place / "c.db", Store::Mode::read_only); }),
               "unfinished log")
               ? 0
               : 1;
  });
  chmod(place.c_str(), 0755);
  if (tried(result)) CHECK(result == 0);
  CHECK(Store(place / "c.db", Store::Mode::read_only).num_entries() == 5);
}

TEST_CASE("store: kill -9 loses the open transaction and nothing else") {
  TemporaryFolder folder;
  int committed[2];
  REQUIRE(pipe(committed) == 0);
  const pid_t child = fork();
  if (child == 0) {
    Store store(folder / "c.db", Store::Mode::create_or_open);
    for (int group = 0;; ++group) {
      store.begin();
      fill(store, 10 * group, 10 * group + 10, 20'000);
      if (group == 20) pause();
      store.commit();
      char byte = static_cast<char>(group);
      if (write(committed[1], &byte, 1) != 1) _exit(1);
    }
  }
  char group = 0;
  do REQUIRE(read(committed[0], &group, 1) == 1);
  while (group < 19);
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  const auto num_entries = Store(folder / "c.db", Store::Mode::open_existing).num_entries();
  CHECK(num_entries == 200);
}
