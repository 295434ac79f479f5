// Pictures whose exact answer is known, and the laws of a frame request.
#include <doctest/doctest.h>

#include <chrono>
#include <cmath>

#include "engine/base/check.h"
#include "engine/render/render_session.h"
#include "tests/support/session_of.h"

using namespace progpretrain;
using testing::main_image;
using testing::session_of;

namespace {

constexpr uint32_t kSize = 24;  // not a multiple of the 8x8 tile squared away by luck: 3 tiles

uint8_t quantise(double v) { return static_cast<uint8_t>(std::floor(std::clamp(v, 0.0, 1.0) * 255.0 + 0.5)); }

struct Pixel {
  int r, g, b;
  bool operator==(const Pixel&) const = default;
};

Pixel pixel(const render::DrawnFrames& frames, size_t image, uint32_t column, uint32_t row) {
  const auto planes = frames.image(image);
  const size_t plane = size_t{frames.height_px} * frames.width_px, at = size_t{row} * frames.width_px + column;
  return {planes[at], planes[plane + at], planes[2 * plane + at]};
}

std::vector<uint8_t> draw_one(render::RenderSession& session, const render::FrameRequest& request) {
  return session.draw({&request, 1}).planes;
}

// A busy picture whose every pixel differs; integer arithmetic, so that nothing can round.
const std::string kNoise = main_image(
    "uint h = uint(p.x) * 1973u + uint(p.y) * 9277u + uint(iTime * 16.0) * 26699u; h = (h ^ (h >> 15)) * 2246822519u;"
    "h ^= h >> 13; o = vec4(float(h & 255u), float((h >> 8) & 255u), float((h >> 16) & 255u), 255.0) / 255.0;");

}  // namespace

TEST_CASE("renderer: a ramp is exact in every pixel, y up as the author expects, row 0 = top") {
  auto session = session_of({main_image("o = vec4(p / iResolution.xy, 0.25, 1.0);")}, kSize);
  const auto frames = session.draw(std::vector{render::preview_request(0, kSize, 1.0f)});
  for (uint32_t row = 0; row < kSize; ++row)
    for (uint32_t column = 0; column < kSize; ++column) {
      const Pixel want{quantise((column + 0.5) / kSize), quantise((kSize - row - 0.5) / kSize), quantise(0.25)};
      REQUIRE(pixel(frames, 0, column, row) == want);
    }
  REQUIRE_CLEAN();
}

TEST_CASE("renderer: sizes that are no multiple of a tile are drawn to the last pixel") {
  for (const uint32_t size : {1u, 7u, 9u, 13u}) {
    auto session = session_of({main_image("o = vec4(1.0);")}, size);
    const auto frames = session.draw(std::vector{render::preview_request(0, size, 1.0f)});
    for (const uint8_t byte : frames.planes) REQUIRE(byte == 255);
  }
}

TEST_CASE("renderer: uniforms carry the latent's values") {
  auto session = session_of({main_image("o = vec4(iTime / 8.0, float(iFrame) / 255.0, iMouse.x / 255.0, 1.0);"),
                             main_image("o = vec4((iDate.x - 2000.0) / 255.0, iDate.y / 255.0, iResolution.z / 255.0, 1.0);")},
                            8);
  render::FrameRequest a = render::preview_request(0, 8, 2.0f), b = render::preview_request(1, 8, 2.0f);
  a.latent.pointer[0] = 77;
  const auto frames = session.draw(std::vector{a, b});
  CHECK(pixel(frames, 0, 3, 3) == Pixel{quantise(0.25), 120, 77});
  CHECK(pixel(frames, 1, 3, 3) == Pixel{21, 3, 1});
}

TEST_CASE("renderer: NaN becomes 0, infinity white, and both are counted by pixel") {
  auto session = session_of(
      {main_image("float zero = iTime - 1.0; o = vec4(p.x < 4.0 ? zero / zero : 1.0, p.y < 4.0 ? 1.0 / zero : 0.0, 1.0, 1.0);"),
       main_image("o = vec4(0.5);")},
      8);
  const auto frames = session.draw(std::vector{render::preview_request(0, 8, 1.0f), render::preview_request(1, 8, 1.0f)});
  CHECK(pixel(frames, 0, 0, 0) == Pixel{0, 0, 255});
  CHECK(pixel(frames, 0, 7, 7) == Pixel{255, 255, 255});
  CHECK(frames.counts[0].num_nan_px == 32 + 16);
  CHECK(frames.counts[1].num_nan_px == 0);
}

