#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "engine/base/sample.h"

using namespace progpretrain::base;

TEST_CASE("sample: a full draw holds every number once, a shorter one is its beginning") {
  const auto all = draw_without_replacement(1000, 5000, Philox(1, 0, 0));
  auto sorted = all;
  std::sort(sorted.begin(), sorted.end());
  std::vector<uint32_t> expected(1000);
  std::iota(expected.begin(), expected.end(), 0u);
  CHECK(sorted == expected);
  CHECK(all != expected);
  const auto some = draw_without_replacement(1000, 100, Philox(1, 0, 0));
  CHECK(std::equal(some.begin(), some.end(), all.begin()));
  CHECK(some != draw_without_replacement(1000, 100, Philox(2, 0, 0)));
  CHECK(draw_without_replacement(0, 3, Philox(1, 0, 0)).empty());
}

TEST_CASE("sample: every number is drawn as often as any other") {
  constexpr uint32_t kSize = 8, kCount = 3, kDraws = 8000;
  std::vector<int> hits(kSize, 0);
  for (uint64_t k = 0; k < kDraws; ++k)
    for (const uint32_t number : draw_without_replacement(kSize, kCount, Philox(4, k, 0)))
      ++hits[number];
  // Binomial with p = 3/8: five standard deviations are 217.
  for (const int count : hits) CHECK(std::abs(count - 3000) < 217);
}
