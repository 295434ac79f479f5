// Who shares a canvas with whom: bounded by freshness, decided by number and frozen costs alone.
#include <doctest/doctest.h>

#include <array>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "engine/base/check.h"
#include "engine/render/request_plan.h"

using namespace progpretrain;

namespace {

constexpr uint32_t kPrograms = 200;

// Every tenth program costs a hundred times as much as the others.
std::vector<double> costs() {
  std::vector<double> out(kPrograms, 10.0);
  for (uint32_t i = 0; i < kPrograms; i += 10) out[i] = 1000.0 + i;
  return out;
}

render::SharingRules rules(uint32_t freshness) {
  return {freshness, 2, 64, 1, 0.2f, 1.0f, 64u << 20};
}

render::RequestPlan plan_of(uint32_t working_set, uint32_t visit_samples, uint32_t freshness) {
  render::RequestPlan plan;
  plan.seed = 4;
  plan.num_programs = kPrograms;
  plan.working_set = working_set;
  plan.visit_samples = visit_samples;
  plan.sharing = std::make_shared<render::CanvasSharing>(
      render::share_canvases(costs(), render::rotation_of(plan), rules(freshness)));
  return plan;
}

// Requests by what they are drawn from.
std::map<std::pair<uint32_t, float>, int> drawings(const render::RequestPlan& plan,
                                                   uint64_t num_samples) {
  std::map<std::pair<uint32_t, float>, int> out;
  for (uint64_t sample = 0; sample < num_samples; ++sample)
    for (uint32_t view = 0; view < plan.views; ++view) {
      const auto request = render::request_of_view(plan, sample, view);
      if (request.looks_at_canvas()) ++out[{request.program, request.latent.time_s}];
    }
  return out;
}

}  // namespace

TEST_CASE("sharing: expensive programs share, cheap ones never do") {
  const auto plan = plan_of(0, 1, 8);
  for (uint32_t i = 0; i < kPrograms; ++i) CHECK(plan.sharing->applies_to(i) == (i % 10 == 0));
  for (uint64_t sample = 0; sample < 500; ++sample) {
    const auto request = render::request_of_view(plan, sample, 0);
    CHECK(request.looks_at_canvas() == (request.program % 10 == 0));
  }
}

TEST_CASE(
    "sharing: no drawing serves more requests than freshness allows, and most serve that many") {
  for (const uint32_t working_set : {0u, 40u})
    for (const uint32_t freshness : {8u, 16u}) {
      CAPTURE(working_set);
      CAPTURE(freshness);
      const auto plan = plan_of(working_set, 8, freshness);
      int num_requests = 0, num_full = 0;
      const auto groups = drawings(plan, 40 * kPrograms);
      for (const auto& [drawing, count] : groups) {
        CHECK(count <= static_cast<int>(freshness));
        num_requests += count;
        num_full += count == static_cast<int>(freshness);
      }
      CHECK(num_requests == 40 * 20 * 2);  // as often as without sharing
      CHECK(num_full > static_cast<int>(groups.size()) / 2);
    }
}

TEST_CASE("sharing: how often a program is shown does not depend on freshness") {
  const auto shared = plan_of(40, 8, 16), fresh = plan_of(40, 8, 1);
  for (uint64_t sample = 0; sample < 3000; ++sample)
    REQUIRE(render::program_of_sample(shared, sample) == render::program_of_sample(fresh, sample));
}

TEST_CASE("sharing: freshness 1 makes every request a drawing of its own") {
  CHECK(drawings(plan_of(0, 1, 1), 1000).empty());
  CHECK(drawings(plan_of(40, 8, 1), 1000).empty());
}

TEST_CASE("sharing: windows and cheap programs' requests are those of a run without sharing") {
  const auto shared = plan_of(0, 1, 8), fresh = plan_of(0, 1, 1);
  std::set<std::array<float, 4>> windows;
  for (uint64_t sample = 0; sample < 2000; ++sample) {
    const auto a = render::request_of_view(shared, sample, 1),
               b = render::request_of_view(fresh, sample, 1);
    CHECK(a.window == b.window);
    if (a.program % 10 != 0) REQUIRE(a == b);
    windows.insert({a.window.xx, a.window.x0, a.window.yy, a.window.y0});
  }
  CHECK(windows.size() > 1990);
}

TEST_CASE("sharing: a canvas that would cost more than its windows is not made") {
  // Two views at 64 px are 8192 pixels; a canvas for crops from 4 % on has 144 x 144.
  const render::Rotation rotation{1, kPrograms, 0, 1};
  auto little = rules(2);
  little.min_crop_area = 0.04f;
  CHECK(render::share_canvases(costs(), rotation, little).shares.empty());
  little.freshness = 16;
  CHECK_FALSE(render::share_canvases(costs(), rotation, little).shares.empty());
}

TEST_CASE("sharing: what memory does not hold is not shared, the cheapest first") {
  const render::Rotation rotation{1, kPrograms, 0, 1};
  auto tight = rules(8);
  tight.max_canvas_bytes = 5 * 96 * 96 * render::kCanvasPixelBytes;
  const auto sharing = render::share_canvases(costs(), rotation, tight);
  CHECK(sharing.drawn_px == 96);
  for (uint32_t i = 0; i < kPrograms; ++i)
    CHECK(sharing.applies_to(i) == (i % 10 == 0 && i >= 150));
}

TEST_CASE("quarantine: a program is shown no more from its sample on, and nothing else changes") {
  auto plan = plan_of(40, 8, 8);
  const auto before = plan;
  const uint32_t bad = render::program_of_sample(plan, 100);
  plan.quarantine.push_back({bad, 100});
  for (uint64_t sample = 0; sample < 4000; ++sample) {
    const auto with = render::request_of_view(plan, sample, 0),
               without = render::request_of_view(before, sample, 0);
    if (sample < 100 || without.program != bad) {
      REQUIRE(with == without);
    } else {
      REQUIRE(with.program != bad);
      REQUIRE_FALSE(with.looks_at_canvas());
    }
  }
}

TEST_CASE("quarantine: when every program is in it, the run ends with a clear error") {
  render::RequestPlan plan;
  plan.num_programs = 3;
  for (uint32_t i = 0; i < 3; ++i) plan.quarantine.push_back({i, 0});
  CHECK_THROWS_WITH_AS(render::program_of_sample(plan, 7), doctest::Contains("quarantine"),
                       EnvironmentError);
}