TEST_CASE("renderer: values beyond [0,1] are clamped") {
  auto session = session_of({main_image("o = vec4(-3.0, 1e30, 0.999, 1.0);")}, 8);
  const auto frames = session.draw(std::vector{render::preview_request(0, 8, 1.0f)});
  CHECK(pixel(frames, 0, 5, 5) == Pixel{0, 255, 255});
}

TEST_CASE("renderer: a cropped window is that part of the whole picture, bit for bit") {
  auto whole = session_of({kNoise}, 32);
  auto part = session_of({kNoise}, 16);
  const auto full = whole.draw(std::vector{render::preview_request(0, 32, 1.0f)});
  for (const auto& [left, top] : {std::pair{0u, 0u}, {16u, 16u}, {5u, 9u}}) {
    render::FrameRequest request = render::preview_request(0, 32, 1.0f);
    request.window = render::crop_window({32, 32}, 16, 16, left / 32.0f, top / 32.0f, 0.5f, 0.5f, false);
    const auto crop = part.draw(std::vector{request});
    for (uint32_t row = 0; row < 16; ++row)
      for (uint32_t column = 0; column < 16; ++column)
        REQUIRE(pixel(crop, 0, column, row) == pixel(full, 0, column + left, row + top));
  }
}

TEST_CASE("renderer: a flipped window is the mirrored picture, bit for bit") {
  auto session = session_of({kNoise}, 16);
  render::FrameRequest request = render::preview_request(0, 16, 1.0f);
  const auto straight = session.draw(std::vector{request});
  request.window = render::crop_window({16, 16}, 16, 16, 0, 0, 1, 1, true);
  const auto flipped = session.draw(std::vector{request});
  for (uint32_t row = 0; row < 16; ++row)
    for (uint32_t column = 0; column < 16; ++column)
      REQUIRE(pixel(flipped, 0, column, row) == pixel(straight, 0, 15 - column, row));
}

TEST_CASE("renderer: derivatives of canvas coordinates are exact, up is up") {
  auto session = session_of({main_image("o = vec4(dFdx(p.x) * 0.5, dFdy(p.y) * 0.5, fwidth(p.x * 3.0 + p.y) / 8.0, 1.0);"),
                             main_image("float v = p.x * p.x; o = vec4(dFdx(v) / 255.0, 0.0, 0.0, 1.0);")},
                            kSize);
  const auto frames =
      session.draw(std::vector{render::preview_request(0, kSize, 1.0f), render::preview_request(1, kSize, 1.0f)});
  for (uint32_t row = 0; row < kSize; ++row)
    for (uint32_t column = 0; column < kSize; ++column) {
      REQUIRE(pixel(frames, 0, column, row) == Pixel{128, 128, 128});
      // Within the quad of columns 2q and 2q+1: (2q + 1.5)^2 - (2q + 0.5)^2 = 4q + 2.
      REQUIRE(pixel(frames, 1, column, row).r == std::min(255u, 4 * (column / 2) + 2));
    }
  REQUIRE_CLEAN();
}

TEST_CASE("renderer: a program that differentiates keeps its quads on the canvas when it is cropped at odd pixels") {
  const std::string source = main_image("float v = p.x * p.x + p.y * p.y * 2.0; o = vec4(fract(fwidth(v) / 64.0), fract(dFdy(v) / 32.0), 0.0, 1.0);");
  auto whole = session_of({source}, 32);
  auto part = session_of({source}, 16);
  const auto full = whole.draw(std::vector{render::preview_request(0, 32, 1.0f)});
  for (const auto& [left, top] : {std::pair{3u, 5u}, {4u, 7u}, {1u, 2u}}) {
    render::FrameRequest request = render::preview_request(0, 32, 1.0f);
    request.window = render::crop_window({32, 32}, 16, 16, left / 32.0f, top / 32.0f, 0.5f, 0.5f, false);
    const auto crop = part.draw(std::vector{request});
    for (uint32_t row = 0; row < 16; ++row)
      for (uint32_t column = 0; column < 16; ++column)
        REQUIRE(pixel(crop, 0, column, row) == pixel(full, 0, column + left, row + top));
  }
}

