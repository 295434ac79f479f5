#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <set>

#include "engine/base/check.h"
#include "engine/render/request_params.h"

using namespace progpretrain;
using render::BatchPlan;

namespace {

constexpr render::PlanLimits kLimits{64, 64, 100, 1u << 20, 1u << 20};

const render::ProgramDrawing& plain(uint32_t) {
  static const render::ProgramDrawing drawing;
  return drawing;
}

BatchPlan plan_batch(std::span<const render::FrameRequest> requests, const render::PlanLimits& limits) {
  return render::plan_batch(requests, limits, plain);
}

// Programs 0 and 1 have two buffers, program 1 with feedback; the others have none.
const render::ProgramDrawing& mixed(uint32_t program) {
  static const auto drawings = [] {
    std::array<render::ProgramDrawing, 3> out;
    for (size_t i = 0; i < 2; ++i) {
      out[i].buffer_passes = {{0, 0, 1, 0}, {1, 1, 1, 1}};
      out[i].picture = {2, 0, 0, 2};
      out[i].num_buffers = 2;
    }
    out[1].has_feedback = true;
    return out;
  }();
  return drawings[std::min(program, 2u)];
}

std::vector<render::FrameRequest> requests_of(const std::vector<uint32_t>& programs) {
  std::vector<render::FrameRequest> out;
  for (const uint32_t program : programs) out.push_back(render::preview_request(program, 64, 1.0f));
  return out;
}

}  // namespace

TEST_CASE("plan: requests of one program become one dispatch, every image is drawn once") {
  const auto plan = plan_batch(requests_of({2, 0, 2, 1, 0, 2}), kLimits);
  CHECK(plan.groups.size() == 3);
  std::set<uint32_t> images;
  for (const auto& frame : plan.frames) images.insert(frame.target.x);
  CHECK(images.size() == 6);
  uint32_t covered = 0;
  for (const auto& group : plan.groups) {
    CHECK(group.first_frame == covered);
    covered += group.num_frames;
  }
  CHECK(covered == 6);
}

TEST_CASE("plan: a slot larger than a descriptor is split into ranges with images counted from each start") {
  const auto plan = plan_batch(requests_of({0, 0, 0, 0, 0}), {64, 64, 2, 1, 0});
  REQUIRE(plan.groups.size() == 3);
  for (uint32_t i = 0; i < 3; ++i) CHECK(plan.groups[i].range == i);
  for (const auto& frame : plan.frames) CHECK(frame.target.x < 2);
}

TEST_CASE("plan: whole-pixel windows are aligned to the canvas's quads, others are not shifted") {
  auto request = render::preview_request(0, 64, 1.0f);
  CHECK(plan_batch({&request, 1}, kLimits).frames[0].layout_.x == 0);
  request.window.x0 = 3;
  request.window.y0 = 63;
  auto frame = plan_batch({&request, 1}, kLimits).frames[0];
  CHECK(frame.layout_.x == 1);
  CHECK(frame.layout_.y == 1);
  request.window.xx = 1.5f;
  CHECK(plan_batch({&request, 1}, kLimits).frames[0].layout_.x == 0);
}

TEST_CASE("plan: shifted quads get a tile more where they need one") {
  auto request = render::preview_request(0, 64, 1.0f);
  request.window.x0 = 1;
  const auto plan = plan_batch({&request, 1}, kLimits);
  CHECK(plan.groups[0].num_tiles_x == 9);
  CHECK(plan.groups[0].num_tiles_y == 8);
}

TEST_CASE("plan: supersampled requests come last and share the scratch pass by pass") {
  auto requests = requests_of({0, 1, 1});
  requests[1].samples_per_axis = requests[2].samples_per_axis = 2;
  const auto plan = plan_batch(requests, {64, 64, 100, 128 * 128, 0});
  REQUIRE(plan.groups.size() == 3);
  CHECK(plan.groups[0].samples == 1);
  CHECK(plan.groups[1].phase != plan.groups[2].phase);
  const auto together = plan_batch(requests, {64, 64, 100, 2 * 128 * 128, 0});
  REQUIRE(together.groups.size() == 2);
  CHECK(together.frames[2].layout_.w == 128 * 128);
}

