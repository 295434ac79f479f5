#include "engine/render/request_plan.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "engine/base/check.h"
#include "engine/base/philox.h"

namespace progpretrain::render {
namespace {

// Stages of the generator that belong to this file; pixel augmentation uses numbers from 1000 up.
enum Stage : uint32_t { kOrder = 1, kTime = 2, kWindow = 16 };  // kWindow + view

// A permutation of 0 .. n-1 that needs no memory: a four-round Feistel network over the next even number of bits, walked
// until the value falls below n (Black and Rogaway, "Ciphers with Arbitrary Finite Domains", CT-RSA 2002).
uint32_t permute(uint32_t position, uint32_t n, uint64_t seed, uint64_t epoch) {
  const uint32_t half_bits = std::max(1u, static_cast<uint32_t>(std::bit_width(n - 1) + 1) / 2);
  const uint32_t mask = (1u << half_bits) - 1;
  uint32_t value = position;
  do {
    uint32_t left = value >> half_bits, right = value & mask;
    for (uint32_t round = 0; round < 4; ++round) {
      const auto words = base::philox4x32(
          {right, (kOrder << 8) + round, static_cast<uint32_t>(epoch), static_cast<uint32_t>(epoch >> 32)},
          {static_cast<uint32_t>(seed), static_cast<uint32_t>(seed >> 32)});
      const uint32_t next = left ^ (words[0] & mask);
      left = right;
      right = next;
    }
    value = (left << half_bits) | right;
  } while (value >= n);
  return value;
}

}  // namespace

uint32_t program_of_sample(const RequestPlan& plan, uint64_t sample) {
  PP_CHECK(plan.num_programs > 0, "a run needs programs");
  const uint64_t epoch = sample / plan.num_programs;
  return permute(static_cast<uint32_t>(sample % plan.num_programs), plan.num_programs, plan.seed, epoch);
}

FrameRequest request_of_view(const RequestPlan& plan, uint64_t sample, uint32_t view) {
  PP_CHECK(view < plan.views, "view ", view, " of ", plan.views);
  FrameRequest request;
  request.program = program_of_sample(plan, sample);
  request.latent.time_s = base::Philox(plan.seed, sample, kTime).uniform(plan.time_s[0], plan.time_s[1]);
  request.canvas_px = {plan.canvas_px, plan.canvas_px};

  request.samples_per_axis = plan.samples_per_axis;
  base::Philox random(plan.seed, sample, kWindow + view);
  const float area = random.uniform(plan.crop_area[0], plan.crop_area[1]);
  const float aspect =
      std::exp(random.uniform(std::log(plan.crop_aspect[0]), std::log(plan.crop_aspect[1])));
  const float width = std::min(1.0f, std::sqrt(area * aspect));
  const float height = std::min(1.0f, std::sqrt(area / aspect));
  const float left = random.uniform(0.0f, 1.0f - width), top = random.uniform(0.0f, 1.0f - height);
  const bool flip = random.coin(plan.flip_probability);
  request.window =
      crop_window(request.canvas_px, plan.size_px, plan.size_px, left, top, width, height, flip);
  return request;
}

}  // namespace progpretrain::render
