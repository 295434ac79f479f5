#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <set>
#include <vector>

#include "engine/base/philox.h"

using namespace progpretrain::base;
using Block = std::array<uint32_t, 4>;

// Random123's known-answer file (kat_vectors), philox4x32 with 10 rounds.
TEST_CASE("philox: the block function agrees with Random123's known answers") {
  CHECK(philox4x32({0, 0, 0, 0}, {0, 0}) == Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  constexpr uint32_t kOnes = 0xffffffff;
  CHECK(philox4x32({kOnes, kOnes, kOnes, kOnes}, {kOnes, kOnes}) ==
        Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("philox: a stream is a pure function of seed, k and stage, and all of their bits count") {
  const auto first = [](uint64_t seed, uint64_t k, uint32_t stage) {
    Philox draw(seed, k, stage);
    return std::vector<uint32_t>{draw.next_u32(), draw.next_u32(), draw.next_u32(), draw.next_u32(),
                                 draw.next_u32()};
  };
  CHECK(first(1, 2, 3) == first(1, 2, 3));
  const uint64_t high = uint64_t{1} << 40;
  const std::set<std::vector<uint32_t>> streams{first(1, 2, 3),        first(2, 2, 3),
                                                first(1, 3, 3),        first(1, 2, 4),
                                                first(1 + high, 2, 3), first(1, 2 + high, 3)};
  CHECK(streams.size() == 6);
}

TEST_CASE("philox: a stream runs through the blocks of its counter in order") {
  Philox draw(0x0123456789abcdef, 0xfedcba9876543210, 5);
  for (uint32_t block = 0; block < 3; ++block) {
    const Block expected = philox4x32({block, 5, 0x76543210, 0xfedcba98}, {0x89abcdef, 0x01234567});
    for (const uint32_t word : expected) CHECK(draw.next_u32() == word);
  }
}

TEST_CASE("philox: uniform lies between 0 and 1, without 1, with the right mean and variance") {
  Philox draw(7, 0, 0);
  double sum = 0, squares = 0;
  constexpr int kDraws = 200'000;
  for (int i = 0; i < kDraws; ++i) {
    const float u = draw.uniform();
    REQUIRE(u >= 0.0f);
    REQUIRE(u < 1.0f);
    sum += u;
    squares += double{u} * u;
  }
  const double mean = sum / kDraws;
  CHECK(mean == doctest::Approx(0.5).epsilon(0.005));
  CHECK(squares / kDraws - mean * mean == doctest::Approx(1.0 / 12).epsilon(0.01));
}

TEST_CASE("philox: uniform(low, high) never reaches high, even where rounding would") {
  // In [1, 1 + 8 ulp) a float has eight values: rounding to nearest would reach the end every 16th
  // time.
  const float low = 1.0f, high = 1.0f + 0x1p-20f;
  Philox draw(11, 0, 0);
  std::set<float> seen;
  for (int i = 0; i < 10'000; ++i) {
    const float u = draw.uniform(low, high);
    REQUIRE(u >= low);
    REQUIRE(u < high);
    seen.insert(u);
  }
  CHECK(seen.size() == 8);
  CHECK(Philox(1, 1, 1).uniform(3.0f, 3.0f) == 3.0f);
}

TEST_CASE("philox: below(n) reaches every number equally often") {
  Philox draw(3, 0, 0);
  constexpr uint32_t kSides = 6;
  constexpr int kDraws = 60'000;
  std::array<int, kSides> counts{};
  for (int i = 0; i < kDraws; ++i) ++counts.at(draw.below(kSides));
  double chi_squared = 0;
  for (const int count : counts) chi_squared += std::pow(count - 10'000, 2) / 10'000;
  CHECK(chi_squared < 20.5);  // 99.9 % point with 5 degrees of freedom
  CHECK(draw.below(1) == 0);
}

TEST_CASE("philox: below(n) rejects the words that would bias a large n") {
  // Without rejection numbers that are multiples of 3 would come up twice as often for n = 3 *
  // 2^30.
  constexpr uint32_t kN = 3u << 30;
  Philox draw(5, 0, 0);
  int multiples = 0;
  constexpr int kDraws = 60'000;
  for (int i = 0; i < kDraws; ++i) {
    const uint32_t value = draw.below(kN);
    REQUIRE(value < kN);
    multiples += value % 3 == 0;
  }
  CHECK(multiples == doctest::Approx(kDraws / 3.0).epsilon(0.03));
}

TEST_CASE("philox: normal has mean 0, deviation 1 and the tails of a Gaussian") {
  Philox draw(9, 0, 0);
  double sum = 0, squares = 0;
  int beyond_two = 0;
  constexpr int kDraws = 200'000;
  for (int i = 0; i < kDraws; ++i) {
    const double x = draw.normal();
    REQUIRE(std::isfinite(x));
    sum += x;
    squares += x * x;
    beyond_two += std::abs(x) > 2;
  }
  CHECK(std::abs(sum / kDraws) < 0.01);
  CHECK(squares / kDraws == doctest::Approx(1.0).epsilon(0.02));
  CHECK(beyond_two / double{kDraws} == doctest::Approx(0.0455).epsilon(0.05));
}

TEST_CASE("philox: a coin of probability 0 never falls, of probability 1 always") {
  Philox draw(1, 0, 0);
  int heads = 0;
  for (int i = 0; i < 1000; ++i) {
    REQUIRE_FALSE(draw.coin(0.0f));
    REQUIRE(draw.coin(1.0f));
    heads += draw.coin(0.25f);
  }
  CHECK(heads > 180);
  CHECK(heads < 320);
}
