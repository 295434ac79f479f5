// Requests that look at a shared canvas: the picture is a function of the request, whoever drew the
// canvas and when.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>

#include "engine/base/check.h"
#include "engine/render/canvas_store.h"
#include "tests/support/session_of.h"

using namespace progpretrain;
using testing::cpu_device;
using testing::main_image;
using testing::module_of;

namespace {

constexpr uint32_t kSize = 16, kCanvas = 32, kDrawn = 24;

const std::string kRamp = main_image("o = vec4(p / iResolution.xy, 0.25, 1.0);");
const std::string kBusy = main_image(
    "o = vec4(0.5 + 0.5 * sin(p.x * 0.9 + iTime * 3.0), 0.5 + 0.5 * sin(p.y * 0.7), 0.5 + 0.5 * "
    "cos(p.x * p.y * 0.05), 1.0);");

render::FrameRequest look(uint32_t program, float time_s, float left, float top, float side,
                          bool flip = false) {
  render::FrameRequest request = render::preview_request(program, kSize, time_s);
  request.canvas_px = {kCanvas, kCanvas};
  request.drawn_px = {kDrawn, kDrawn};
  request.window =
      render::crop_window(request.canvas_px, kSize, kSize, left, top, side, side, flip);
  return request;
}

render::RenderSession session_with(const std::vector<std::string>& sources, uint32_t batch,
                                   uint64_t shared_bytes = 64 << 20) {
  std::vector<spirv::ProgramModule> modules;
  for (const auto& source : sources) modules.push_back(module_of(source));
  render::RenderLimits limits;
  limits.shared_canvas_bytes = shared_bytes;
  const auto count = static_cast<uint32_t>(modules.size());
  return render::RenderSession(
      cpu_device(), count, [modules](uint32_t i) { return modules[i]; },
      frames::make_host_ring(cpu_device(), {batch, kSize, kSize}, 2), limits);
}

std::vector<render::FrameRequest> mixed_requests() {
  std::vector<render::FrameRequest> out;
  for (uint32_t i = 0; i < 24; ++i) {
    auto request = look(i % 2, 1.0f + static_cast<float>(i % 3), 0.02f * static_cast<float>(i),
                        0.1f, 0.3f + 0.01f * static_cast<float>(i), i % 5 == 0);
    if (i % 4 == 3) request.drawn_px = {};  // some draw their window themselves
    if (i % 8 == 7) request.samples_per_axis = 2;
    out.push_back(request);
  }
  return out;
}

constexpr uint64_t kCanvasBytes = uint64_t{kDrawn} * kDrawn * 3 * sizeof(float);

}  // namespace

TEST_CASE("shared canvas: a ramp seen through a window is the ramp") {
  auto session = session_with({kRamp}, 4);
  for (const bool flip : {false, true}) {
    const auto request = look(0, 1.0f, 0.2f, 0.3f, 0.5f, flip);
    const auto frames = session.draw({&request, 1});
    for (uint32_t row = 0; row < kSize; ++row)
      for (uint32_t column = 0; column < kSize; ++column) {
        const double across = (column + 0.5) / kSize, x = 0.2 + 0.5 * (flip ? 1 - across : across);
        const double y = 1 - (0.3 + 0.5 * (row + 0.5) / kSize);
        const auto image = frames.image(0);
        REQUIRE(std::abs(image[row * kSize + column] - 255 * x) <= 0.75);
        REQUIRE(std::abs(image[(kSize + row) * kSize + column] - 255 * y) <= 0.75);
      }
  }
  REQUIRE_CLEAN();
}

TEST_CASE(
    "shared canvas: the whole canvas at the size it was drawn is its drawing, byte for byte") {
  std::vector<spirv::ProgramModule> modules{module_of(kBusy)};
  render::RenderSession session(
      cpu_device(), 1, [&](uint32_t i) { return modules[i]; },
      frames::make_host_ring(cpu_device(), {2, kDrawn, kDrawn}, 1));
  render::FrameRequest direct = render::preview_request(0, kDrawn, 1.5f);
  direct.canvas_px = {kCanvas, kCanvas};
  direct.window = render::full_window(direct.canvas_px, kDrawn, kDrawn);
  auto through = direct;
  through.drawn_px = {kDrawn, kDrawn};
  const std::vector requests{direct, through};
  const auto frames = session.draw(requests);
  CHECK(std::equal(frames.image(0).begin(), frames.image(0).end(), frames.image(1).begin()));
}

TEST_CASE(
    "shared canvas: alone or in any batch, at hand or drawn anew, a request is the same picture") {
  const auto requests = mixed_requests();
  auto together = session_with({kRamp, kBusy}, 24);
  const auto whole = together.draw(requests);
  CHECK(together.renderer().counters().num_canvases < together.renderer().counters().num_looks);
  const auto again = together.draw(requests);
  CHECK(whole.planes == again.planes);
  for (size_t i = 0; i < requests.size(); i += 3) {
    auto alone = session_with({kRamp, kBusy}, 1);
    const auto frames = alone.draw({&requests[i], 1});
    CHECK(std::equal(frames.planes.begin(), frames.planes.end(), whole.image(i).begin()));
  }
  REQUIRE_CLEAN();
}

TEST_CASE(
    "shared canvas: a store that is too small for a batch draws more often, never another "
    "picture") {
  const auto requests = mixed_requests();
  auto roomy = session_with({kRamp, kBusy}, 24),
       tight = session_with({kRamp, kBusy}, 24, 2 * kCanvasBytes);
  for (int round = 0; round < 3; ++round)
    CHECK(roomy.draw(requests).planes == tight.draw(requests).planes);
  CHECK(tight.renderer().counters().num_canvases > roomy.renderer().counters().num_canvases);
  CHECK(roomy.renderer().counters().num_canvases == 6);
  REQUIRE_CLEAN();
}

TEST_CASE("shared canvas: one that no store holds is refused in one line") {
  auto session = session_with({kRamp}, 1, kCanvasBytes - 1);
  const auto request = look(0, 1.0f, 0, 0, 1);
  CHECK_THROWS_WITH_AS(session.draw({&request, 1}), doctest::Contains("freshness"), UsageError);
}

TEST_CASE("shared canvas: a batch that was not submitted leaves no canvas behind") {
  auto session = session_with({kRamp}, 1);
  const std::vector requests{look(0, 1.0f, 0, 0, 1)};
  auto a = session.renderer().submit(requests),
       b = session.renderer().submit(std::vector{look(0, 2.0f, 0, 0, 1)});
  const std::vector late{look(0, 3.0f, 0, 0, 1)};
  CHECK_FALSE(session.renderer().submit(late, std::chrono::milliseconds(5)).has_value());
  a->release();
  CHECK(session.renderer().submit(late).has_value());
  CHECK(session.renderer().counters().num_canvases == 3);
}

TEST_CASE(
    "shared canvas: NaN and loop budgets of the canvas are counted once, at the request that drew "
    "it") {
  auto session = session_with({main_image("o = vec4(p.x < 16.0 ? sqrt(-1.0 - iTime) : 1.0);")}, 2);
  const auto frames = session.draw(std::vector{look(0, 1.0f, 0, 0, 1), look(0, 1.0f, 0, 0, 0.5f)});
  CHECK(frames.counts[0].num_nan_px == kDrawn * kDrawn / 2);
  CHECK(frames.counts[1].num_nan_px == 0);
  CHECK(frames.image(0)[0] == 0);
  CHECK(frames.image(0)[kSize - 1] == 255);
}
