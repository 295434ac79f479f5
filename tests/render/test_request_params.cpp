#include <doctest/doctest.h>

#include <set>

#include "engine/base/check.h"
#include "engine/render/request_params.h"

using namespace progpretrain;
using render::plan_batch;

namespace {

constexpr render::PlanLimits kLimits{64, 64, 100, 1u << 20};

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
  const auto plan = plan_batch(requests_of({0, 0, 0, 0, 0}), {64, 64, 2, 1});
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
  const auto plan = plan_batch(requests, {64, 64, 100, 128 * 128});
  REQUIRE(plan.groups.size() == 3);
  CHECK(plan.groups[0].samples == 1);
  CHECK(plan.groups[1].scratch_pass != plan.groups[2].scratch_pass);
  const auto together = plan_batch(requests, {64, 64, 100, 2 * 128 * 128});
  REQUIRE(together.groups.size() == 2);
  CHECK(together.frames[2].layout_.w == 128 * 128);
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
