#include "engine/base/check.h"
#include "engine/base/file.h"
#include "tests/spirv/spirv_support.h"
#include "tests/support/temporary_folder.h"

namespace progpretrain::spirv {
namespace {

const std::string kKey(64, 'a');

Module some_module() {
  Module module;
  module.words = {0x07230203, 1, 2, 3, 4, 5, 6, 7};
  module.uses_derivatives = true;
  module.num_instructions = 42;
  module.num_loops = 7;
  return module;
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
  CHECK(loaded->words == some_module().words);
  CHECK(loaded->uses_derivatives);
  CHECK(loaded->num_instructions == 42);
  CHECK(loaded->num_loops == 7);
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

TEST_CASE("cache: a key that is none cannot name a file elsewhere") {
  const testing::TemporaryFolder folder;
  CHECK_THROWS_AS(ModuleCache(folder.path()).load("../../etc/passwd"), InvariantError);
}

}  // namespace
}  // namespace progpretrain::spirv
