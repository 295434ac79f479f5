#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/fuzz_target.h"

namespace progpretrain::fuzz {

void broken(const char* promise) {
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

}  // namespace progpretrain::fuzz
