// Texts as people write them for each host: the dialect is found, and the translation compiles.
#include <doctest/doctest.h>

#include <filesystem>

#include "engine/base/file.h"
#include "engine/dialect/detect.h"
#include "tests/dialect/dialect_support.h"

using namespace progpretrain;

TEST_CASE("host texts: each is known for what it is, translates and compiles") {
  const std::filesystem::path folder = PROGPRETRAIN_SOURCE_FOLDER "/tests/dialect/hosts";
  size_t num_texts = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".glsl") continue;
    const std::string file = entry.path().filename().string();
    const std::string text = base::read_file(entry.path());
    static const std::string kMark = "// dialect: ";
    REQUIRE_MESSAGE(text.starts_with(kMark), file);
    const std::string expected =
        text.substr(kMark.size(), text.find_first_of("\r\n") - kMark.size());
    const auto found = dialect::detect(text);
    REQUIRE_MESSAGE(found, file << ": " << found.error().reason);
    CHECK_MESSAGE(found->dialect == expected, file << ": " << found->reason);
    corpus::Program program;
    program.dialect = expected;
    program.source = text;
    const auto translated = dialect::translate(program);
    REQUIRE_MESSAGE(translated, file << ": line " << translated.error().line << ": "
                                     << translated.error().reason);
    for (const dialect::ComputeUnit& unit : translated->units)
      CHECK_MESSAGE(testing::compile_error(unit) == "", file);
    CHECK_MESSAGE(translated->passes.size() >= translated->units.size(), file);
    ++num_texts;
  }
  CHECK(num_texts >= 40);
}