TEST_CASE("renderer: a discarded pixel is black and its neighbours keep their derivatives") {
  auto session = session_of({main_image("float v = p.x; if (int(p.x) % 2 == 1) discard; o = vec4(dFdx(v) * 0.5, 1.0, 0.0, 1.0);")}, 8);
  const auto frames = session.draw(std::vector{render::preview_request(0, 8, 1.0f)});
  CHECK(pixel(frames, 0, 2, 3) == Pixel{128, 255, 0});
  CHECK(pixel(frames, 0, 3, 3) == Pixel{0, 0, 0});
}

TEST_CASE("renderer: the colour transform is applied before quantisation") {
  auto session = session_of({main_image("o = vec4(0.2, 0.4, 0.6, 1.0);")}, 8);
  render::FrameRequest request = render::preview_request(0, 8, 1.0f);
  request.colour = {0, 0, 1, 0, 1, 0, 0, 0, 0, 0.5, 0, 0.25};
  const auto frames = session.draw(std::vector{request});
  CHECK(pixel(frames, 0, 1, 1) == Pixel{quantise(0.6), quantise(0.2), quantise(0.45)});
}

TEST_CASE("renderer: supersamples are averaged in float") {
  const std::string steps = main_image("o = vec4(mod(floor(p.x * 4.0), 4.0) < 1.0 ? 1.0 : 0.0, mod(floor(p.y * 2.0), 2.0), 0.5, 1.0);");
  auto session = session_of({steps, kNoise}, 8);
  render::FrameRequest request = render::preview_request(0, 8, 1.0f);
  request.samples_per_axis = 4;
  // Beside it a plain request, which must not be disturbed.
  const render::FrameRequest plain = render::preview_request(1, 8, 1.0f);
  const auto alone = draw_one(session, plain);
  const auto frames = session.draw(std::vector{request, plain});
  for (uint32_t row = 0; row < 8; ++row)
    for (uint32_t column = 0; column < 8; ++column)
      REQUIRE(pixel(frames, 0, column, row) == Pixel{quantise(0.25), quantise(0.5), quantise(0.5)});
  CHECK(std::equal(alone.begin(), alone.end(), frames.image(1).begin()));
  REQUIRE_CLEAN();
}

TEST_CASE("renderer: supersampled batches that outgrow the scratch are drawn in passes") {
  auto session = session_of({main_image("o = vec4(p.x / 512.0, p.y / 512.0, 0.0, 1.0);")}, 512, 3);
  render::FrameRequest request = render::preview_request(0, 512, 1.0f);
  request.samples_per_axis = 4;  // 2048 x 2048 floats each: two pictures do not fit together
  const auto frames = session.draw(std::vector{request, request, request});
  const auto first = frames.image(0);
  for (size_t i = 1; i < 3; ++i) CHECK(std::equal(first.begin(), first.end(), frames.image(i).begin()));
  CHECK(pixel(frames, 2, 100, 0).r == quantise(100.5 / 512));
  REQUIRE_CLEAN();
}

TEST_CASE("renderer: a picture too large to supersample is refused with a reason") {
  auto session = session_of({kNoise}, 512);
  render::FrameRequest request = render::preview_request(0, 512, 1.0f);
  request.samples_per_axis = 16;
  CHECK_THROWS_WITH_AS(draw_one(session, request), doctest::Contains("scratch"), UsageError);
}

TEST_CASE("renderer: same request, same bits: any position, any batch size, any company, any renderer") {
  const std::vector<std::string> programs = {
      kNoise, main_image("vec2 q = p / iResolution.xy; for (int i = 0; i < 9; ++i) q = abs(q * 1.7 - 0.9) + sin(q.yx * 3.0 + iTime); o = vec4(q, q.x * q.y, 1.0);"),
      main_image("o = vec4(fwidth(sin(p.x * p.y * 0.1 + iTime)), 0.5, 0.0, 1.0);")};
  std::vector<render::FrameRequest> requests;
  for (uint32_t i = 0; i < 12; ++i) {
    requests.push_back(render::preview_request(i % 3, kSize, 0.25f * static_cast<float>(i)));
    if (i % 4 == 1) requests.back().window = render::crop_window({kSize, kSize}, kSize, kSize, 0.1f, 0.2f, 0.5f, 0.4f, i % 8 == 1);
  }
  auto one_by_one = session_of(programs, kSize, 1);
  std::vector<std::vector<uint8_t>> want;
  for (const auto& request : requests) want.push_back(draw_one(one_by_one, request));

  for (const uint32_t batch : {2u, 5u, 12u}) {
    auto session = session_of(programs, kSize, batch);
    auto order = requests;
    for (int turn = 0; turn < 3; ++turn) {
      const auto frames = session.draw(order);
      for (size_t i = 0; i < order.size(); ++i) {
        const size_t original = static_cast<size_t>(std::find(requests.begin(), requests.end(), order[i]) - requests.begin());
        REQUIRE(std::equal(want[original].begin(), want[original].end(), frames.image(i).begin()));
      }
      std::rotate(order.begin(), order.begin() + 5, order.end());
    }
  }
  REQUIRE_CLEAN();
}

