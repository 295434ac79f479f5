// Every program of the built-in corpus, with its dialect found and as declared in its head.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "engine/base/file.h"
#include "tests/dialect/dialect_support.h"

using namespace progpretrain;

TEST_CASE("starter: every program translates and compiles, and its dialect is found") {
  const std::filesystem::path folder = PROGPRETRAIN_SOURCE_FOLDER "/programs";
  size_t num_programs = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".glsl") continue;
    ++num_programs;
    corpus::Program program;
    program.source = base::read_file(entry.path());
    const auto classified = dialect::classify(program);
    REQUIRE_MESSAGE(classified, entry.path().string());
    static const std::string kMark = "// dialect: ";
    const size_t at = program.source.find(kMark);
    if (at != std::string::npos) {
      const size_t start = at + kMark.size();
      CHECK_MESSAGE(classified->dialect ==
                        program.source.substr(start, program.source.find('\n', start) - start),
                    entry.path().string());
    }
    CHECK_MESSAGE(testing::failure(classified->dialect, program.source) == "",
                  entry.path().string());
  }
  CHECK(num_programs >= 60);
}
