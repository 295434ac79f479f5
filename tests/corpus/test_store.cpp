#include <doctest/doctest.h>

#include <functional>
#include <set>

#include "engine/base/check.h"
#include "engine/corpus/store.h"
#include "tests/corpus/corpus_support.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;
using namespace progpretrain::testing;
using corpus::Entry;
using corpus::Refusal;
using corpus::Screening;
using corpus::Store;
using corpus::Verdict;

namespace {

std::vector<std::string> ids(const Store& store) {
  std::vector<std::string> out;
  for (const Entry& entry : store.entries()) out.push_back(entry.program.id);
  return out;
}

const std::string kHostile = "'; DROP TABLE programs; -- \"<script>\xE2\x82\xAC";

}  // namespace

TEST_CASE("store: what is added is read again, field by field, after closing") {
  TemporaryFolder folder;
  corpus::Program in = program(kHostile, "line 1\nline 2 " + kHostile, "a/b.zip!c");
  in.dialect = "twigl:geek";
  in.title = "T " + kHostile;
  in.author = "A";
  in.description = "D";
  in.family = "F";
  in.licence = "CC0-1.0";
  in.tags = {"x", kHostile};
  Store(folder / "c.db", Store::Mode::create_or_open).add(in, "hash", "because");
  const Store store(folder / "c.db", Store::Mode::open_existing);
  REQUIRE(store.num_entries() == 1);
  const Entry out = store.entries().at(0);
  CHECK(out.program.id == kHostile);
  CHECK(out.program.source == in.source);
  CHECK(out.program.origin == in.origin);
  CHECK(out.program.dialect == in.dialect);
  CHECK(out.program.title == in.title);
  CHECK(out.program.author == "A");
  CHECK(out.program.description == "D");
  CHECK(out.program.family == "F");
  CHECK(out.program.licence == "CC0-1.0");
  CHECK(out.program.tags == in.tags);
  CHECK(out.content_hash == "hash");
  CHECK(out.dialect_reason == "because");
  CHECK(out.duplicate_of.empty());
  CHECK_FALSE(out.refused);
  CHECK_FALSE(out.screening);
  CHECK(store.find(kHostile)->program.title == in.title);
  CHECK_FALSE(store.find("none"));
}

TEST_CASE("store: ids are made unique in the order of import, also around ids that look numbered") {
  TemporaryFolder folder;
  Store store(folder / "c.db", Store::Mode::create_or_open);
  CHECK(store.add(program("a", "1", "o1"), "h1", "").id == "a");
  CHECK(store.add(program("a-2", "2", "o2"), "h2", "").id == "a-2");
  CHECK(store.add(program("a", "3", "o3"), "h3", "").id == "a-3");
  CHECK(store.add_refused(program("a", "", "o4"), {Verdict::parse_error, "read", 0, "r"}).id ==
        "a-4");
  CHECK(store.add(program("a-2", "5", "o5"), "h5", "").id == "a-2-2");
  CHECK(ids(store) == std::vector<std::string>{"a", "a-2", "a-3", "a-4", "a-2-2"});
}

TEST_CASE("store: the same origin and content again adds nothing, other content there does") {
  TemporaryFolder folder;
  Store store(folder / "c.db", Store::Mode::create_or_open);
  CHECK(store.add(program("a", "1"), "h1", "").is_new);
  const Store::Added again = store.add(program("a", "1"), "h1", "");
  CHECK_FALSE(again.is_new);
  CHECK(again.id == "a");
  CHECK(store.add(program("a", "2"), "h2", "").id == "a-2");
  CHECK(store.num_entries() == 2);
}

TEST_CASE("store: a duplicate is a row of its own that names the first of its content") {
  TemporaryFolder folder;
  Store store(folder / "c.db", Store::Mode::create_or_open);
  store.add(program("a", "x", "o1"), "h", "");
  CHECK(store.add(program("b", "x ", "o2"), "h", "").duplicate_of == "a");
  CHECK(store.add(program("c", "x  ", "o3"), "h", "").duplicate_of == "a");
  const Store::Added again = store.add(program("c", "x  ", "o3"), "h", "");
  CHECK_FALSE(again.is_new);
  CHECK(again.duplicate_of == "a");
  CHECK(store.find("b")->duplicate_of == "a");
  CHECK(store.num_entries() == 3);
}

