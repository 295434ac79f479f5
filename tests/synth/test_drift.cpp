#include <doctest/doctest.h>

#include <cmath>
#include <regex>
#include <string>

#include "engine/synth/drift.h"
#include "tests/synth/synth_support.h"

using namespace progpretrain;
using namespace progpretrain::synth;

namespace {

const base::Philox kDraws{1, 2, 3};

Drift drift_of(const std::string& kind, const std::string& use) {
  std::vector<Parameter> parameters{{"kSize", kind, 200, 100, 400}};
  return draw_drift(parameters, {"const float kSize = 2.0;", use}, kDraws);
}

}  // namespace

TEST_CASE("drift: a parameter goes towards the farther end of its range and never out of it") {
  for (const int value : {100, 180, 250, 320, 400}) {
    CAPTURE(value);
    std::vector<Parameter> parameters{{"kSize", "texture", value, 100, 400}};
    const Drift drift =
        draw_drift(parameters, {"const float kSize = 1.0;", "return kSize * p.x;"}, kDraws);
    REQUIRE(drift.lines.size() == 1);
    CHECK(drift.declaration == "float sizeNow;\n");
    std::smatch found;
    REQUIRE(std::regex_match(
        drift.lines[0], found,
        std::regex(R"(sizeNow = kSize ([+-]) ([0-9.]+) \* wander\(([0-9.]+), ([0-9.]+)\);)")));
    const int reach =
        (found[1] == "+" ? 1 : -1) * static_cast<int>(std::lround(100 * std::stod(found[2])));
    CHECK(std::abs(reach) >= 150);  // half of the range
    CHECK(std::abs(reach) <= 180);
    const Parameter& left = parameters[0];
    CHECK(left.low <= value);
    CHECK(left.high >= value);
    CHECK(left.low < left.high);
    for (const int start : {left.low, left.high}) {
      CHECK(start + reach >= 100);
      CHECK(start + reach <= 400);
    }
    const double period_s = 2 * 3.14159265 / std::stod(found[3]);
    CHECK(period_s > 8);
    CHECK(period_s < 16);
  }
}

TEST_CASE("drift: what a thing is stays, and so do speeds, whole numbers and other constants") {
  CHECK(drift_of("texture", "return kSize * p;").lines.size() == 1);
  CHECK(drift_of("light", "return p * kSize;").lines.size() == 1);
  CHECK(drift_of("identity", "return kSize * p;").lines.empty());
  CHECK(drift_of("pose", "return kSize * p;").lines.empty());
  CHECK(drift_of("clutter", "return kSize * p;").lines.empty());
  for (const auto& use :
       {"return p + kSize * iTime;", "return p + iTime * kSize;", "float n = floor(kSize);",
        "int n = int(kSize);", "const float kTwice = 2.0 * kSize;"}) {
    CAPTURE(use);
    const Drift drift = drift_of("texture", use);
    CHECK(drift.lines.empty());
    CHECK(drift.declaration.empty());
  }
}

TEST_CASE("drift: uses become the value now, the declaration stays") {
  std::vector<std::string> lines{"const float kSize = 2.0, kSizes = 3.0;",
                                 "return kSize * p.x + kSizes * p.kSize;  // kSize"};
  std::vector<Parameter> parameters{{"kSize", "texture", 200, 100, 400}};
  let_drift(draw_drift(parameters, lines, kDraws), lines);
  CHECK(lines[0] == "const float kSize = 2.0, kSizes = 3.0;");
  CHECK(lines[1] == "return sizeNow * p.x + kSizes * p.kSize;  // kSize");
}

TEST_CASE("drift: nearly every program has something that drifts, and at most eight") {
  size_t num_drifting = 0;
  for (uint64_t index = 0; index < 200; ++index) {
    const std::string source = synth_support::synthesiser().make(21, index).source;
    CAPTURE(source);
    size_t count = 0;
    for (size_t at = 0; (at = source.find(" * wander(", at)) != source.npos; ++at) ++count;
    CHECK(count <= 8);
    num_drifting += count > 0 ? 1 : 0;
    CHECK(std::regex_search(source, std::regex(R"(p \*= zoom2?Now;)")));
  }
  CHECK(num_drifting == 200);
}
