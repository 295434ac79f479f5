#pragma once
// Which program a sample shows: a pure function of (seed, sample) that works through the corpus by
// working sets, so that only a part of the pipelines has to be resident at a time.
//
// An epoch shows every program visit_samples times. Its order of the programs (another one each
// epoch) is cut into blocks of at most working_set programs; a block is shown in visit_samples
// passes, each in an order of its own, before the next one begins. While one block is shown the
// next one is loaded: two blocks are resident at most.
#include <cstdint>

namespace progpretrain::render {

struct Rotation {
  uint64_t seed = 0;
  uint32_t num_programs = 0;
  uint32_t working_set = 0;  ///< programs of a block; 0 or >= num_programs: the corpus is one block
  uint32_t visit_samples = 1;  ///< samples that a program shows while its block is shown

  /// Whether programs come and go. If not, an epoch shows every program once.
  bool rotates() const { return working_set > 0 && working_set < num_programs; }
  uint32_t num_passes() const { return rotates() ? visit_samples : 1; }
  uint64_t epoch_samples() const { return uint64_t{num_programs} * num_passes(); }
};

/// What a sample shows, and when in the program's life that is.
struct Showing {
  uint32_t program = 0;
  uint64_t epoch = 0;
  uint32_t pass = 0;                           ///< of the block, 0 .. num_passes() - 1
  uint64_t first_sample = 0, num_samples = 0;  ///< of the block: first_sample is its first sample
};

Showing showing_of_sample(const Rotation& rotation, uint64_t sample);

/// A program of the same block as `sample`, the draw-th one of many: equally likely, by Philox.
uint32_t substitute_program(const Rotation& rotation, uint64_t sample, uint32_t draw);

}  // namespace progpretrain::render