TEST_CASE("store: a refused item keeps what is known of it, and is not added twice") {
  TemporaryFolder folder;
  Store store(folder / "c.db", Store::Mode::create_or_open);
  const Refusal refusal{Verdict::unsupported, "read", 7, "needs " + kHostile};
  CHECK(store.add_refused(program("a", "text"), refusal).is_new);
  CHECK_FALSE(
      store.add_refused(program("a", "text"), {Verdict::parse_error, "read", 8, "later"}).is_new);
  CHECK(store.add_refused(program("b", ""), refusal).is_new);
  CHECK(store.num_entries() == 2);
  const Entry entry = *store.find("a");
  CHECK(entry.program.source == "text");
  CHECK(entry.content_hash.empty());
  REQUIRE(entry.refused);
  CHECK(entry.refused->verdict == Verdict::parse_error);
  CHECK(entry.refused->line == 8);
  CHECK(entry.refused->reason == "later");
  CHECK(store.find("b")->refused->reason == "needs " + kHostile);
}

TEST_CASE("store: an item that was refused once and is understood now keeps its id") {
  TemporaryFolder folder;
  Store store(folder / "c.db", Store::Mode::create_or_open);
  store.add_refused(program("a", "text"), {Verdict::unsupported, "dialect", 0, "unknown"});
  const Store::Added added = store.add(program("a", "text"), "h", "now known");
  CHECK(added.is_new);
  CHECK(added.id == "a");
  CHECK(store.num_entries() == 1);
  CHECK_FALSE(store.find("a")->refused);
  CHECK(store.find("a")->content_hash == "h");
}

TEST_CASE("store: a refusal in translation is set, replaced and cleared") {
  TemporaryFolder folder;
  Store store(folder / "c.db", Store::Mode::create_or_open);
  store.add(program("a", "x"), "h", "");
  store.set_refused("a", Refusal{Verdict::parse_error, "compile", 12, "syntax error"});
  CHECK(store.find("a")->refused->line == 12);
  CHECK(store.find("a")->content_hash == "h");
  store.set_refused("a", std::nullopt);
  CHECK_FALSE(store.find("a")->refused);
  CHECK_THROWS_AS(store.set_refused("none", std::nullopt), InvariantError);
  CHECK_THROWS_AS(store.set_refused("none", Refusal{}), InvariantError);
}

TEST_CASE("store: verdicts belong to a driver key") {
  TemporaryFolder folder;
  Store store(folder / "c.db", Store::Mode::create_or_open);
  store.add(program("a", "x"), "h", "");
  store.add(program("b", "y"), "h2", "");
  Screening first;
  first.flags = {"nan", "static"};
  first.measurements = {{"draw_ms", 1.5}, {"png_bytes", 812}};
  store.set_screening("a", "driver 1", first);
  Screening second;
  second.verdict = Verdict::draw_timeout;
  second.stage = "draw";
  second.line = 3;
  second.reason = "took 2.1 s";
  store.set_screening("a", "driver 2", second);

  CHECK_FALSE(store.find("a")->screening);
  CHECK_FALSE(store.find("a", "driver 3")->screening);
  CHECK_FALSE(store.find("b", "driver 1")->screening);
  const Screening out = *store.entries("driver 1").at(0).screening;
  CHECK(out.verdict == Verdict::ok);
  CHECK(out.flags == first.flags);
  CHECK(out.measurements == first.measurements);
  const Screening other = *store.find("a", "driver 2")->screening;
  CHECK(other.verdict == Verdict::draw_timeout);
  CHECK(other.stage == "draw");
  CHECK(other.line == 3);
  CHECK(other.reason == "took 2.1 s");

  store.set_screening("a", "driver 2", first);
  CHECK(store.find("a", "driver 2")->screening->verdict == Verdict::ok);
  CHECK_THROWS_AS(store.set_screening("none", "driver 1", first), InvariantError);
}

