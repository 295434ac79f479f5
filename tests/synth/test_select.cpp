#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "engine/base/philox.h"
#include "engine/synth/select.h"

using namespace progpretrain;
using namespace progpretrain::synth;

namespace {

constexpr uint32_t kWidth = 16;

/// Frames that lie at `angle + i * step` radians on a circle of two features.
void add_program(FrameFeatures& features, double angle, double step) {
  for (uint32_t i = 0; i < features.num_frames; ++i) {
    std::vector<float> row(kWidth, 0.0f);
    row[0] = static_cast<float>(std::cos(angle + i * step));
    row[1] = static_cast<float>(std::sin(angle + i * step));
    features.values.insert(features.values.end(), row.begin(), row.end());
  }
}

FrameFeatures noise(size_t num_programs, uint32_t num_frames) {
  FrameFeatures features{num_frames, kWidth, {}};
  base::Philox draws(3, 0, 0);
  for (size_t i = 0; i < num_programs * num_frames * kWidth; ++i)
    features.values.push_back(draws.normal());
  return features;
}

/// Everything in one cell and one cost band.
std::vector<PictureNumbers> alike(size_t count) {
  return std::vector<PictureNumbers>(count, {-2.0, 0.15, 40, 0.8, 0.15, 10});
}

std::vector<Fitness> fitness(const std::vector<double>& values) {
  std::vector<Fitness> out;
  for (const double value : values) out.push_back({1, static_cast<float>(value)});
  return out;
}

}  // namespace

TEST_CASE("select: frames apart from all others are recognised, and spread follows its formula") {
  FrameFeatures features{4, kWidth, {}};
  const double pi = std::acos(-1.0);
  for (int p = 0; p < 4; ++p) add_program(features, p * pi / 2, 0.1);
  // Frames of different programs are about a quarter turn or half a turn apart; the median of what
  // the sample holds is not known, but lies between these.
  const auto spread_of = [](double variance) {
    double kernels = 4;
    for (const double angle : {0.1, 0.1, 0.1, 0.2, 0.2, 0.3})
      kernels += 2 * std::exp(-(2 - 2 * std::cos(angle)) / variance);
    return 16 / kernels;
  };
  const double nearest = 2 - 2 * std::cos(pi / 2 - 0.3), farthest = 4;
  for (const Fitness& one : measure_fitness(features, 1)) {
    CHECK(one.identifiability > 0.999);
    CHECK(one.spread <= spread_of(nearest / 8) * 1.001);
    CHECK(one.spread >= spread_of(farthest / 8) * 0.999);
  }
}

TEST_CASE(
    "select: a program that shows one picture spreads over one, two that show the same are taken "
    "for each other half of the time") {
  FrameFeatures features{3, kWidth, {}};
  add_program(features, 0, 0);
  add_program(features, 2, 0.2);
  add_program(features, 2, 0.2);
  const auto out = measure_fitness(features, 1);
  CHECK(out[0].spread == doctest::Approx(1).epsilon(1e-5));
  CHECK(out[0].identifiability > 0.99);
  for (const size_t p : {1, 2}) {
    CHECK(out[p].spread > 1.01);
    CHECK(out[p].identifiability < 0.55);  // the other has the very same frame
  }
}

TEST_CASE("select: a program is as fit as it spreads, less where it is recognised badly") {
  CHECK(Fitness{1, 3}.value() == 3);
  CHECK(Fitness{0.0625f, 3}.value() == 1.5f);
  CHECK(Fitness{0, 8}.value() == 0);
}

TEST_CASE("select: frames without anything of their own are recognised by chance only") {
  constexpr uint32_t kFrames = 4;
  constexpr size_t kPrograms = 400;
  double recognised = 0, spread = 0;
  for (const Fitness& one : measure_fitness(noise(kPrograms, kFrames), 5)) {
    recognised += one.identifiability / kPrograms;
    spread += one.spread / kPrograms;
  }
  CHECK(recognised < 0.01);
  CHECK(spread > 3.9);  // of 4: no two frames have anything in common
  CHECK(spread <= 4);
}

TEST_CASE(
    "select: a sample of the others gives the same answer every time, and few others are easier") {
  const auto mean = [](const std::vector<Fitness>& all) {
    return std::accumulate(all.begin(), all.end(), 0.0,
                           [](double sum, const Fitness& f) { return sum + f.identifiability; }) /
           static_cast<double>(all.size());
  };
  const FrameFeatures features = noise(300, 4);
  const auto few = measure_fitness(features, 5, 20), again = measure_fitness(features, 5, 20);
  CHECK(std::equal(few.begin(), few.end(), again.begin(), again.end(),
                   [](const Fitness& a, const Fitness& b) {
                     return a.identifiability == b.identifiability && a.spread == b.spread;
                   }));
  CHECK(mean(few) > 0.05);  // of 20 frames, that is of 5 programs
  CHECK(mean(few) < 0.3);
  CHECK(mean(measure_fitness(features, 5)) < 0.05);
}

