// What strangers' files may hold: nothing of it crashes, hangs, leaks out of its field, or stops
// the rest.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include "engine/base/check.h"
#include "engine/corpus/import.h"
#include "tests/corpus/corpus_support.h"
#include "tests/corpus/tar_support.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;
using namespace progpretrain::testing;
using namespace std::string_literals;
using base::Json;
using corpus::Entry;
using corpus::Store;
namespace fs = std::filesystem;

namespace {

Json shader(const std::string& id, const std::string& title, const std::string& code) {
  return {{"info",
           {{"id", id},
            {"name", title},
            {"username", title},
            {"description", title},
            {"tags", {title}}}},
          {"renderpass", {{{"type", "image"}, {"code", code}, {"inputs", Json::array()}}}}};
}

const std::string kNasty[] = {"'; DROP TABLE programs; --",
                              "<script>alert(1)</script>",
                              "../../etc/passwd",
                              "a\"b\\c/d",
                              "line\nbreak\ttab",
                              "nul\0byte"s,
                              "caf\xE9",
                              std::string(5000, 'x'),
                              "%s%n",
                              "\xF0\x9F\x8C\x8A",
                              "",
                              " "};

}  // namespace

TEST_CASE("hostile: nasty ids and titles are text in rows, nothing else") {
  Setting setting;
  int number = 0;
  for (const std::string& text : kNasty)
    setting.write(base::concat("s", 10 + number++, ".json"),
                  shader(text, text, base::concat("int x", number, ";"))
                      .dump(-1, ' ', false, Json::error_handler_t::replace));
  const auto counts = setting.import();
  CHECK(counts.added == std::size(kNasty));
  CHECK(setting.store.find("'; DROP TABLE programs; --")->program.title == kNasty[0]);
  CHECK(setting.store.find("<script>alert(1)</script>")->program.title == kNasty[1]);
  CHECK(setting.store.find("../../etc/passwd"));
  for (const Entry& entry : setting.store.entries()) {
    CHECK_FALSE(entry.program.id.empty());
    CHECK(entry.program.id.size() <= 210);
    for (const std::string& field : {entry.program.id, entry.program.title, entry.program.author})
      CHECK(std::none_of(field.begin(), field.end(), [](char c) { return c >= 0 && c < 0x20; }));
  }
}

TEST_CASE(
    "hostile: NUL, byte order marks, CRLF and bytes that are no UTF-8 are mended, not refused") {
  Setting setting;
  setting.write("nul.glsl", "int a;\0int b;"s);
  setting.write("bom.glsl", "\xEF\xBB\xBFint c;");
  setting.write("crlf.glsl", "int d;\r\nint e;\rint f;");
  setting.write("latin.glsl", "int g; // \xE9\xFF\xC0\x80");
  setting.write("bom.json", "\xEF\xBB\xBF" + shader("j", "t", "int h;\r\n").dump());
  const auto counts = setting.import();
  CHECK(counts.added == 5);
  CHECK(setting.store.find("nul")->program.source == "int a; int b;");
  CHECK(setting.store.find("bom")->program.source == "int c;");
  CHECK(setting.store.find("crlf")->program.source == "int d;\nint e;\nint f;");
  CHECK(setting.store.find("j")->program.source == "int h;\n");
  for (const Entry& entry : setting.store.entries())
    CHECK_NOTHROW(Json(entry.program.source).dump());
}

TEST_CASE("hostile: sources of 0 bytes, of blanks and of 10 MB are refused with the reason") {
  Setting setting;
  setting.write("empty.glsl", "");
  setting.write("empty.json", "");
  setting.write("empty.jsonl", "");
  setting.write("empty.zip", "");
  setting.write("empty.tar.gz", "");
  setting.write("huge.glsl", std::string(10u << 20, 'x'));
  setting.write("huge.json", shader("huge-inside", "t", std::string(10u << 20, 'x')).dump());
  Json parts = {{"id", "huge-parts"}, {"image_code", "int texture(iChannel0);"}};
  parts["common_code"] = std::string(5u << 20, 'c') + " iChannel0 iChannel1";
  parts["buffer_a_code"] = std::string(4u << 20, 'a');
  parts["image_inputs"] = {
      {{"channel", 0}, {"ctype", "buffer"}, {"src", "/media/previz/buffer00.png"}}};
  setting.write("parts.jsonl", parts.dump());
  setting.write("ok.glsl", "int a;");
  const auto counts = setting.import();
  CHECK(counts.added == 1);
  CHECK(counts.refused == 7);
  CHECK(setting.store.find("huge")->refused->reason == "source is larger than 8 MiB");
  CHECK(setting.store.find("huge-inside")->refused->reason == "source is larger than 8 MiB");
  CHECK(setting.store.find("huge-parts")->refused->reason == "source is larger than 8 MiB");
  CHECK(setting.store.find("huge-parts")->program.common.empty());
  CHECK(setting.store.find("empty")->refused);
}

