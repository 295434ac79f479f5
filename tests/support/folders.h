#pragma once
// Where the tests find what was built.
#include <cstdlib>
#include <filesystem>

namespace progpretrain::testing {

/// The folder of `progpretrain` and its worker: the build folder, or what PROGPRETRAIN_TEST_FOLDER
/// names where the tests run on another machine.
inline std::filesystem::path binary_folder() {
  const char* const named = std::getenv("PROGPRETRAIN_TEST_FOLDER");
  return named && *named ? named : PROGPRETRAIN_BUILD_FOLDER;
}

}  // namespace progpretrain::testing
