#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <vector>

#include "engine/render/request_plan.h"

using namespace progpretrain;

namespace {

render::RequestPlan plan_of(uint32_t num_programs, uint64_t seed = 5) {
  render::RequestPlan plan;
  plan.num_programs = num_programs;
  plan.seed = seed;
  return plan;
}

}  // namespace

TEST_CASE("request plan: every epoch shows every program exactly once, in another order") {
  for (const uint32_t n : {1u, 2u, 3u, 66u, 1000u}) {
    const auto plan = plan_of(n);
    std::vector<uint32_t> previous;
    for (uint64_t epoch = 0; epoch < 3; ++epoch) {
      std::map<uint32_t, int> seen;
      std::vector<uint32_t> order;
      for (uint64_t i = 0; i < n; ++i) {
        order.push_back(render::program_of_sample(plan, epoch * n + i));
        ++seen[order.back()];
      }
      CHECK(seen.size() == n);
      if (n >= 66) CHECK(order != previous);
      previous = order;
    }
  }
}

TEST_CASE("request plan: request k depends on seed and k alone") {
  const auto plan = plan_of(50);
  const auto late = render::request_of_view(plan, 123456, 1);
  for (uint64_t k = 0; k < 5; ++k) render::request_of_view(plan, k, 0);
  CHECK(render::request_of_view(plan, 123456, 1) == late);
  CHECK_FALSE(render::request_of_view(plan_of(50, 6), 123456, 1) == late);
}

TEST_CASE("request plan: the views of a sample share program and moment, not the window") {
  const auto plan = plan_of(50);
  int different = 0;
  for (uint64_t k = 0; k < 100; ++k) {
    const auto a = render::request_of_view(plan, k, 0), b = render::request_of_view(plan, k, 1);
    CHECK(a.program == b.program);
    CHECK(a.latent.time_s == b.latent.time_s);
    different += a.window == b.window ? 0 : 1;
  }
  CHECK(different == 100);
}

TEST_CASE("request plan: windows lie on the canvas, areas and flips follow their settings") {
  const auto plan = plan_of(10);
  double area_sum = 0;
  int flips = 0;
  constexpr int kCount = 4000;
  for (int k = 0; k < kCount; ++k) {
    const auto request = render::request_of_view(plan, static_cast<uint64_t>(k), 0);
    const auto& w = request.window;
    const float size = static_cast<float>(plan.size_px), canvas = static_cast<float>(plan.canvas_px);
    for (const float corner : {0.0f, size}) {
      CHECK(w.xx * corner + w.x0 >= -1e-3f);
      CHECK(w.xx * corner + w.x0 <= canvas + 1e-3f);
      CHECK(w.yy * corner + w.y0 >= -1e-3f);
      CHECK(w.yy * corner + w.y0 <= canvas + 1e-3f);
    }
    area_sum += std::abs(w.xx * w.yy) * size * size / (canvas * canvas);
    flips += w.xx < 0 ? 1 : 0;
    CHECK(request.latent.time_s >= 0.0f);
    CHECK(request.latent.time_s < 10.0f);
  }
  CHECK(area_sum / kCount == doctest::Approx(0.6).epsilon(0.03));  // mean of the uniform law, less what is cut at 1
  CHECK(flips / double{kCount} == doctest::Approx(0.5).epsilon(0.06));
}

TEST_CASE("views: latent views are neighbours of the first, frames are moments of their own") {
  render::RequestPlan plan = plan_of(50);
  const auto window = render::request_of_view(plan, 7, 1);
  plan.latent_sigma = 0.2f;
  CHECK(render::request_of_view(plan, 7, 1) == window);

  plan.kind = render::ViewKind::latent;
  plan.views = 3;
  const auto anchor = render::request_of_view(plan, 7, 0), one = render::request_of_view(plan, 7, 1), two = render::request_of_view(plan, 7, 2);
  CHECK(anchor.latent.constants_sigma == 0.0f);
  CHECK(anchor.latent.parameters_sigma == 0.0f);
  CHECK(one.latent.constants_sigma == 0.2f);
  CHECK(one.latent.parameters_sigma == 0.2f);
  CHECK(one.latent.seed != two.latent.seed);
  CHECK(one.latent.time_s == anchor.latent.time_s);
  CHECK(one.window == window.window);
  CHECK(render::request_of_view(plan, 7, 1) == one);
  plan.sigma_of_program.assign(50, 0.01f);
  CHECK(render::request_of_view(plan, 7, 1).latent.constants_sigma == 0.01f);

  plan.kind = render::ViewKind::frame;
  const auto first = render::request_of_view(plan, 7, 0), other = render::request_of_view(plan, 7, 1);
  CHECK(first.latent.time_s == anchor.latent.time_s);
  CHECK(other.latent.time_s != first.latent.time_s);
  CHECK(other.latent.time_s >= plan.time_s[0]);
  CHECK(other.latent.time_s < plan.time_s[1]);
  CHECK(other.latent.constants_sigma == 0.0f);
  CHECK(other.window == window.window);
}

TEST_CASE("views: all views of a sample have the same parameters, other samples have others") {
  render::RequestPlan plan = plan_of(50);
  const auto plain = render::request_of_view(plan, 7, 1);
  plan.parameters_sigma = 0.25f;
  for (const auto kind : {render::ViewKind::window, render::ViewKind::frame}) {
    plan.kind = kind;
    const auto one = render::request_of_view(plan, 7, 0), two = render::request_of_view(plan, 7, 1);
    CHECK(one.latent.parameters_sigma == 0.25f);
    CHECK(two.latent.parameters_sigma == 0.25f);
    CHECK(one.latent.constants_sigma == 0.0f);
    CHECK(one.latent.seed == two.latent.seed);
    CHECK(render::request_of_view(plan, 8, 0).latent.seed != one.latent.seed);
  }
  plan.kind = render::ViewKind::window;
  auto drawn = render::request_of_view(plan, 7, 1);
  drawn.latent = plain.latent;
  CHECK(drawn == plain);  // nothing else moves
}
