// tools/get_shaders21k.sh with a list and programs of our own.
#include <doctest/doctest.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "engine/base/hash.h"
#include "tests/tools/small_corpus.h"

using namespace progpretrain;
using testing::json_of;
using testing::run_tool;

namespace {

std::string code(const std::string& number) {
  return "void mainImage(out vec4 o, in vec2 p) { o = vec4(sin(p.x * " + number + " + iTime)); }";
}

base::Json row(const std::string& id, const std::string& text) {
  return {{"id", id}, {"image_code", text}, {"license", "MIT"}};
}

std::string line_of(const std::string& id, const std::string& text) {
  return id + " " + base::sha256_hex(text + std::string(7, '\0')) + "\n";
}

/// Exit code and what was said, of the script.
std::pair<int, std::string> get(const testing::TemporaryFolder& folder, const std::string& source) {
  const std::string command =
      "PROGPRETRAIN='" PROGPRETRAIN_BUILD_FOLDER "/progpretrain' PROGPRETRAIN_SHADERS21K_HASHES='" +
      (folder / "list").string() +
      "' bash '" PROGPRETRAIN_SOURCE_FOLDER "/tools/get_shaders21k.sh' '" + source + "' '" +
      (folder / "c.db").string() + "' > '" + (folder / "said").string() + "' 2>&1";
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, base::read_file(folder / "said")};
}

}  // namespace

TEST_CASE("get_shaders21k: what matches its hash is imported, what differs or is missing is told") {
  const testing::TemporaryFolder folder;
  base::write_file_atomically(folder / "list",
                              line_of("aaaaaa", code("1.0")) + line_of("bbbbbb", code("2.0")) +
                                  line_of("cccccc", code("3.0")) + line_of("dddddd", code("4.0")));
  base::write_file_atomically(folder / "data" / "20k_2015-01.jsonl",
                              row("aaaaaa", code("1.0")).dump() + "\nbroken\n" +
                                  row("bbbbbb", code("2.5")).dump() + "\n" +
                                  row("foreign", code("9.0")).dump() + "\n");
  const base::Json site = {
      {"info", {{"id", "cccccc"}}},
      {"renderpass", {{{"type", "image"}, {"name", ""}, {"code", code("3.0")}}}}};
  base::write_file_atomically(folder / "data" / "c" / "cccccc.fragment", site.dump());
  const auto [status, said] = get(folder, (folder / "data").string());
  CAPTURE(said);
  CHECK(status == 0);
  CHECK(said.find("2 of 4 programs are as they were, 1 differ, 1 are missing; 1 others") !=
        std::string::npos);
  CHECK(said.find("differ:  bbbbbb") != std::string::npos);
  CHECK(said.find("missing: dddddd") != std::string::npos);
  const auto programs = json_of(run_tool(
      {"list", "--corpus", (folder / "c.db").string(), "--device", "cpu", "--json"}))["programs"];
  REQUIRE(programs.size() == 2);
  CHECK(programs[0]["id"] == "aaaaaa");
  CHECK(programs[0]["licence"] == "MIT");
  CHECK(programs[1]["id"] == "cccccc");
}

TEST_CASE("get_shaders21k: an archive behind a URL without a suffix, with odd rows that are passed over") {
  const testing::TemporaryFolder folder;
  base::write_file_atomically(folder / "list", line_of("aaaaaa", code("1.0")));
  const std::string odd =
      R"({"id": ["a"], "image_code": "x"}
{"id": "bbbbbb", "image_code": "x", "buffer_a_code": 7}
)";
  base::write_file_atomically(folder / "data" / "rows.jsonl",
                              odd + row("aaaaaa", code("1.0")).dump() + "\n");
  base::write_file_atomically(folder / "data" / "odd.json",
                              R"({"info": ["a"], "renderpass": ["image", {"type": 3}]})");
  for (const char* pack :
       {"tar -cf archive data", "python3 -m zipfile -c archive data/rows.jsonl data/odd.json"}) {
    CAPTURE(pack);
    const std::string command = "cd '" + (folder / "").string() + "' && rm -f archive && " + pack;
    REQUIRE(std::system(command.c_str()) == 0);
    const auto [status, said] = get(folder, "file://" + (folder / "archive").string());
    CAPTURE(said);
    CHECK(status == 0);
    CHECK(said.find("1 of 1 programs are as they were") != std::string::npos);
  }
}

TEST_CASE("get_shaders21k: pointers instead of data are told") {
  const testing::TemporaryFolder folder;
  base::write_file_atomically(folder / "list", line_of("aaaaaa", code("1.0")));
  base::write_file_atomically(folder / "data" / "x.jsonl",
                              "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n");
  const auto [status, said] = get(folder, (folder / "data").string());
  CHECK(status == 1);
  CHECK(said.find("x.jsonl is a pointer of Git LFS") != std::string::npos);
}

TEST_CASE("get_shaders21k: a place that does not exist or holds nothing of it makes no corpus") {
  const testing::TemporaryFolder folder;
  base::write_file_atomically(folder / "list", line_of("aaaaaa", code("1.0")));
  CHECK(get(folder, (folder / "nowhere").string()).first == 2);
  base::write_file_atomically(folder / "data" / "x.jsonl",
                              row("foreign", code("9.0")).dump() + "\n");
  const auto [status, said] = get(folder, (folder / "data").string());
  CHECK(status == 1);
  CHECK(said.find("0 of 1 programs") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(folder / "c.db"));
}
