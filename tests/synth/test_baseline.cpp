#include <doctest/doctest.h>

#include <set>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/synth/baseline.h"
#include "tests/synth/synth_support.h"

using namespace progpretrain;

TEST_CASE("baselines: the indices of a seed have constants of their own") {
  std::set<uint32_t> seen;
  for (uint64_t index = 0; index < 5000; ++index) {
    const uint32_t constant = synth::baseline_constant(7, index);
    CHECK(constant < synth::kNumBaselineConstants);
    CHECK(seen.insert(constant).second);
  }
  CHECK(synth::baseline_constant(7, 0) != synth::baseline_constant(8, 0));
}

TEST_CASE("baselines: a constant stands in the declaration and in the head, and compiles") {
  size_t num_baselines = 0;
  for (const auto& file : std::filesystem::directory_iterator(
           std::filesystem::path(PROGPRETRAIN_SOURCE_FOLDER) / "programs/baselines")) {
    if (file.path().extension() != ".glsl") continue;
    CAPTURE(file.path());
    ++num_baselines;
    const std::string text = base::read_file(file.path()), name = file.path().stem().string();
    CHECK(synth_support::head_value(text, "family") == name);
    CHECK(synth_support::head_value(text, "licence") == "CC0-1.0");
    for (const uint32_t constant : {0u, 12345u, synth::kNumBaselineConstants - 1}) {
      const std::string made = synth::with_constant(text, constant);
      CHECK(made.find("const float kSeed = " + std::to_string(constant) + ".0;") != made.npos);
      size_t parameters = 0;
      CHECK(synth_support::compile_problem(name, made, &parameters) == "");
      CHECK(parameters == 1);
    }
  }
  CHECK(num_baselines >= 4);
  CHECK_THROWS_AS(synth::with_constant("void main() {}", 1), UsageError);
}