TEST_CASE("renderer: globals start afresh in every pixel, also when initialised from uniforms") {
  auto session = session_of({"float g = 0.25; float t = iTime * 0.125; void add() { g += t; }\n" + main_image("add(); o = vec4(g, t, 0.0, 1.0);")}, 16);
  const auto frames = session.draw(std::vector{render::preview_request(0, 16, 2.0f), render::preview_request(0, 16, 2.0f)});
  for (uint32_t i = 0; i < 16; ++i) REQUIRE(pixel(frames, 1, i, i) == Pixel{quantise(0.5), quantise(0.25), 0});
}

TEST_CASE("renderer: a local declared in a loop is zero in every round, one declared outside keeps its value") {
  auto session = session_of({main_image("for (int i = 0; i < 3; i++) { float t; t += 0.25; o.r = t; }"
                                        "float s; for (int i = 0; i < 3; i++) { s += 0.25; } o.g = s;"),
                             main_image("for (int k = 0; k < 2; k++) for (int i; i < 2; i++) o.r += 0.125;"
                                        "for (int i = 0; i < 3; i++) { float a[4]; vec2 v; mat2 m; a[i] += 0.25; v.x += 0.25; m[1][1] += 0.25;"
                                        "o.g = a[0] + a[1] + a[2]; o.b = v.x + m[1][1]; }"),
                             "struct S { float a; vec2 b[2]; };\n" +
                                 main_image("for (int i = 0; i < 4; i++) { S s; s.a += 0.25; s.b[1].y += 0.5; o.rg = vec2(s.a, s.b[1].y); }")},
                            8);
  const auto frames = session.draw(std::vector{render::preview_request(0, 8, 1.0f), render::preview_request(1, 8, 1.0f), render::preview_request(2, 8, 1.0f)});
  CHECK(pixel(frames, 0, 4, 4) == Pixel{quantise(0.25), quantise(0.75), 0});
  CHECK(pixel(frames, 1, 4, 4) == Pixel{quantise(0.5), quantise(0.25), quantise(0.5)});
  CHECK(pixel(frames, 2, 4, 4) == Pixel{quantise(0.25), quantise(0.5), 0});
}

TEST_CASE("renderer: an endless loop ends, is counted in every pixel, and leaves its neighbours alone") {
  auto session = session_of({main_image("float s = 0.0; while (true) { s += 1.0; if (s < 0.0) break; } o = vec4(1.0);"), kNoise}, 8);
  const render::FrameRequest good = render::preview_request(1, 8, 1.0f);
  const auto alone = draw_one(session, good);
  const auto frames = session.draw(std::vector{render::preview_request(0, 8, 1.0f), good});
  CHECK(frames.counts[0].num_budget_px == 64);
  CHECK(frames.counts[1].num_budget_px == 0);
  CHECK(std::equal(alone.begin(), alone.end(), frames.image(1).begin()));
}

TEST_CASE("renderer: submission does not wait, and device time is measured") {
  auto session = session_of({kNoise}, kSize);
  const std::vector requests{render::preview_request(0, kSize, 1.0f)};
  const auto start = std::chrono::steady_clock::now();
  const auto lease = session.renderer().submit(requests);
  REQUIRE(lease.has_value());
  const double device_ms = session.renderer().device_ms(*lease);
  const std::chrono::duration<double, std::milli> elapsed = std::chrono::steady_clock::now() - start;
  CHECK(device_ms > 0.0);
  CHECK(device_ms <= elapsed.count());
}
