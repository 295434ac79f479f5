#include <doctest/doctest.h>

#include <stdexcept>

#include "engine/base/deep_stack.h"

using namespace progpretrain;

namespace {

// One frame of 1 KiB a level; 100,000 of them are far beyond what a main thread has.
int depth_of(int n, const volatile char* above) {
  volatile char frame[1024];
  frame[0] = 1;
  return n == 0 ? 0 : depth_of(n - 1, frame) + *above;
}

}  // namespace

TEST_CASE("deep stack: deep recursion ends, and its result is there afterwards") {
  int depth = 0;
  const char one[1] = {1};
  base::run_on_deep_stack([&] { depth = depth_of(100'000, one); });
  CHECK(depth == 100'000);
}

TEST_CASE("deep stack: what is thrown there is thrown here") {
  CHECK_THROWS_AS(base::run_on_deep_stack([] { throw std::out_of_range("deep"); }),
                  std::out_of_range);
}
