// Corpora of older versions.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/corpus/store.h"
#include "tests/corpus/corpus_support.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;
using namespace progpretrain::testing;
using corpus::Program;
using corpus::Store;
using corpus::Verdict;
namespace fs = std::filesystem;

namespace {

void run_sql(const fs::path& path, const std::string& sql) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
  REQUIRE(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(database);
}

/// A corpus as version 1 wrote it: one program, and one that was refused for its Common pass.
void write_schema_1(const fs::path& path) {
  {
    Store store(path, Store::Mode::create_or_open);
    store.add(program("a", "x"), "h", "because");
    store.add_refused(program("b", "y"),
                      {Verdict::unsupported, "read", 0, "needs the Common pass"});
  }
  run_sql(path,
          "ALTER TABLE programs DROP COLUMN parts; ALTER TABLE programs DROP COLUMN statistics;"
          " PRAGMA user_version = 1");
}

Program with_parts(const std::string& id, const std::string& source) {
  Program out = program(id, source);
  out.common = "float f();";
  out.inputs = {{0, "buffer", "A", "linear", "clamp"}, {2, "texture", "/x.png", "", "repeat"}};
  out.buffers = {{"A", "void mainImage() {}", {{1, "buffer", "A", "", ""}}}};
  out.notes = {"sound pass dropped"};
  return out;
}

}  // namespace

TEST_CASE("schema: the parts of a program are kept and read again") {
  TemporaryFolder folder;
  const Program in = with_parts("a", "x");
  Store(folder / "c.db", Store::Mode::create_or_open).add(in, "h", "");
  const Program out = Store(folder / "c.db", Store::Mode::read_only).find("a")->program;
  CHECK(out.common == in.common);
  CHECK(out.inputs == in.inputs);
  CHECK(out.buffers == in.buffers);
  CHECK(out.notes == in.notes);
}

TEST_CASE("schema: a corpus of version 1 is brought up to date when it is opened for writing") {
  for (const auto mode : {Store::Mode::create_or_open, Store::Mode::open_existing}) {
    TemporaryFolder folder;
    write_schema_1(folder / "c.db");
    {
      Store store(folder / "c.db", mode);
      CHECK(store.num_entries() == 2);
      CHECK(store.find("a")->program.buffers.empty());
      CHECK(store.add(with_parts("c", "z"), "h2", "").is_new);
    }
    const Store store(folder / "c.db", Store::Mode::read_only);
    CHECK(store.find("a")->dialect_reason == "because");
    CHECK(store.find("c")->program.common == "float f();");
  }
}

TEST_CASE("schema: a corpus of version 2 keeps its parts, and has statistics from then on") {
  TemporaryFolder folder;
  Store(folder / "c.db", Store::Mode::create_or_open).add(with_parts("a", "x"), "h", "");
  run_sql(folder / "c.db",
          "ALTER TABLE programs DROP COLUMN statistics; PRAGMA user_version = 2");
  CHECK(Store(folder / "c.db", Store::Mode::read_only).find("a")->program.statistics.empty());
  Program measured = program("b", "y");
  measured.statistics = {{"coverage", 0.5}, {"ms_per_megapixel", 12}};
  Store(folder / "c.db", Store::Mode::open_existing).add(measured, "h2", "");
  const Store store(folder / "c.db", Store::Mode::read_only);
  CHECK(store.find("a")->program.common == "float f();");
  CHECK(store.find("a")->program.statistics.empty());
  CHECK(store.find("b")->program.statistics == measured.statistics);
}

TEST_CASE("schema: read_only reads version 1 as it is and writes nothing") {
  TemporaryFolder folder;
  write_schema_1(folder / "c.db");
  const std::string before = base::read_file(folder / "c.db");
  {
    Store store(folder / "c.db", Store::Mode::read_only);
    CHECK(store.entries().size() == 2);
    CHECK(store.find("a")->program.inputs.empty());
    CHECK_THROWS_AS(store.add(program("d", "z"), "h3", ""), EnvironmentError);
  }
  CHECK(base::read_file(folder / "c.db") == before);
}

TEST_CASE(
    "schema: a program that version 1 refused for its passes keeps its id when they are known") {
  TemporaryFolder folder;
  write_schema_1(folder / "c.db");
  Store store(folder / "c.db", Store::Mode::open_existing);
  const Store::Added added = store.add(with_parts("b", "y"), "h2", "");
  CHECK(added.is_new);
  CHECK(added.id == "b");
  CHECK(store.num_entries() == 2);
  CHECK_FALSE(store.find("b")->refused);
  CHECK(store.find("b")->program.common == "float f();");
}

TEST_CASE("schema: refused items that differ in their parts are different items") {
  TemporaryFolder folder;
  Store store(folder / "c.db", Store::Mode::create_or_open);
  const corpus::Refusal refusal{Verdict::unsupported, "dialect", 0, "odd"};
  Program one = with_parts("a", "x"), two = one;
  two.buffers[0].source = "other";
  CHECK(store.add_refused(one, refusal).id == "a");
  CHECK(store.add_refused(two, refusal).id == "a-2");
  CHECK_FALSE(store.add_refused(one, refusal).is_new);
  CHECK_FALSE(store.add_refused(two, refusal).is_new);
  CHECK(store.add(two, "h", "").id == "a-2");
}

TEST_CASE("schema: parts that no version of ours writes are damage, not a crash") {
  for (const char* parts : {"{", "3", "{\"common\": 3}", "{\"inputs\": [{}]}", "{\"inputs\": 7}",
                            "{\"inputs\": [{\"channel\": 4, \"kind\": \"\", \"source\": \"\", "
                            "\"filter\": \"\", \"wrap\": \"\"}]}",
                            "{\"buffers\": [1]}", "{\"notes\": \"x\"}"}) {
    TemporaryFolder folder;
    Store(folder / "c.db", Store::Mode::create_or_open).add(program("a", "x"), "h", "");
    run_sql(folder / "c.db", base::concat("UPDATE programs SET parts = '", parts, "'"));
    const std::string message =
        message_of<UsageError>([&] { Store(folder / "c.db", Store::Mode::read_only).entries(); });
    CHECK_MESSAGE(contains(message, "damaged"), std::string(parts));
  }
}