TEST_CASE("plan: buffers are drawn in every frame with feedback, in the last alone without, never for plain programs") {
  const auto plan = render::plan_batch(requests_of({2, 1, 0, 1}), kLimits, mixed);
  REQUIRE(plan.groups.size() == 3);
  CHECK(plan.groups[0].program == 0);
  CHECK(plan.groups[0].first_step == render::kWarmupFrames - 1);
  CHECK(plan.groups[0].num_steps == 1);
  CHECK(plan.groups[1].program == 1);
  CHECK(plan.groups[1].num_frames == 2);
  CHECK(plan.groups[1].first_step == 0);
  CHECK(plan.groups[1].num_steps == render::kWarmupFrames);
  CHECK(plan.groups[1].num_canvas_tiles_x == 8);
  CHECK_FALSE(plan.groups[2].has_buffers());
}

TEST_CASE("plan: requests of one program with other warm-ups are other dispatches") {
  auto requests = requests_of({1, 1, 1});
  requests[1].warmup_frames = 3;
  const auto plan = render::plan_batch(requests, kLimits, mixed);
  REQUIRE(plan.groups.size() == 2);
  CHECK(plan.groups[0].num_steps == 3);
  CHECK(plan.groups[1].num_frames == 2);
}

TEST_CASE("plan: every request has canvases of its own, and phases hold what fits") {
  constexpr uint64_t kTexels = 2 * 2 * 64 * 64;
  auto limits = kLimits;
  limits.canvas_texels = 2 * kTexels;
  const auto plan = render::plan_batch(requests_of({1, 1, 1, 2, 0}), limits, mixed);
  CHECK(plan.canvas_texels == 2 * kTexels);
  std::set<std::pair<uint32_t, int32_t>> places;  // (phase, first texel)
  for (const auto& group : plan.groups)
    for (uint32_t i = 0; group.has_buffers() && i < group.num_frames; ++i)
      places.insert({group.phase, plan.frames[group.first_frame + i].frame.w});
  CHECK(places == std::set<std::pair<uint32_t, int32_t>>{{0, 0}, {0, kTexels}, {1, 0}, {1, kTexels}});
}

TEST_CASE("plan: a canvas that does not fit alone is refused with its size and the limit") {
  auto request = render::preview_request(1, 64, 1.0f);
  request.canvas_px = {4096, 2048};
  auto limits = kLimits;
  limits.canvas_texels = 8u << 20;
  try {
    render::plan_batch({&request, 1}, limits, mixed);
    FAIL("was planned");
  } catch (const UsageError& e) {
    CHECK(std::string(e.what()).find("4096x2048 px with 2 buffers needs 512 MiB") != std::string::npos);
    CHECK(std::string(e.what()).find("at most 128 MiB") != std::string::npos);
  }
}

TEST_CASE("plan: parameters are the program's defaults under what the request sets") {
  render::ProgramDrawing drawing;
  drawing.parameters = {0.5f, 0.25f, 0.125f};
  auto request = render::preview_request(0, 64, 1.0f);
  request.latent.num_parameters = 2;
  request.latent.parameters = {7.0f, 8.0f, 9.0f};
  const auto plan = render::plan_batch({&request, 1}, kLimits,
                                       [&](uint32_t) -> const render::ProgramDrawing& { return drawing; });
  const auto& first = plan.frames[0].parameters[0];
  CHECK(std::array{first.x, first.y, first.z, first.w} == std::array{7.0f, 8.0f, 0.125f, 0.0f});
}

TEST_CASE("plan: parts of a slot start where descriptors may start") {
  CHECK(render::images_per_range(64, 12288, 1u << 20, 256) == 64);         // fits whole
  CHECK(render::images_per_range(64, 12288, 200'000, 256) == 16);          // 48 * 256 bytes each
  CHECK(render::images_per_range(100, 3 * 5 * 7, 2'000, 16) == 16);        // 105 bytes: 16 together are aligned
  CHECK(render::images_per_range(100, 3 * 5 * 7, 4'000, 16) == 32);
  CHECK_THROWS_AS(render::images_per_range(100, 3 * 5 * 7, 1'000, 16), UsageError);
}

TEST_CASE("window: the whole canvas maps its corners, a flip swaps left and right") {
  const auto full = render::full_window({320, 240}, 64, 48);
  CHECK(full.xx == 5);
  CHECK(full.yy == -5);
  CHECK(full.x0 == 0);
  CHECK(full.y0 == 240);
  const auto flipped = render::crop_window({320, 240}, 64, 48, 0.25f, 0.5f, 0.5f, 0.25f, true);
  CHECK(flipped.xx * 0 + flipped.x0 == doctest::Approx(240));
  CHECK(flipped.xx * 64 + flipped.x0 == doctest::Approx(80));
  CHECK(flipped.y0 == doctest::Approx(120));
}
