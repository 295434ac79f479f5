// Golden texts: golden/NAME.glsl (its first line names the dialect) becomes golden/NAME.expected.
// To accept changes run with PROGPRETRAIN_UPDATE_GOLDEN=1 and read the difference.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>

#include "engine/base/file.h"
#include "tests/dialect/dialect_support.h"

using namespace progpretrain;

TEST_CASE("golden: translations are as recorded, and compile") {
  const std::filesystem::path folder = PROGPRETRAIN_SOURCE_FOLDER "/tests/dialect/golden";
  const bool update = std::getenv("PROGPRETRAIN_UPDATE_GOLDEN") != nullptr;
  size_t num_texts = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".glsl") continue;
    ++num_texts;
    const std::string source = base::read_file(entry.path());
    static const std::string kMark = "// dialect: ";
    REQUIRE(source.starts_with(kMark));
    const std::string name = source.substr(kMark.size(), source.find('\n') - kMark.size());
    const auto unit = testing::translate_text(name, source);
    REQUIRE_MESSAGE(unit, entry.path().string());
    CHECK_MESSAGE(testing::compile_error(*unit) == "", entry.path().string());
    const std::string text = testing::author_part(*unit) + "\n";
    std::filesystem::path expected = entry.path();
    expected.replace_extension(".expected");
    if (update) base::write_file_atomically(expected, text);
    CHECK_MESSAGE(text == base::read_file(expected), entry.path().string());
  }
  CHECK(num_texts >= 5);
}