TEST_CASE("select: features that are equal everywhere are no error") {
  const auto out = measure_fitness({2, kWidth, std::vector<float>(6 * kWidth, 0.5f)}, 1);
  REQUIRE(out.size() == 3);
  for (const Fitness& one : out) {
    CHECK(one.spread == 1);
    CHECK(one.identifiability == doctest::Approx(1.0 / 3));
  }
}

TEST_CASE(
    "select: a value on an edge belongs to the bin above, and cells tell all bins of all axes "
    "apart") {
  std::set<uint32_t> cells;
  size_t expected = 1;
  std::vector<PictureNumbers> all{{}};
  for (const GridAxis& axis : grid_axes()) {
    expected *= axis.num_edges + 1;
    std::vector<PictureNumbers> next;
    for (PictureNumbers numbers : all)
      for (size_t bin = 0; bin <= axis.num_edges; ++bin) {
        numbers.*axis.number = bin == 0 ? axis.edges[0] - 1e-9 : axis.edges[bin - 1];
        next.push_back(numbers);
      }
    all = next;
  }
  for (const PictureNumbers& numbers : all) cells.insert(cell_of(numbers));
  CHECK(cells.size() == expected);
  CHECK(*cells.rbegin() == expected - 1);
}

TEST_CASE("select: within a cell the fittest are taken, of equals the earlier") {
  const auto numbers = alike(6);
  CHECK(select_programs(numbers, fitness({0.1, 0.5, 0.3, 0.5, 0.2, 0.5}), 2) ==
        std::vector<uint32_t>{1, 3});
  CHECK(select_programs(numbers, fitness({0.1, 0.5, 0.3, 0.5, 0.2, 0.5}), 6).size() == 6);
  CHECK(select_programs(numbers, fitness({1, 1, 1, 1, 1, 1}), 0).empty());
  CHECK(select_programs({}, {}, 0).empty());
}

TEST_CASE("select: every cell gives its best, so that a rare look is kept though it is less fit") {
  auto numbers = alike(10);
  numbers[9].colourfulness = 5;
  numbers[8].spectral_slope = -4;
  std::vector<double> values(10, 0.9);
  values[9] = 0.2;
  values[8] = 0.1;
  const auto chosen = select_programs(numbers, fitness(values), 3);
  // 8 is the least fit tenth: set aside.
  CHECK(chosen == std::vector<uint32_t>{0, 1, 9});
  CHECK(select_programs(numbers, fitness(values), 10).size() == 10);
}

TEST_CASE("select: every cell gives as large a share of its own, the fittest of them") {
  auto numbers = alike(100);
  std::vector<double> values(100);
  for (size_t i = 0; i < 100; ++i) {
    const bool is_rare = i % 5 == 0;
    if (is_rare) numbers[i].colourfulness = 5;
    values[i] = (is_rare ? 1 : 2) + 0.001 * static_cast<double>(i);
  }
  // 10 of the 20 rare ones are the least fit tenth: set aside.
  const auto chosen = select_programs(numbers, fitness(values), 45);
  const auto num_rare =
      std::count_if(chosen.begin(), chosen.end(), [](uint32_t i) { return i % 5 == 0; });
  CHECK(num_rare == 5);
  for (const uint32_t i : chosen) CHECK(i > (i % 5 == 0 ? 70u : 48u));
}

TEST_CASE("select: every cost band keeps its share") {
  constexpr size_t kCount = 1000;
  auto numbers = alike(kCount);
  std::vector<double> values(kCount, 1.0);
  for (size_t i = 0; i < kCount; ++i) {
    // 200 cheap, 600 usual, 150 dear, 50 very dear; the dearer the less fit.
    const int band = i % 20 == 0 ? 3 : i % 20 < 4 ? 2 : i % 20 < 8 ? 0 : 1;
    constexpr double kCost[] = {3, 10, 30, 200};
    numbers[i].ms_per_megapixel = kCost[band];
    values[i] = 1.0 / (1 + band);
  }
  const auto bands = cost_bands(numbers);
  const auto chosen = select_programs(numbers, fitness(values), 100);
  std::vector<int> in_band(kNumCostBands, 0);
  for (const uint32_t i : chosen) ++in_band[bands[i]];
  CHECK(in_band == std::vector<int>{20, 60, 15, 5});
  CHECK(std::is_sorted(chosen.begin(), chosen.end()));
  CHECK(std::set<uint32_t>(chosen.begin(), chosen.end()).size() == 100);
  CHECK(select_programs(numbers, fitness(values), 999).size() == 999);
}

TEST_CASE("select: the fittest come first, of equals the earlier") {
  CHECK(fittest_first(fitness({0.2, 0.5, 0.1, 0.5})) == std::vector<uint32_t>{1, 3, 0, 2});
}

TEST_CASE("select: a random order is one of the seed and holds everyone once") {
  const auto order = random_order(1000, 4);
  CHECK(order == random_order(1000, 4));
  CHECK(order != random_order(1000, 5));
  CHECK(std::set<uint32_t>(order.begin(), order.end()).size() == 1000);
  CHECK(*std::max_element(order.begin(), order.end()) == 999);
}
