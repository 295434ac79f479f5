#include "engine/render/request_plan.h"

#include <algorithm>
#include <cmath>

#include "engine/base/check.h"
#include "engine/base/philox.h"

namespace progpretrain::render {
namespace {

// Stages of the generator that belong to this file; pixel augmentation uses numbers from 1000 up, rotation.cpp its own.
enum Stage : uint32_t { kTime = 2, kParameters = 3, kWindow = 16, kMoment = 32, kNeighbour = 48 };  // the last three: + view

constexpr uint32_t kMaxSubstitutes = 256;

bool in_quarantine(const RequestPlan& plan, uint32_t program, uint64_t sample) {
  return std::any_of(plan.quarantine.begin(), plan.quarantine.end(), [&](const Quarantined& q) {
    return q.program == program && sample >= q.first_sample;
  });
}

// The program of a showing, or what takes its place.
uint32_t program_shown(const RequestPlan& plan, const Rotation& rotation, uint64_t sample, const Showing& showing) {
  uint32_t program = showing.program;
  for (uint32_t draw = 0; in_quarantine(plan, program, sample); ++draw) {
    if (draw == kMaxSubstitutes)
      throw EnvironmentError("nearly all programs are in quarantine, because drawing them stopped the run");
    program = substitute_program(rotation, sample, draw);
  }
  return program;
}

// Latents are drawn by this number: the sample's own, or one that all samples of a shared canvas have in common.
uint64_t latent_number(const RequestPlan& plan, const Rotation& rotation, uint64_t sample, const Showing& showing) {
  constexpr uint64_t kShared = 1ull << 63;
  const uint64_t canvas = canvas_of(*plan.sharing, rotation, showing);
  PP_CHECK(sample < kShared && canvas < 1ull << 32);
  return kShared | (canvas << 31) | showing.program;
}

// What a view shows in the place of the first view's point in latent space; `latent` is the number by which that is drawn.
void leave_anchor(const RequestPlan& plan, uint64_t latent, uint32_t view, FrameRequest& request) {
  if (plan.kind == ViewKind::frame) {
    request.latent.time_s = base::Philox(plan.seed, latent, kMoment + view).uniform(plan.time_s[0], plan.time_s[1]);
  } else if (plan.kind == ViewKind::latent) {
    base::Philox random(plan.seed, latent, kNeighbour + view);
    request.latent.seed = random.next_u32();
    const float sigma = plan.sigma_of_program.empty() ? plan.latent_sigma : plan.sigma_of_program.at(request.program);
    request.latent.constants_sigma = request.latent.parameters_sigma = sigma;
  }
}

}  // namespace

Rotation rotation_of(const RequestPlan& plan) {
  return {plan.seed, plan.num_programs, plan.working_set, plan.visit_samples};
}

uint32_t program_of_sample(const RequestPlan& plan, uint64_t sample) {
  const Rotation rotation = rotation_of(plan);
  return program_shown(plan, rotation, sample, showing_of_sample(rotation, sample));
}

FrameRequest request_of_view(const RequestPlan& plan, uint64_t sample, uint32_t view) {
  PP_CHECK(view < plan.views, "view ", view, " of ", plan.views);
  FrameRequest request;
  const Rotation rotation = rotation_of(plan);
  const Showing showing = showing_of_sample(rotation, sample);
  request.program = program_shown(plan, rotation, sample, showing);
  uint64_t latent = sample;
  // A substitute shows no canvas of its own.
  if (plan.sharing && plan.sharing->applies_to(request.program) && request.program == showing.program) {
    latent = latent_number(plan, rotation, sample, showing);
    request.drawn_px = {plan.sharing->drawn_px, plan.sharing->drawn_px};
  }
  request.latent.time_s = base::Philox(plan.seed, latent, kTime).uniform(plan.time_s[0], plan.time_s[1]);
  if (plan.parameters_sigma > 0) {
    request.latent.seed = base::Philox(plan.seed, latent, kParameters).next_u32();
    request.latent.parameters_sigma = plan.parameters_sigma;
  }
  if (view > 0) leave_anchor(plan, latent, view, request);
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
