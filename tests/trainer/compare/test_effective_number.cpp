#include <cmath>

#include "tests/trainer/evaluate/doctest_with_torch.h"
#include "trainer/compare/effective_number.h"

using namespace progpretrain::trainer;

namespace {

constexpr int64_t kFrames = 8;

/// Program p draws the unit vector `which[p]` in every frame: [P,F,D].
torch::Tensor one_hot(const std::vector<int64_t>& which) {
  const torch::Tensor rows = torch::eye(32).index_select(0, torch::tensor(which, torch::kInt64));
  return rows.unsqueeze(1).expand({rows.size(0), kFrames, 32}).contiguous();
}

torch::Tensor unit_noise(int64_t programs, int64_t frames, int64_t width, uint64_t seed) {
  const torch::Tensor rows =
      torch::randn({programs, frames, width}, at::detail::createCPUGenerator(seed));
  return rows / rows.norm(2, 2, true);
}

}  // namespace

TEST_CASE("effective number: equal programs count for one") {
  const auto result = effective_number(one_hot(std::vector<int64_t>(10, 3)), 1);
  CHECK(result.programs.value == doctest::Approx(1));
  CHECK(result.programs.high == doctest::Approx(1));
}

TEST_CASE("effective number: programs that share no picture count for as many as there are") {
  const auto result = effective_number(one_hot({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}), 1);
  CHECK(result.programs.value == doctest::Approx(12).epsilon(1e-4));
  CHECK(result.programs.low == doctest::Approx(12).epsilon(1e-4));
}

TEST_CASE("effective number: twins count for one, three pairs for three") {
  CHECK(effective_number(one_hot({0, 0, 1, 1, 2, 2}), 1).programs.value ==
        doctest::Approx(3).epsilon(1e-4));
  // The mean of the logarithms: two of four are told from all others, two only from those.
  CHECK(effective_number(one_hot({0, 0, 1, 2}), 1).programs.value ==
        doctest::Approx(4 * std::sqrt(0.5)).epsilon(1e-4));
}

TEST_CASE("effective number: frames that say nothing about their program count for one") {
  const auto result = effective_number(unit_noise(30, 16, 24, 5), 1);
  CHECK(result.programs.value < 1.1);
  CHECK(result.programs.value >= 1);
}

TEST_CASE("effective number: half the frames shared with all others leaves part of it") {
  // Frames 0, 1, 4, 5 are the program's own, 2, 3, 6, 7 the same for all: half of the gallery and
  // half of the queries.
  torch::Tensor features = one_hot({0, 1, 2, 3, 4, 5, 6, 7});
  for (const int64_t frame : {2, 3, 6, 7}) {
    features.select(1, frame).zero_();
    features.select(1, frame).select(1, 31).fill_(1);
  }
  CHECK(effective_number(features, 1).programs.value ==
        doctest::Approx(std::sqrt(8.0)).epsilon(0.01));
}

TEST_CASE("effective number: more noise tells programs apart less, and seeds only move intervals") {
  const torch::Tensor centres = unit_noise(20, 1, 32, 2);
  double before = 21;
  for (const double level : {0.3, 1.0, 2.0, 8.0}) {
    torch::Tensor rows = centres + level * unit_noise(20, kFrames, 32, 3);
    rows = rows / rows.norm(2, 2, true);
    const auto result = effective_number(rows, 1);
    CHECK(result.programs.value < before);
    CHECK(result.programs.low <= result.programs.value);
    CHECK(result.programs.value <= result.programs.high);
    CHECK(effective_number(rows, 1).programs.low == result.programs.low);
    CHECK(effective_number(rows, 2).programs.value == result.programs.value);
    before = result.programs.value;
  }
}

TEST_CASE("effective number: the features' scale hardly matters, temperatures lie closely enough") {
  const torch::Tensor features =
      unit_noise(40, 1, 32, 2) + 0.25 * torch::randn({40, 16, 32}, at::detail::createCPUGenerator(3));
  const double one = effective_number(features, 1).programs.value;
  CHECK(one > 5);
  CHECK(one < 38);
  for (const double eighth : {1.5, 2.5, 3.5, 4.5, 5.5, 6.5}) {
    const torch::Tensor scaled = features * std::exp2(eighth / 16);  // squares: eighths of an octave
    CHECK(effective_number(scaled, 1).programs.value == doctest::Approx(one).epsilon(0.01));
  }
}
