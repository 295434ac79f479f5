#include <doctest/doctest.h>
#include <fcntl.h>

#include <csignal>
#include <ctime>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/corpus/import.h"
#include "tests/corpus/corpus_support.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;
using namespace progpretrain::testing;
using corpus::Entry;
using corpus::ImportCounts;
using corpus::ImportOptions;
using corpus::Store;
namespace fs = std::filesystem;

namespace {

std::string usage_error(Setting& setting, const std::vector<fs::path>& paths) {
  const std::string message = message_of<UsageError>([&] { setting.import(paths); });
  CHECK_FALSE(message.empty());
  CHECK(message.find('\n') == std::string::npos);
  CHECK(setting.store.num_entries() == 0);
  return message;
}

}  // namespace

TEST_CASE("import: a folder yields its programs in sorted order, with origin and dialect") {
  Setting setting;
  setting.write("b.glsl", "int b;");
  setting.write("sub/a.frag", "// dialect: shadertoy\nint a;");
  setting.write("a.txt", "int t;");
  setting.write("README.txt", "words");
  setting.write(".hidden/x.glsl", "int x;");
  setting.write("picture.png", "x");
  const ImportCounts counts = setting.import();
  CHECK(counts.added == 3);
  CHECK(counts.refused + counts.duplicates + counts.already_there == 0);
  CHECK(setting.ids() == std::vector<std::string>{"a", "b", "a-2"});
  const Entry entry = *setting.store.find("a-2");
  CHECK(entry.program.origin == (setting.sources / "sub" / "a.frag").string());
  CHECK(entry.program.dialect == "shadertoy");
  CHECK(entry.dialect_reason == "a test");
  CHECK(entry.program.family.empty());
}

TEST_CASE("import: duplicates and refusals are rows, counted apart") {
  Setting setting;
  setting.write("a.glsl", "int x;");
  setting.write("b.glsl", "int  x ;\n");
  setting.write("c.glsl", "what?");
  setting.write("d.glsl", " \n");
  setting.write("e.json", "{ broken");
  const ImportCounts counts = setting.import();
  CHECK(counts.added == 1);
  CHECK(counts.duplicates == 1);
  CHECK(counts.refused == 3);
  CHECK(setting.store.num_entries() == 5);
  CHECK(setting.store.find("b")->duplicate_of == "a");
  const Entry odd = *setting.store.find("c");
  CHECK(odd.refused->stage == "dialect");
  CHECK(odd.refused->line == 2);
  CHECK(odd.program.source == "what?");
  CHECK(setting.store.find("d")->refused->reason == "source is empty");
  CHECK(setting.store.find("e")->refused->stage == "read");
}

TEST_CASE("import: running again adds nothing") {
  Setting setting;
  setting.write("a.glsl", "int x;");
  setting.write("b.glsl", "int x ;");
  setting.write("c.glsl", "what?");
  setting.write("e.json", "{ broken");
  setting.import();
  const auto before = setting.store.num_entries();
  const ImportCounts counts = setting.import();
  CHECK(counts.already_there == 4);
  CHECK(counts.added + counts.duplicates + counts.refused == 0);
  CHECK(setting.store.num_entries() == before);
}

TEST_CASE("import: standard input holds what any file may hold, told by its content") {
  Setting setting;
  write_zip(setting.folder / "zip", {{"a.glsl", "int z;"}});
  const auto import_from = [&](const std::string& bytes) {
    write_source(setting.folder / "input", bytes);
    // In a child, whose standard input may be replaced.
    return in_child([&] {
      dup2(open((setting.folder / "input").c_str(), O_RDONLY), STDIN_FILENO);
      Store store(setting.folder / "stdin.db", Store::Mode::create_or_open);
      const ImportCounts counts =
          corpus::import_sources(store, {{"-", setting.folder / "zip"}, ""}, classify, {});
      return static_cast<int>(10 * counts.added + counts.already_there);
    });
  };
  CHECK(import_from("int a;") == 20);
  CHECK(import_from("{\"id\": \"x\", \"image_code\": \"int b;\"}") == 11);
  CHECK(import_from("{\"image_code\": \"int c;\"}\n{\"image_code\": \"int d;\"}\n") == 21);
  CHECK(import_from(base::read_file(setting.folder / "zip")) == 1);  // a duplicate
  CHECK(import_from("") == -1);
  CHECK(import_from("\x1f\x8b") == -1);
  CHECK(import_from(std::string("int e;\0", 7)) == 11);
  const Store store(setting.folder / "stdin.db", Store::Mode::read_only);
  CHECK(store.find("stdin")->program.origin == "stdin");
  CHECK(store.find("stdin-2")->program.source == "int d;");
}

