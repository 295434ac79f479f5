#include <doctest/doctest.h>

#include "engine/base/check.h"
#include "engine/corpus/verdict.h"

using namespace progpretrain;
using corpus::Verdict;

TEST_CASE("verdict: names and verdicts are one to one") {
  for (int i = 0; i <= static_cast<int>(Verdict::device_lost); ++i) {
    const auto verdict = static_cast<Verdict>(i);
    CHECK(corpus::verdict_from_string(corpus::to_string(verdict)) == verdict);
  }
  CHECK(corpus::to_string(Verdict::ok) == "ok");
  CHECK(corpus::to_string(Verdict::compile_timeout) == "compile_timeout");
  CHECK(corpus::to_string(Verdict::device_lost) == "device_lost");
  CHECK_FALSE(corpus::verdict_from_string("OK"));
  CHECK_FALSE(corpus::verdict_from_string(""));
  CHECK_THROWS_AS(corpus::to_string(static_cast<Verdict>(99)), InvariantError);
}