TEST_CASE("store: a group lands together or not at all") {
  TemporaryFolder folder;
  {
    Store store(folder / "c.db", Store::Mode::create_or_open);
    store.begin();
    store.add(program("a", "1"), "h1", "");
    store.add(program("a", "2"), "h2", "");
    store.rollback();
    CHECK(store.num_entries() == 0);
    CHECK(store.add(program("a", "3"), "h3", "").id == "a");
    store.begin();
    store.add(program("b", "4"), "h4", "");
    store.commit();
    store.rollback();
    CHECK(store.num_entries() == 2);
    CHECK_THROWS_AS(store.commit(), InvariantError);
    store.begin();
    CHECK_THROWS_AS(store.begin(), InvariantError);
    store.add(program("c", "5"), "h5", "");
  }
  const Store store(folder / "c.db", Store::Mode::read_only);
  CHECK(ids(store) == std::vector<std::string>{"a", "b"});
}

TEST_CASE("store: the fingerprint depends on every row's name, licence and text, not on their order") {
  TemporaryFolder folder;
  const Refusal refusal{Verdict::parse_error, "read", 0, "r"};
  int number = 0;
  const auto fingerprint_of = [&](const std::function<void(Store&)>& change) {
    Store store(folder / (std::to_string(++number) + ".db"), Store::Mode::create_or_open);
    store.add(program("a", "x"), "h1", "");
    change(store);
    return store.fingerprint();
  };
  const auto add = [&](const std::string& id, const std::string& hash,
                       const std::string& licence = "MIT") {
    return [=](Store& store) {
      corpus::Program p = program(id, "y");
      p.licence = licence;
      store.add(p, hash, "");
    };
  };
  const auto add_refused = [&](const std::string& source) {
    return [=](Store& store) { store.add_refused(program("b", source), refusal); };
  };
  const std::string whole = fingerprint_of(add("b", "h2"));
  CHECK(whole.size() == 64);
  CHECK(whole == fingerprint_of(add("b", "h2")));
  std::set<std::string> others{whole};
  for (const auto& change : std::vector<std::function<void(Store&)>>{
           [](Store&) {}, add("c", "h2"), add("b", "h3"), add("b", "h2", "CC0-1.0"),
           add_refused("y"), add_refused("z")})
    CHECK(others.insert(fingerprint_of(change)).second);

  Store turned(folder / "turned.db", Store::Mode::create_or_open);
  add("b", "h2")(turned);
  turned.add(program("a", "x"), "h1", "");
  CHECK(turned.fingerprint() == whole);
  // What a device or a version makes of a program changes nothing.
  turned.set_refused("a", refusal);
  turned.set_screening("b", "key", {});
  CHECK(turned.fingerprint() == whole);
}

TEST_CASE("store: notes are kept with the corpus") {
  TemporaryFolder folder;
  Store store(folder / "c.db", Store::Mode::create_or_open);
  CHECK_FALSE(store.note("source"));
  store.set_note("source", "v1");
  store.set_note("source", "v2");
  CHECK(Store(folder / "c.db", Store::Mode::read_only).note("source") == "v2");
}

TEST_CASE("store: a reader sees what is committed while a writer is at work") {
  TemporaryFolder folder;
  Store writer(folder / "c.db", Store::Mode::create_or_open);
  writer.add(program("a", "x"), "h1", "");
  const Store reader(folder / "c.db", Store::Mode::read_only);
  writer.begin();
  writer.add(program("b", "y"), "h2", "");
  CHECK(reader.num_entries() == 1);
  writer.commit();
  CHECK(reader.num_entries() == 2);
}

TEST_CASE("store: read_only writes nothing and leaves no files beside the corpus") {
  TemporaryFolder folder;
  Store(folder / "c.db", Store::Mode::create_or_open).add(program("a", "x"), "h1", "");
  {
    Store store(folder / "c.db", Store::Mode::read_only);
    CHECK(contains(message_of<EnvironmentError>([&] { store.add(program("b", "y"), "h2", ""); }),
                   "cannot be written"));
    CHECK(store.num_entries() == 1);
  }
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("store: a store can be handed on") {
  TemporaryFolder folder;
  Store first(folder / "c.db", Store::Mode::create_or_open);
  first.add(program("a", "x"), "h1", "");
  Store second = std::move(first);
  CHECK(second.num_entries() == 1);
  CHECK(second.path() == folder / "c.db");
}
