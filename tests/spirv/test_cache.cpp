#include "engine/base/check.h"
#include "engine/base/file.h"
#include "tests/spirv/spirv_support.h"
#include "tests/support/temporary_folder.h"

namespace progpretrain::spirv {
namespace {

const std::string kKey(64, 'a');

ProgramModule some_module() {
  ProgramModule program;
  program.units = {{{0x07230203, 1, 2, 3, 4, 5, 6, 7}, true, 42, 7}, {{0x07230203, 9}, false, 1, 0}};
  program.passes = {{0, 0, 1, 0}, {1, 1, 0, 1}};
  program.num_buffers = 1;
  program.has_feedback = true;
  program.parameters = {{"speed", "float", 0, 1, {0.5f}, {0.0f}, {2.0f}}};
  program.notes = {"iChannel0: a stand-in"};
  return program;
}

std::filesystem::path only_file(const std::filesystem::path& folder) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) return entry.path();
  FAIL("no file");
  return {};
}

TEST_CASE("cache: a saved module comes back, another key does not") {
  const testing::TemporaryFolder folder;
  const ModuleCache cache(folder.path());
  CHECK_FALSE(cache.load(kKey).has_value());
  cache.save(kKey, some_module());
  const auto loaded = cache.load(kKey);
  REQUIRE(loaded.has_value());
  CHECK(*loaded == some_module());
  CHECK(loaded->uses_derivatives());
  CHECK(loaded->num_instructions() == 43);
  CHECK_FALSE(cache.load(std::string(64, 'b')).has_value());
}

TEST_CASE("cache: a file cut off or changed at any byte counts as absent") {
  const testing::TemporaryFolder folder;
  const ModuleCache cache(folder.path());
  cache.save(kKey, some_module());
  const std::filesystem::path file = only_file(folder.path());
  const std::string whole = base::read_file(file);
  for (size_t at = 0; at < whole.size(); ++at) {
    base::write_file_atomically(file, whole.substr(0, at));
    CHECK_FALSE(cache.load(kKey).has_value());
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    base::write_file_atomically(file, changed);
    CHECK_FALSE(cache.load(kKey).has_value());
  }
  base::write_file_atomically(file, whole + "x");
  CHECK_FALSE(cache.load(kKey).has_value());
  base::write_file_atomically(file, whole);
  CHECK(cache.load(kKey).has_value());
}

TEST_CASE("cache: what another version wrote is absent, and nobody is told otherwise") {
  const testing::TemporaryFolder folder;
  const ModuleCache cache(folder.path());
  cache.save(kKey, some_module());
  CHECK(cache.contains(kKey));
  const std::filesystem::path file = only_file(folder.path());
  std::string other = base::read_file(file);
  other[7] = '2';  // the version ends the magic word
  base::write_file_atomically(file, other);
  CHECK_FALSE(cache.load(kKey).has_value());
  CHECK_FALSE(cache.contains(kKey));
}

TEST_CASE("cache: a key that is none cannot name a file elsewhere") {
  const testing::TemporaryFolder folder;
  CHECK_THROWS_AS(ModuleCache(folder.path()).load("../../etc/passwd"), InvariantError);
}

}  // namespace
}  // namespace progpretrain::spirv