TEST_CASE("hostile: JSON nested 10,000 and 1,000,000 deep is a refusal in every container") {
  for (const int depth : {10'000, 1'000'000}) {
    Setting setting;
    const std::string deep(static_cast<size_t>(depth), '[');
    std::string objects;
    for (int i = 0; i < depth; ++i) objects += "{\"a\":";
    setting.write("deep.json", deep);
    setting.write("objects.json", objects);
    setting.write("deep.jsonl", deep + "\n" + shader("ok", "t", "int a;").dump() + "\n");
    setting.write("deep.fragment", "[{\"a\":" + deep);
    setting.write("info.json", "{\"Shader\": {\"info\": " + deep +
                                   std::string(static_cast<size_t>(depth), ']') + "}}");
    setting.write("isf.fs", "/*{\"A\": " + deep + std::string(static_cast<size_t>(depth), ']') +
                                "}*/ int b;");
    write_zip(setting.sources / "deep.zip", {{"deep.json", deep}});
    const auto counts = setting.import();
    CHECK(counts.added == 2);    // isf.fs, as a text, and the good line
    CHECK(counts.refused >= 6);
  }
}

TEST_CASE("hostile: a loop of links, a link to a device and a pipe in a folder are passed over") {
  Setting setting;
  setting.write("a.glsl", "int a;");
  fs::create_directory_symlink(setting.sources, setting.sources / "loop");
  fs::create_directory_symlink("/", setting.sources / "root");
  fs::create_symlink("/dev/zero", setting.sources / "zero.glsl");
  fs::create_symlink("nowhere", setting.sources / "broken.glsl");
  REQUIRE(mkfifo((setting.sources / "pipe.glsl").c_str(), 0600) == 0);
  CHECK(setting.import().added == 1);
  CHECK(setting.store.num_entries() == 1);
}

TEST_CASE("hostile: a mode file that is a link or a pipe is not opened") {
  Setting setting;
  setting.write("codes/a.fragment", "int a;");
  setting.write("codes/b.fragment", "int b;");
  fs::create_directory(setting.sources / "modes");
  fs::create_symlink("/dev/zero", setting.sources / "modes" / "a.fragment");
  REQUIRE(mkfifo((setting.sources / "modes" / "b.fragment").c_str(), 0600) == 0);
  CHECK(setting.import().added == 2);
}

TEST_CASE(
    "hostile: a file that may not be read is a refused item of its folder, the rest goes on") {
  TemporaryFolder folder;
  write_source(folder / "s" / "a.glsl", "int a;");
  write_source(folder / "s" / "secret.glsl", "int b;");
  write_source(folder / "s" / "secret.jsonl", "{}");
  for (const char* name : {"secret.glsl", "secret.jsonl"}) chmod((folder / "s" / name).c_str(), 0);
  chmod(folder.path().c_str(), 0777);
  const int result = in_child([&] {
    if (geteuid() == 0 && setuid(65534) != 0) return 9;
    if (access((folder / "s" / "a.glsl").c_str(), R_OK) != 0) return 9;
    Store store(folder / "c.db", Store::Mode::create_or_open);
    const auto counts = corpus::import_sources(store, {{folder / "s"}, ""}, classify, {});
    if (counts.added != 1 || counts.refused != 2) return 1;
    if (!contains(store.find("secret")->refused->reason, "Permission denied")) return 2;
    const std::string message = message_of<UsageError>([&] {
      corpus::import_sources(store, {{folder / "s" / "secret.glsl"}, ""}, classify, {});
    });
    return contains(message, "secret.glsl: Permission denied") ? 0 : 3;
  });
  if (result == 9)
    MESSAGE("SKIPPED: no user without rights can reach the temporary folder");
  else
    CHECK(result == 0);
}

TEST_CASE("hostile: what is left of a refused import of nothing is an empty store") {
  Setting setting;
  setting.write("a.tar.gz", tar_bytes({}, TarKind::tar_gz));
  CHECK(contains(message_of<UsageError>([&] { setting.import(); }), "holds no programs"));
  CHECK(setting.store.num_entries() == 0);
}