TEST_CASE("import: programs whose licence is not wanted are counted and leave no row") {
  Setting setting;
  setting.write("a.glsl", "// licence: CC0-1.0\nint a;");
  setting.write("b.glsl", "// licence: cc-by-nc-4.0\nint b;");
  setting.write("c.glsl", "int c;");
  setting.write("d.glsl", "// licence: MIT\nodd?");
  setting.write("e.glsl", "// licence: CC-BY-NC-4.0\nodd?");
  setting.write("f.json", "{ broken");
  const auto import = [&](const corpus::LicenceFilter& filter) {
    return corpus::import_sources(setting.store, {{setting.sources}, "", filter}, classify, {});
  };
  const ImportCounts open = import({{"CC0-1.0", "mit"}, {}});
  CHECK(open.added == 1);
  CHECK(open.refused == 2);  // d, and f of which nothing is known
  CHECK(open.left_out == 3);
  CHECK(setting.ids() == std::vector<std::string>{"a", "d", "f"});
  const ImportCounts rest = import({{}, {"CC-BY-NC*"}});
  CHECK(rest.added == 1);
  CHECK(rest.left_out == 2);
  CHECK(setting.store.find("c"));
}

TEST_CASE("import: a file of lines that is read in pieces keeps its line numbers") {
  Setting setting;
  std::string lines;
  const std::string padding(1u << 20, ' ');
  for (int i = 1; i <= 40; ++i)
    lines += i % 10 == 0 ? "{ broken\n"
                         : base::concat("{\"image_code\": \"int x", i, ";\"}", padding, "\r\n");
  setting.write("rows.jsonl", lines);
  const ImportCounts counts = setting.import();
  CHECK(counts.added == 36);
  CHECK(counts.refused == 4);
  CHECK(setting.store.find("rows-39")->program.source == "int x39;");
  CHECK(contains(setting.store.find("rows-40")->refused->reason, "line 40: not valid JSON"));
  CHECK(setting.import({setting.sources / "rows.jsonl"}).already_there == 40);
}

TEST_CASE("import: a file of lines whose beginning is broken is imported, none of programs is not") {
  Setting setting;
  const std::string junk(9u << 20, 'x');  // longer than a piece
  setting.write("rows.jsonl", junk + "\n{\"id\": \"a\", \"image_code\": \"int a;\"}\n");
  const ImportCounts named = setting.import({setting.sources / "rows.jsonl"});
  CHECK(named.added == 1);
  CHECK(named.refused == 1);
  CHECK(setting.import().already_there == 2);
  setting.write("none.jsonl", "not json\n{}\n[]\n");
  CHECK(contains(message_of<UsageError>([&] { setting.import({setting.sources / "none.jsonl"}); }),
                 "none.jsonl: line 1: not valid JSON"));
  CHECK(setting.import().refused == 1);
}

TEST_CASE("import: a corrected file takes the place of the refused row of its origin") {
  Setting setting;
  setting.write("mine.glsl", "what?");
  setting.import();
  setting.write("mine.glsl", "// title: better\nstill odd?");
  CHECK(setting.import().refused == 1);
  CHECK(setting.store.find("mine")->program.title == "better");
  setting.write("mine.glsl", "int good;");
  CHECK(setting.import().added == 1);
  CHECK(setting.ids() == std::vector<std::string>{"mine"});
  CHECK_FALSE(setting.store.find("mine")->refused);
  CHECK(setting.store.find("mine")->program.source == "int good;");
  CHECK(setting.store.find("mine")->program.title.empty());
  // Refused in translation, with a verdict of a driver.
  setting.store.set_refused("mine", corpus::Refusal{corpus::Verdict::parse_error, "compile", 1, "r"});
  setting.store.set_screening("mine", "driver", {});
  setting.write("mine.glsl", "int better;");
  CHECK(setting.import().added == 1);
  const Entry entry = *setting.store.find("mine", "driver");
  CHECK(entry.program.source == "int better;");
  CHECK_FALSE(entry.refused);
  CHECK_FALSE(entry.screening);
  CHECK(setting.import().already_there == 1);
  // What is drawn stays beside the new text.
  setting.write("mine.glsl", "int other;");
  setting.import();
  CHECK(setting.ids() == std::vector<std::string>{"mine", "mine-2"});
}

TEST_CASE("import: refused programs of one name in one file do not replace each other") {
  Setting setting;
  setting.write("rows.jsonl",
                "{\"id\": \"a\", \"image_code\": \"odd?\"}\n{\"id\": \"a\", \"image_code\": \"odder?\"}\n"
                "{\"id\": \"a\", \"image_code\": \"int a;\"}\n");
  setting.import();
  CHECK(setting.ids() == std::vector<std::string>{"a", "a-2", "a-3"});
  CHECK(setting.import().already_there == 3);
}

