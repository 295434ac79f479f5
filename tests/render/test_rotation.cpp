// The rotation of programs: uniform in every epoch, within its working set, a function of the
// number alone.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "engine/render/rotation.h"

using namespace progpretrain;

namespace {

constexpr uint32_t kSizes[][3] = {{1, 1, 3},   {7, 2, 3},   {10, 3, 4},
                                  {100, 7, 1}, {66, 65, 8}, {1000, 128, 5}};

std::vector<uint32_t> programs_of(const render::Rotation& rotation, uint64_t first, uint64_t count,
                                  uint64_t stride = 1) {
  std::vector<uint32_t> out;
  for (uint64_t i = 0; i < count; ++i)
    out.push_back(render::showing_of_sample(rotation, first + i * stride).program);
  return out;
}

}  // namespace

TEST_CASE("rotation: every epoch shows every program equally often, in another order") {
  for (const auto& [n, working_set, visits] : kSizes) {
    const render::Rotation rotation{5, n, working_set, visits};
    std::vector<uint32_t> previous;
    for (uint64_t epoch = 0; epoch < 3; ++epoch) {
      const auto order =
          programs_of(rotation, epoch * rotation.epoch_samples(), rotation.epoch_samples());
      std::map<uint32_t, uint32_t> counts;
      for (const uint32_t program : order) ++counts[program];
      CHECK(counts.size() == n);
      for (const auto& [program, count] : counts) REQUIRE(count == rotation.num_passes());
      if (n >= 66) CHECK(order != previous);
      previous = order;
    }
  }
}

TEST_CASE("rotation: a block shows at most a working set of programs, each once a pass") {
  for (const auto& [n, working_set, visits] : kSizes) {
    const render::Rotation rotation{9, n, working_set, visits};
    for (uint64_t sample = 0; sample < 2 * rotation.epoch_samples();) {
      const auto start = render::showing_of_sample(rotation, sample);
      REQUIRE(start.first_sample == sample);
      REQUIRE(start.pass == 0);
      const uint64_t pass_samples = start.num_samples / rotation.num_passes();
      CHECK(pass_samples <= working_set);
      std::set<uint32_t> block;
      for (uint32_t pass = 0; pass < rotation.num_passes(); ++pass) {
        const auto shown = programs_of(rotation, sample + pass * pass_samples, pass_samples);
        CHECK(std::set(shown.begin(), shown.end()).size() == pass_samples);
        CHECK(render::showing_of_sample(rotation, sample + pass * pass_samples).pass == pass);
        block.insert(shown.begin(), shown.end());
      }
      CHECK(block.size() == pass_samples);
      sample += start.num_samples;
    }
  }
}

TEST_CASE("rotation: the passes of a block differ in order, and neighbours change between epochs") {
  const render::Rotation rotation{3, 1000, 100, 4};
  CHECK(programs_of(rotation, 0, 100) != programs_of(rotation, 100, 100));
  const auto first = programs_of(rotation, 0, 400),
             later = programs_of(rotation, rotation.epoch_samples(), 400);
  std::set<uint32_t> both(first.begin(), first.end());
  both.insert(later.begin(), later.end());
  CHECK(both.size() > 150);  // two random blocks of 100 of 1000 share about 10
}

TEST_CASE("rotation: a corpus that fits is one block, shown once an epoch") {
  const render::Rotation all{5, 50, 0, 8}, large{5, 50, 50, 8};
  CHECK_FALSE(all.rotates());
  CHECK_FALSE(large.rotates());
  CHECK(all.epoch_samples() == 50);
  CHECK(programs_of(all, 0, 200) == programs_of(large, 0, 200));
}

TEST_CASE("rotation: strided shares of ranks make up the whole, each within the working set") {
  const render::Rotation rotation{11, 300, 40, 6};
  constexpr uint64_t kRanks = 4;
  const auto whole = programs_of(rotation, 0, rotation.epoch_samples());
  for (uint64_t rank = 0; rank < kRanks; ++rank) {
    const auto share = programs_of(rotation, rank, rotation.epoch_samples() / kRanks, kRanks);
    for (size_t i = 0; i < share.size(); ++i) REQUIRE(share[i] == whole[i * kRanks + rank]);
    // A rank's share of one block's samples needs no program outside of it.
    const std::set<uint32_t> block(whole.begin(), whole.begin() + 38 * 6);
    for (size_t i = 0; i < 38 * 6 / kRanks; ++i) REQUIRE(block.contains(share[i]));
  }
}

TEST_CASE("rotation: a substitute is another program of the same block, any of them") {
  const render::Rotation rotation{2, 300, 30, 4};
  const auto block = programs_of(rotation, 0, 30);
  const std::set<uint32_t> members(block.begin(), block.end());
  std::set<uint32_t> seen;
  for (uint64_t sample = 0; sample < 100; ++sample)
    for (uint32_t draw = 0; draw < 4; ++draw)
      seen.insert(render::substitute_program(rotation, sample, draw));
  CHECK(seen == members);
}
