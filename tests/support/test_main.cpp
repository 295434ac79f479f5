// Entry point of every test binary. Caches go to a temporary folder of this build so that tests never touch the user's.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <cstdlib>

#include "tests/support/folders.h"

int main(int argc, char** argv) {
  const auto cache = progpretrain::testing::binary_folder() / "test-cache";
  setenv("PROGPRETRAIN_CACHE", cache.c_str(), 1);
  return doctest::Context(argc, argv).run();
}