TEST_CASE("import: a given dialect holds for all programs") {
  Setting setting;
  setting.write("a.glsl", "// dialect: shadertoy\nint x;");
  setting.import({setting.sources}, "twigl:geek");
  CHECK(setting.store.find("a")->program.dialect == "twigl:geek");
}

TEST_CASE("import: files, folders and archives may be named together") {
  Setting setting;
  setting.write("a.glsl", "int a;");
  setting.write("sub/b.glsl", "int b;");
  write_zip(setting.folder / "pack.zip", {{"c.glsl", "int c;"}});
  const ImportCounts counts =
      setting.import({setting.sources / "a.glsl", setting.folder / "pack.zip",
                      setting.sources / "sub" / "." / ".."});
  CHECK(counts.added == 3);
  CHECK(counts.already_there == 1);
  CHECK(setting.store.find("c")->program.origin ==
        (setting.folder / "pack.zip").string() + "!c.glsl");
}

TEST_CASE(
    "import: a source that cannot be right is one line that names it, and nothing is written") {
  Setting setting;
  setting.write("good.glsl", "int a;");
  const fs::path good = setting.sources / "good.glsl", none = setting.folder / "none.glsl";
  CHECK(contains(usage_error(setting, {good, none}), "none.glsl': no such file or folder"));

  write_source(setting.folder / "bad.zip", "PK\x03\x04 cut off");
  CHECK(contains(usage_error(setting, {good, setting.folder / "bad.zip"}), "bad.zip: "));
  write_source(setting.folder / "bad.json", "{\"Shader\": ");
  CHECK(contains(usage_error(setting, {good, setting.folder / "bad.json"}),
                 "bad.json: not valid JSON"));
  write_source(setting.folder / "deep.json", std::string(10'000, '['));
  CHECK(contains(usage_error(setting, {good, setting.folder / "deep.json"}), "deep.json: "));
  write_source(setting.folder / "x.png", std::string("\x89PNG\0", 5));
  CHECK(
      contains(usage_error(setting, {good, setting.folder / "x.png"}), "x.png: holds no programs"));
  CHECK(contains(usage_error(setting, {good, "/dev/null"}), "/dev/null: is neither"));
}

TEST_CASE("import: a folder or file without programs says what was looked for") {
  Setting setting;
  setting.write("notes.md", "words");
  const std::string message = usage_error(setting, {setting.sources});
  CHECK(contains(message, setting.sources.string() + ": holds no programs (looked for *.zip"));
  CHECK(contains(message, "*.glsl"));
  setting.write("package-of-mine.json", "{\"name\": \"x\"}");
  CHECK(contains(usage_error(setting, {setting.sources}), "holds no programs"));
}

TEST_CASE("import: inside folders the same faults are refused items and the rest goes on") {
  Setting setting;
  setting.write("bad.zip", "PK\x03\x04 cut off");
  setting.write("deep.json", std::string(10'000, '['));
  setting.write("good.glsl", "int a;");
  setting.write("huge.glsl", std::string((8u << 20) + 1, 'x'));
  const ImportCounts counts = setting.import();
  CHECK(counts.added == 1);
  CHECK(counts.refused == 3);
  CHECK(setting.store.find("huge")->refused->reason == "source is larger than 8 MiB");
  CHECK(contains(setting.store.find("deep")->refused->reason, "nested deeper"));
  CHECK(contains(setting.store.find("bad")->refused->reason, "cannot be opened as a zip"));
}

TEST_CASE("import: a file named directly that is too large is a refused item") {
  Setting setting;
  setting.write("huge.glsl", std::string((8u << 20) + 1, 'x'));
  const ImportCounts counts = setting.import({setting.sources / "huge.glsl"});
  CHECK(counts.refused == 1);
}

TEST_CASE("import: links inside folders are not followed, one named by the user is") {
  Setting setting;
  setting.write("a.glsl", "int a;");
  write_source(setting.folder / "outside" / "b.glsl", "int b;");
  fs::create_symlink(setting.folder / "outside" / "b.glsl", setting.sources / "b.glsl");
  fs::create_directory_symlink(setting.folder / "outside", setting.sources / "linked");
  fs::create_directory_symlink(setting.sources, setting.sources / "loop");
  const ImportCounts counts = setting.import();
  CHECK(counts.added == 1);
  CHECK(counts.skipped == std::map<std::string, uint64_t>{{"symlink", 3}});
  CHECK(setting.import({setting.sources / "b.glsl"}).added == 1);
}

TEST_CASE("import: files that hold no program are counted by their kind, in folders and archives") {
  Setting setting;
  setting.write("a.glsl", "int a;");
  setting.write("b.png", "x");
  setting.write("c.PNG", "x");
  setting.write("package.json", "{\"name\": 1}");
  setting.write("other.json", "{\"name\": 1}");
  setting.write("odd.\xE9", "x");
  setting.write(".git/x.glsl", "int x;");
  setting.write(".git/y.glsl", "int y;");
  setting.write("twigl/codes/k.fragment", "void main() {}");
  setting.write("twigl/modes/k.fragment", "geek\nFalse\nFalse\nFalse\n");
  write_zip(setting.sources / "p.zip", {{"z.glsl", "int z;"}, {"z.md", "words"}});
  const ImportCounts counts = setting.import();
  CHECK(counts.added == 3);
  CHECK(counts.skipped == std::map<std::string, uint64_t>{{".json", 2},
                                                          {".md", 1},
                                                          {".png", 2},
                                                          {".\xEF\xBF\xBD", 1},
                                                          {"hidden", 1}});
}

TEST_CASE("import: names of files that are no UTF-8 do not spoil the rows") {
  Setting setting;
  setting.write("caf\xE9.glsl", "int a;");
  setting.import();
  CHECK(setting.ids() == std::vector<std::string>{"caf\xEF\xBF\xBD"});
  CHECK_NOTHROW(base::Json(setting.store.entries()[0].program.origin).dump());
}

TEST_CASE("import: progress tells every item, and an exception from it costs the open group only") {
  Setting setting;
  for (int i = 0; i < 600; ++i)
    setting.write(base::concat("p", 1000 + i, ".glsl"), base::concat("int x", i, ";"));
  uint64_t last = 0;
  const auto stop = [&](uint64_t items, const ImportCounts& counts) {
    CHECK(items == last + 1);
    CHECK(counts.added == items);
    last = items;
    if (items == 400) throw std::runtime_error("interrupted");
  };
  CHECK_THROWS_WITH(corpus::import_sources(setting.store, {{setting.sources}, ""}, classify, stop),
                    "interrupted");
  const auto kept = setting.store.num_entries();
  CHECK(kept > 0);
  CHECK(kept <= 400);
  const ImportCounts counts = setting.import();
  CHECK(counts.already_there == kept);
  CHECK(setting.store.num_entries() == 600);
}

TEST_CASE("import: killed at any moment and run again, the corpus is as if nothing had happened") {
  TemporaryFolder folder;
  for (int i = 0; i < 1000; ++i)
    write_source(folder.path() / "s" / base::concat("p", i % 500, "_", i, ".glsl"),
                 i % 7 == 0 ? base::concat("odd?", i) : base::concat("int x", i / 2, ";"));
  const ImportOptions options{{folder / "s"}, ""};
  const auto rows = [](const Store& store) {
    std::vector<std::string> out;
    for (const Entry& e : store.entries())
      out.push_back(e.program.id + "|" + e.content_hash + "|" + e.duplicate_of + "|" +
                    (e.refused ? e.refused->reason : ""));
    return out;
  };
  Store whole(folder / "whole.db", Store::Mode::create_or_open);
  corpus::import_sources(whole, options, classify, {});
  for (const uint64_t moment : {1u, 255u, 256u, 257u, 700u, 999u}) {
    const fs::path path = folder / (base::concat("killed", moment, ".db"));
    in_child([&] {
      Store store(path, Store::Mode::create_or_open);
      corpus::import_sources(store, options, classify, [&](uint64_t items, const ImportCounts&) {
        if (items == moment) kill(getpid(), SIGKILL);
      });
      return 0;
    });
    Store store(path, Store::Mode::create_or_open);
    CHECK(store.num_entries() == moment / 256 * 256);
    corpus::import_sources(store, options, classify, {});
    CHECK(rows(store) == rows(whole));
    CHECK(store.fingerprint() == whole.fingerprint());
  }
}

TEST_CASE("import: 20,000 programs of real size take seconds") {
  Setting setting;
  std::string lines;
  for (int i = 0; i < 20'000; ++i)
    lines += base::Json{{"id", base::concat("s", i)},
                        {"image_code", std::to_string(i) + std::string(2500, 'x')}}
                 .dump() +
             "\n";
  setting.write("rows.jsonl", lines);
  const std::clock_t start = std::clock();  // processor time: a loaded machine does not fail this
  CHECK(setting.import().added == 20'000);
  const double elapsed_s = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  MESSAGE("import took ", elapsed_s, " s of processor time");
  CHECK(elapsed_s < 15.0);  // some 1 s when optimised, 5 s under a sanitizer
  CHECK(setting.store.entries().size() == 20'000);
}
