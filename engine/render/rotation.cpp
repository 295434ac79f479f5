#include "engine/render/rotation.h"

#include <algorithm>
#include <bit>

#include "engine/base/check.h"
#include "engine/base/philox.h"

namespace progpretrain::render {
namespace {

// Stages of the generator that belong to this file.
enum Stage : uint32_t { kOrder = 1, kPass = 3, kSubstitute = 100 };  // kSubstitute + draw

// A permutation of 0 .. n-1 that needs no memory: a four-round Feistel network over the next even
// number of bits, walked until the value falls below n (Black and Rogaway, "Ciphers with Arbitrary
// Finite Domains", CT-RSA 2002).
uint32_t permute(uint32_t position, uint32_t n, uint64_t seed, Stage stage, uint64_t number) {
  const uint32_t half_bits = std::max(1u, static_cast<uint32_t>(std::bit_width(n - 1) + 1) / 2);
  const uint32_t mask = (1u << half_bits) - 1;
  uint32_t value = position;
  do {
    uint32_t left = value >> half_bits, right = value & mask;
    for (uint32_t round = 0; round < 4; ++round) {
      const auto words =
          base::philox4x32({right, (stage << 8) + round, static_cast<uint32_t>(number),
                            static_cast<uint32_t>(number >> 32)},
                           {static_cast<uint32_t>(seed), static_cast<uint32_t>(seed >> 32)});
      const uint32_t next = left ^ (words[0] & mask);
      left = right;
      right = next;
    }
    value = (left << half_bits) | right;
  } while (value >= n);
  return value;
}

struct Block {
  uint64_t epoch = 0, number = 0;  // number: over all epochs
  uint32_t first = 0, size = 0;    // positions in the epoch's order
  uint64_t sample = 0;             // within the block
};

// Blocks of an epoch differ in size by one at most.
Block block_of(const Rotation& rotation, uint64_t sample) {
  PP_CHECK(rotation.num_programs > 0, "a run needs programs");
  const uint64_t n = rotation.num_programs, passes = rotation.num_passes();
  PP_CHECK(passes > 0);
  const uint64_t num_blocks =
      rotation.rotates() ? (n + rotation.working_set - 1) / rotation.working_set : 1;
  Block block;
  block.epoch = sample / rotation.epoch_samples();
  const uint64_t in_epoch = sample % rotation.epoch_samples();
  const uint64_t index = ((in_epoch / passes + 1) * num_blocks - 1) / n;
  block.number = block.epoch * num_blocks + index;
  block.first = static_cast<uint32_t>(index * n / num_blocks);
  block.size = static_cast<uint32_t>((index + 1) * n / num_blocks) - block.first;
  block.sample = in_epoch - block.first * passes;
  return block;
}

uint32_t program_at(const Rotation& rotation, const Block& block, uint32_t position) {
  return permute(block.first + position, rotation.num_programs, rotation.seed, kOrder, block.epoch);
}

}  // namespace

Showing showing_of_sample(const Rotation& rotation, uint64_t sample) {
  const Block block = block_of(rotation, sample);
  Showing out;
  out.epoch = block.epoch;
  out.pass = static_cast<uint32_t>(block.sample / block.size);
  out.first_sample = sample - block.sample;
  out.num_samples = uint64_t{block.size} * rotation.num_passes();
  auto position = static_cast<uint32_t>(block.sample % block.size);
  if (rotation.rotates())  // else the epoch's order is the pass's
    position = permute(position, block.size, rotation.seed, kPass,
                       block.number * rotation.num_passes() + out.pass);
  out.program = program_at(rotation, block, position);
  return out;
}

uint32_t substitute_program(const Rotation& rotation, uint64_t sample, uint32_t draw) {
  const Block block = block_of(rotation, sample);
  base::Philox random(rotation.seed, sample, kSubstitute + draw);
  return program_at(rotation, block, random.below(block.size));
}

}  // namespace progpretrain::render
