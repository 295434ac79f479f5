#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "engine/base/philox.h"
#include "engine/synth/alike.h"

using namespace progpretrain;
using namespace progpretrain::synth;

namespace {

constexpr uint32_t kWidth = 16;

/// Two frames, `half_angle` radians to both sides of `angle`, on a circle; their length is nothing
/// that counts.
void add_program(FrameFeatures& features, double angle, double half_angle, double length = 1) {
  for (const double side : {-1.0, 1.0}) {
    std::vector<float> row(kWidth, 0.0f);
    row[2] = static_cast<float>(length * std::cos(angle + side * half_angle));
    row[5] = static_cast<float>(length * std::sin(angle + side * half_angle));
    features.values.insert(features.values.end(), row.begin(), row.end());
  }
}

}  // namespace

TEST_CASE("alike: spread and distance are means of 1 - cosine, whatever the length of a feature") {
  FrameFeatures features{2, kWidth, {}};
  add_program(features, 0.3, 0.2);
  add_program(features, 1.0, 0.1, 7);
  const Looks looks(features);
  REQUIRE(looks.size() == 2);
  CHECK(looks.spread(0) == doctest::Approx(1 - std::cos(0.4)));
  CHECK(looks.spread(1) == doctest::Approx(1 - std::cos(0.2)));
  const double expected = 1 - (std::cos(0.4) + std::cos(0.6) + std::cos(0.8) + std::cos(1.0)) / 4;
  CHECK(looks.distance(0, 1) == doctest::Approx(expected));
  CHECK(looks.distance(1, 0) == looks.distance(0, 1));
}

TEST_CASE("alike: the distance is that of all pairs of frames, of any number of them") {
  constexpr uint32_t kFrames = 5;
  FrameFeatures features{kFrames, kWidth, {}};
  base::Philox draws(2, 0, 0);
  for (size_t i = 0; i < 3 * kFrames * kWidth; ++i) features.values.push_back(draws.uniform());
  const auto one_less_cosine = [&](size_t a, size_t b) {
    double ab = 0, aa = 0, bb = 0;
    for (size_t d = 0; d < kWidth; ++d) {
      const double x = features.values[a * kWidth + d], y = features.values[b * kWidth + d];
      ab += x * y, aa += x * x, bb += y * y;
    }
    return 1 - ab / std::sqrt(aa * bb);
  };
  double across = 0, within = 0;
  for (size_t i = 0; i < kFrames; ++i)
    for (size_t k = 0; k < kFrames; ++k) {
      across += one_less_cosine(i, 2 * kFrames + k) / (kFrames * kFrames);
      if (i != k) within += one_less_cosine(i, k) / (kFrames * (kFrames - 1));
    }
  const Looks looks(features);
  CHECK(looks.distance(0, 2) == doctest::Approx(across));
  CHECK(looks.spread(0) == doctest::Approx(within));
}

TEST_CASE("alike: clouds of frames are alike until their middles are as far apart as two frames") {
  // Far from any spread that is usual: only the clouds count. On a circle the mean of two frames at
  // +-h is cos(h) long, so that the limit is where cos^2(h) cos(angle) = 2 cos(2 h) - 1.
  const double half = 0.5;
  const double limit = std::acos((2 * std::cos(2 * half) - 1) / (std::cos(half) * std::cos(half)));
  FrameFeatures features{2, kWidth, {}};
  add_program(features, 0, half);
  add_program(features, limit - 0.01, half);
  add_program(features, limit + 0.01, half);
  const Looks looks(features);
  CHECK(looks.distance(0, 1) > kUsualSpread);
  CHECK(looks.relative_distance(0, 1) < 1);
  CHECK(looks.relative_distance(0, 1) == doctest::Approx(1).epsilon(0.05));
  CHECK(looks.relative_distance(0, 2) > 1);
}

TEST_CASE("alike: programs that hardly move are alike within the usual spread of others") {
  const double limit = std::acos(1 - kUsualSpread);
  FrameFeatures features{2, kWidth, {}};
  add_program(features, 0, 0);
  add_program(features, limit - 0.01, 0);
  add_program(features, limit + 0.01, 0);
  const Looks looks(features);
  CHECK(looks.relative_distance(0, 0) == doctest::Approx(0));
  CHECK(looks.relative_distance(0, 1) < 1);
  CHECK(looks.relative_distance(0, 1) == doctest::Approx(1).epsilon(0.05));
  CHECK(looks.relative_distance(0, 2) > 1);
}

TEST_CASE("alike: frames of nothing are like nothing, and no error") {
  FrameFeatures features{2, kWidth, std::vector<float>(2 * kWidth, 0.0f)};
  add_program(features, 0, 0);
  const Looks looks(features);
  CHECK(looks.spread(0) == doctest::Approx(1));
  CHECK(looks.distance(0, 1) == doctest::Approx(1));
}

TEST_CASE("alike: of a pair the preferred one stays, and who lost its rival stays too") {
  const std::vector<Pair> chain{{0, 1}, {1, 2}, {2, 3}};
  CHECK(drop_alike(chain, std::vector<uint32_t>{0, 1, 2, 3}) == std::vector<uint32_t>{1, 3});
  CHECK(drop_alike(chain, std::vector<uint32_t>{3, 2, 1, 0}) == std::vector<uint32_t>{0, 2});
  // 1 takes both neighbours with it, so that 3 has no rival left.
  CHECK(drop_alike(chain, std::vector<uint32_t>{1, 2, 0, 3}) == std::vector<uint32_t>{0, 2});
  CHECK(drop_alike({}, std::vector<uint32_t>{1, 0}).empty());
  // Of a clique one stays.
  const std::vector<Pair> clique{{0, 1}, {0, 2}, {1, 2}};
  CHECK(drop_alike(clique, std::vector<uint32_t>{2, 0, 1}) == std::vector<uint32_t>{0, 1});
}

TEST_CASE("alike: of any pairs no two stay that make one, and nobody goes without a reason") {
  constexpr uint32_t kNum = 200;
  base::Philox draws(8, 0, 0);
  std::vector<Pair> pairs;
  for (int i = 0; i < 300; ++i) {
    const uint32_t a = draws.below(kNum), b = draws.below(kNum);
    if (a != b) pairs.push_back({std::min(a, b), std::max(a, b)});
  }
  std::vector<uint32_t> order(kNum);
  std::iota(order.begin(), order.end(), 0u);
  const auto dropped = drop_alike(pairs, order);
  std::vector<bool> goes(kNum, false), has_reason(kNum, false);
  for (const uint32_t place : dropped) goes[place] = true;
  for (const Pair& pair : pairs) {
    CHECK((goes[pair.a] || goes[pair.b]));
    if (!goes[pair.a]) has_reason[pair.b] = true;  // the earlier one stays: that is why
  }
  for (const uint32_t place : dropped) CHECK(has_reason[place]);
}

TEST_CASE("alike: only pairs within a choice count, and everyone counts once") {
  const std::vector<Pair> pairs{{0, 1}, {0, 2}, {2, 5}, {3, 4}};
  CHECK(num_in_pairs(pairs, std::vector<uint32_t>{0, 1, 2, 3}) == 3);
  CHECK(num_in_pairs(pairs, std::vector<uint32_t>{1, 2, 3}) == 0);
  CHECK(num_in_pairs(pairs, std::vector<uint32_t>{3, 4, 5}) == 2);
}
