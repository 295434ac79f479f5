// Golden texts: golden/NAME.glsl (its first line names the dialect) becomes golden/NAME.expected, and so do those of
// hosts/ that have such a file.
// To accept changes run with PROGPRETRAIN_UPDATE_GOLDEN=1 and read the difference.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <vector>

#include "engine/base/file.h"
#include "tests/dialect/dialect_support.h"

using namespace progpretrain;

TEST_CASE("golden: translations are as recorded, and compile") {
  const std::filesystem::path folder = PROGPRETRAIN_SOURCE_FOLDER "/tests/dialect";
  const bool update = std::getenv("PROGPRETRAIN_UPDATE_GOLDEN") != nullptr;
  std::vector<std::filesystem::path> texts;
  for (const std::string part : {"golden", "hosts"})
    for (const auto& entry : std::filesystem::directory_iterator(folder / part)) {
      auto expected = entry.path();
      expected.replace_extension(".expected");
      if (entry.path().extension() == ".glsl" && (part == "golden" || std::filesystem::exists(expected)))
        texts.push_back(entry.path());
    }
  for (const std::filesystem::path& path : texts) {
    const std::string source = base::read_file(path);
    static const std::string kMark = "// dialect: ";
    REQUIRE(source.starts_with(kMark));
    const std::string name = source.substr(kMark.size(), source.find('\n') - kMark.size());
    const auto unit = testing::translate_text(name, source);
    REQUIRE_MESSAGE(unit, path.string());
    CHECK_MESSAGE(testing::compile_error(*unit) == "", path.string());
    const std::string text = testing::author_part(*unit) + "\n";
    std::filesystem::path expected = path;
    expected.replace_extension(".expected");
    if (update) base::write_file_atomically(expected, text);
    CHECK_MESSAGE(text == base::read_file(expected), path.string());
  }
  CHECK(texts.size() >= 14);
}
