// Everything that a stranger may put into a collection, at once, through the commands that a user
// types: nothing of it crashes, climbs out of its place, runs in a page, or stops the rest.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "tests/corpus/tar_support.h"
#include "tests/corpus/zip_support.h"
#include "tests/support/hostile_programs.h"
#include "tests/tools/small_corpus.h"

using namespace progpretrain;
using namespace std::string_literals;
using testing::json_of;
using testing::run_tool;
namespace fs = std::filesystem;

namespace {

const std::string kNastyIds[] = {"'; DROP TABLE programs; --",
                                 "../../etc/passwd",
                                 "/etc/passwd",
                                 "<script>alert(1)</script>",
                                 "a\"b\\c/d",
                                 "nul\0byte"s,
                                 "caf\xE9",
                                 std::string(5000, 'x'),
                                 "%s%n",
                                 "..",
                                 "-o",
                                 "\xF0\x9F\x8C\x8A",
                                 "line\nbreak",
                                 " "};

/// A picture of its own for every number.
std::string innocent(size_t number) {
  return testing::image_program("o = vec4(fract(p / iResolution.xy + iTime * 0.1), " +
                                std::to_string(number) + ".0 / 256.0, 1.0);");
}

base::Json shader(const std::string& text, const std::string& code) {
  return {
      {"info",
       {{"id", text}, {"name", text}, {"username", text}, {"description", text}, {"tags", {text}}}},
      {"renderpass",
       {{{"type", "image"}, {"name", text}, {"code", code}, {"inputs", base::Json::array()}}}}};
}

void write_hostile_set(const fs::path& place) {
  const auto write = [&](const std::string& name, const std::string& bytes) {
    base::write_file_atomically(place / name, bytes);
  };
  for (const auto& program : testing::hostile_programs())
    write("programs/" + program.id + ".glsl", program.source);
  size_t number = 0;
  base::Json list = base::Json::array();
  for (const std::string& id : kNastyIds) list.push_back(shader(id, innocent(++number)));
  write("nasty.json", list.dump(-1, ' ', false, base::Json::error_handler_t::replace));
  testing::write_zip(place / "climbing.zip", {{"../../../evil.glsl", innocent(50)},
                                              {"/evil.glsl", innocent(51)},
                                              {"link.glsl", "/etc/passwd", true}});
  write("climbing.tar.gz", testing::tar_bytes({{"../../../evil.frag", innocent(52)},
                                               {"out", "", AE_IFLNK, "/etc"},
                                               {"out/evil.frag", innocent(53)}},
                                              testing::TarKind::tar_gz));
  testing::write_zip(place / "bomb.zip",
                     {{"bomb.glsl", std::string(7u << 20, ' ')}, {"beside.glsl", innocent(54)}});
  write("bomb.tar.gz",
        testing::tar_bytes({{"bomb.glsl", std::string(40u << 20, ' ')}}, testing::TarKind::tar_gz));
  write("cut.zip", "PK\x03\x04 and nothing more");
  write("deep.json", std::string(10'000, '['));
  write("deep.jsonl", base::Json{{"id", "line1"}, {"image_code", innocent(55)}}.dump() + "\n{\"image_code\": " +
                          std::string(10'000, '[') + "\n");
  write("huge.glsl", "// " + std::string(10u << 20, 'x') + "\n" + innocent(56));
  write("empty.glsl", "");
  write("marks.glsl", "\xEF\xBB\xBF// caf\xE9 \xFF\xC0\x80\r\n" + innocent(57) + "\0\0"s);
  write("notes.md", "<script>alert(1)</script>");
  fs::create_symlink("/dev/zero", place / "zero.glsl");
  fs::create_directory_symlink(place, place / "again");
}

std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    names.insert(entry.path().filename().string());
  return names;
}

void check_inert(const std::string& html) {
  CHECK(html.find("<script>alert") == std::string::npos);
  CHECK(html.find("DROP TABLE") != std::string::npos);  // it is there, as text
}

}  // namespace

TEST_CASE(
    "hostile set: import, screen, report, pictures and gallery go through it, and nothing leaves "
    "its place") {
  const testing::TemporaryFolder folder;
  write_hostile_set(folder / "in/deep/down/set");
  const std::string corpus = (folder / "c.db").string(),
                    set = (folder / "in/deep/down/set").string();
  const std::map<std::string, std::string> cache{
      {"PROGPRETRAIN_CACHE", (folder / "cache").string()}};
  const auto run = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--device", "cpu", "--corpus", corpus});
    const auto result = run_tool(arguments, cache);
    CHECK_MESSAGE(result.exit_code == 0, result.err);
    return result;
  };
  run({"import", set});
  run({"screen", "--compile-limit", "10", "--draw-limit", "30", "--report",
       (folder / "report").string()});
  std::map<std::string, base::Json> rows;
  const auto listed = json_of(run({"list", "--json"}));
  for (const auto& row : listed["programs"]) rows[row["id"]] = row;
  REQUIRE(rows.size() == listed["programs"].size());

  for (const auto& [id, row] : rows) {
    INFO(id << ": " << row["verdict"] << " " << row["reason"]);
    CHECK(row["verdict"] != "unscreened");
    CHECK(row["verdict"] != "compiler_crash");
    CHECK(row["verdict"] != "device_lost");
    CHECK(row["verdict"] == (row["reason"] == "" ? "ok" : row["verdict"].get<std::string>()));
  }
  using End = testing::HostileProgram::End;
  for (const auto& program : testing::hostile_programs()) {
    INFO(program.id);
    REQUIRE(rows.contains(program.id));
    if (program.end == End::refused) CHECK(rows[program.id]["verdict"] != "ok");
    if (program.end != End::refused && program.end != End::any)
      CHECK(rows[program.id]["verdict"] == "ok");
  }
  size_t num_nasty = 0, num_evil = 0;
  for (const auto& [id, row] : rows) {
    const std::string origin = row["origin"];
    if (origin.find("nasty.json") != std::string::npos) num_nasty += row["verdict"] == "ok" ? 1 : 0;
    if (origin.find("climbing") != std::string::npos) num_evil += row["verdict"] == "ok" ? 1 : 0;
    CHECK(origin.find("/etc/passwd") == std::string::npos);
  }
  CHECK(num_nasty == std::size(kNastyIds));
  CHECK(num_evil == 4);
  for (const std::string id : {"beside", "marks", "line1"})
    CHECK_MESSAGE(rows[id]["verdict"] == "ok", id);
  for (const std::string id : {"bomb", "huge", "empty", "deep"})
    CHECK_MESSAGE(rows[id]["verdict"] != "ok", id);

  // Pictures: one file each, all of them in the folder.
  run({"render", "--all", "--size", "16", "-o", (folder / "pictures").string()});
  const auto index =
      base::parse_json(base::read_file(folder / "pictures" / "frames.json"), "frames.json");
  std::set<std::string> expected{"frames.json"};
  for (const std::string file : index["files"]) expected.insert(file);
  CHECK(expected.size() == index["ids"].size() + 1);
  CHECK(names_in(folder / "pictures") == expected);
  run({"render", "--all", "--size", "16", "-o", (folder / "gallery.html").string()});
  check_inert(base::read_file(folder / "gallery.html"));
  for (const std::string name : {"index.html", "gallery.html"})
    check_inert(base::read_file(folder / "report" / name));
  for (const std::string& id : {kNastyIds[0], kNastyIds[1], kNastyIds[3]})
    CHECK(json_of(run({"show", "--json", id}))["title"] == id);

  std::set<std::string> here = names_in(folder.path());
  for (const char* ending : {"-wal", "-shm"}) here.erase("c.db"s + ending);
  CHECK(here == std::set<std::string>{"c.db", "cache", "gallery.html", "in", "pictures", "report"});
  CHECK(names_in(folder / "in") == std::set<std::string>{"deep"});
  CHECK(names_in(folder / "in/deep") == std::set<std::string>{"down"});
  CHECK(names_in(folder / "in/deep/down") == std::set<std::string>{"set"});
  CHECK_FALSE(fs::exists("/evil.glsl"));
  CHECK(json_of(run({"list", "--json"}))["programs"].size() ==
        rows.size());  // the table is still there
}
