// The tree in which the programs of "Procedural Image Programs for Representation Learning" came.
#include <doctest/doctest.h>

#include "engine/corpus/readers/readers.h"
#include "engine/corpus/readers/twigl_mode.h"
#include "tests/corpus/corpus_support.h"
#include "tests/corpus/tar_support.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;
using namespace progpretrain::testing;
using corpus::Store;
using corpus::twigl_dialect_of_mode;
using corpus::twigl_mode_path;

namespace {

const std::vector<TarMember>& tree() {
  static const std::vector<TarMember> members{
      {"shader_codes/shaders_list", "shadertoy/X/Xabc.fragment\n"},
      {"shader_codes/shadertoy/X/Xabc.fragment",
       "[{\"ver\": \"0.1\", \"info\": {\"id\": \"Xabc\", \"published\": 3}, \"renderpass\": "
       "[{\"type\": \"image\", \"code\": \"int x;\", \"inputs\": []}]}]"},
      {"shader_codes/shadertoy/Y/Yabc.fragment", "void mainImage(out vec4 o, in vec2 p) {}"},
      {"shader_codes/twigl/codes/aa.fragment", "o=vec4(1);"},
      {"shader_codes/twigl/codes/bb.fragment", "void main(){o0=vec4(1);}"},
      {"shader_codes/twigl/codes/cc.fragment", "int without_mode;"},
      {"shader_codes/twigl/modes/aa.fragment", "geekest\nTrue\nFalse\nFalse\n"},
      {"shader_codes/twigl/modes/bb.fragment", "geek\nFalse\nTrue\nTrue"}};
  return members;
}

void check_imported(const std::filesystem::path& source) {
  TemporaryFolder folder;
  Store store(folder / "c.db", Store::Mode::create_or_open);
  const auto counts = corpus::import_sources(store, {{source}, ""}, classify, {});
  CHECK(counts.added == 5);
  CHECK(counts.refused == 0);
  CHECK(store.find("Xabc")->program.dialect == "shadertoy");
  CHECK(store.find("Yabc")->program.dialect == "sandbox");  // found by the stand-in
  CHECK(store.find("aa")->program.dialect == "twigl:geekest_300");
  CHECK(store.find("bb")->program.dialect == "twigl:geek_MRT");
  CHECK(store.find("cc")->program.dialect == "sandbox");
}

}  // namespace

TEST_CASE("shaders21k: the tree reads alike from a folder, a zip and a tar.gz") {
  TemporaryFolder folder;
  std::vector<ZipMember> zipped;
  for (const TarMember& member : tree()) {
    write_source(folder / "tree" / member.name, member.bytes);
    zipped.push_back({member.name, member.bytes});
  }
  write_zip(folder / "tree.zip", zipped);
  write_source(folder / "tree.tar.gz", tar_bytes(tree(), TarKind::tar_gz));
  check_imported(folder / "tree");
  check_imported(folder / "tree.zip");
  check_imported(folder / "tree.tar.gz");
}

TEST_CASE("shaders21k: a code that is imported alone finds its mode beside it") {
  TemporaryFolder folder;
  for (const TarMember& member : tree()) write_source(folder / member.name, member.bytes);
  Store store(folder / "c.db", Store::Mode::create_or_open);
  const auto codes = folder / "shader_codes" / "twigl" / "codes";
  corpus::import_sources(store, {{codes / "aa.fragment"}, ""}, classify, {});
  corpus::import_sources(store, {{codes}, ""}, classify, {});
  CHECK(store.find("aa")->program.dialect == "twigl:geekest_300");
  CHECK(store.find("bb")->program.dialect == "twigl:geek_MRT");
}

TEST_CASE("shaders21k: the lines of a mode file are mode, 300, MRT and the ternary fix") {
  CHECK(twigl_dialect_of_mode("classic\nFalse\nFalse\nFalse\n") == "twigl:classic");
  CHECK(twigl_dialect_of_mode("geeker\r\nTrue\r\nFalse\r\nTrue\r\n") == "twigl:geeker_300");
  CHECK(twigl_dialect_of_mode("geekest\nFalse\nTrue\nFalse") == "twigl:geekest_MRT");
  CHECK(twigl_dialect_of_mode("geekest\nTrue\nTrue\nFalse") == "twigl:geekest_300");
  CHECK(twigl_dialect_of_mode("geek\nTrue\nFalse") == "twigl:geek_300");
  for (const char* text :
       {"", "geekest", "geekest\nTrue\nmaybe\nFalse", "vogue\nTrue\nFalse\nFalse",
        "void main() {}\n\n\n", "geek\nTrue\nFalse\nFalse\nTrue"})
    CHECK_MESSAGE(!twigl_dialect_of_mode(text), text);
  CHECK_FALSE(twigl_dialect_of_mode(std::string(1000, '\n') + "geek\nTrue\nTrue\nTrue"));
}

TEST_CASE(
    "shaders21k: only a file in a folder named modes is a mode, and only a neighbour has one") {
  CHECK(corpus::is_twigl_mode_path("pack.zip!modes/a.fragment"));
  CHECK(corpus::is_twigl_mode_path("x/modes/a.fragment"));
  CHECK_FALSE(corpus::is_twigl_mode_path("x/codes/a.fragment"));
  CHECK_FALSE(corpus::is_twigl_mode_path("modes/a.glsl"));
  CHECK_FALSE(corpus::is_twigl_mode_path("a.fragment"));
  CHECK(twigl_mode_path("x/codes/a.fragment") == "x/modes/a.fragment");
  CHECK(twigl_mode_path("codes/a.fragment") == "modes/a.fragment");
  CHECK(twigl_mode_path("a.fragment").empty());
  CHECK(twigl_mode_path("x/modes/a.fragment").empty());
  CHECK(twigl_mode_path("x/codes/a.glsl").empty());
}

TEST_CASE("shaders21k: a program in a folder that happens to be named modes is a program") {
  TemporaryFolder folder;
  write_source(folder / "s" / "modes" / "a.fragment", "int a;");
  Store store(folder / "c.db", Store::Mode::create_or_open);
  CHECK(corpus::import_sources(store, {{folder / "s"}, ""}, classify, {}).added == 1);
}
