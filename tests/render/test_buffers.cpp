// Feedback and multipass: pictures whose exact answer is known, and the laws of a frame request for
// programs with buffers.
#include <doctest/doctest.h>

#include <cmath>

#include "engine/base/check.h"
#include "engine/render/program_drawing.h"
#include "tests/support/buffer_program_of.h"
#include "tests/support/session_of.h"

using namespace progpretrain;
using testing::buffer_program_of;
using testing::main_image;
using testing::session_of_modules;

namespace {

constexpr uint32_t kSize = 12;  // a tile and a half

struct Pixel {
  int r, g, b;
  bool operator==(const Pixel&) const = default;
};

int quantise(double v) {
  return static_cast<int>(std::floor(std::clamp(v, 0.0, 1.0) * 255.0 + 0.5));
}

Pixel pixel(const render::DrawnFrames& frames, size_t image, uint32_t column, uint32_t row) {
  const auto planes = frames.image(image);
  const size_t plane = size_t{frames.height_px} * frames.width_px,
               at = size_t{row} * frames.width_px + column;
  return {planes[at], planes[plane + at], planes[2 * plane + at]};
}

render::FrameRequest request_of(uint32_t program, uint32_t warmup_frames, float time_s = 1.0f) {
  auto request = render::preview_request(program, kSize, time_s);
  request.warmup_frames = warmup_frames;
  return request;
}

Pixel draw_pixel(render::RenderSession& session, const render::FrameRequest& request,
                 uint32_t column = 3, uint32_t row = 9) {
  return pixel(session.draw({&request, 1}), 0, column, row);
}

const std::string kOwnTexel = "pp_buffer_texel(0u, ivec2(p))";
// Adds 1/16 to its texel in every frame.
const std::string kCounter = main_image("o = " + kOwnTexel + " + vec4(0.0625);");
const std::string kShowFirst = main_image("o = " + kOwnTexel + ";");
// A buffer whose every texel differs and changes from frame to frame, with its neighbour of the
// frame before in it.
const std::string kSwirl = main_image(
    "ivec2 q = ivec2(p); vec4 before = pp_buffer_texel(0u, (q + ivec2(1, 2)) % "
    "ivec2(iResolution.xy));"
    "uint h = uint(q.x) * 1973u + uint(q.y) * 9277u + uint(pp_time_s * 960.0) * 26699u + "
    "uint(before.x * 255.0) * 7u;"
    "h = (h ^ (h >> 15)) * 2246822519u; h ^= h >> 13;"
    "o = vec4(float(h & 255u), float((h >> 8) & 255u), float((h >> 16) & 255u), 255.0) / 255.0;");

std::vector<spirv::ProgramModule> assorted_programs() {
  return {buffer_program_of({kSwirl}, kShowFirst),
          buffer_program_of({kCounter, kShowFirst}, kShowFirst),
          testing::module_of(main_image("o = vec4(p / iResolution.xy, iTime / 8.0, 1.0);")),
          buffer_program_of({kSwirl}, ""),
          buffer_program_of({main_image("o = vec4(p / 16.0, pp_time_s / 8.0, 1.0);")}, "", false)};
}

std::vector<render::FrameRequest> assorted_requests() {
  std::vector<render::FrameRequest> requests;
  for (uint32_t i = 0; i < 14; ++i) {
    requests.push_back(request_of(i % 5, 1 + i % 4, 0.5f + 0.25f * static_cast<float>(i)));
    if (i % 3 == 1)
      requests.back().window =
          render::crop_window({kSize, kSize}, kSize, kSize, 0.1f, 0.2f, 0.5f, 0.4f, i % 2 == 1);
    if (i % 6 == 2) requests.back().samples_per_axis = 2;
    if (i % 4 == 3) requests.back().canvas_px = {20, 9};
  }
  return requests;
}

std::vector<std::vector<uint8_t>> drawn_alone(const std::vector<render::FrameRequest>& requests) {
  auto session = session_of_modules(assorted_programs(), kSize, 1, {}, 1);
  std::vector<std::vector<uint8_t>> out;
  for (const auto& request : requests) out.push_back(session.draw({&request, 1}).planes);
  return out;
}

void require_same(const std::vector<std::vector<uint8_t>>& want,
                  const render::DrawnFrames& frames) {
  for (size_t i = 0; i < want.size(); ++i) {
    INFO("request ", i);
    REQUIRE(std::equal(want[i].begin(), want[i].end(), frames.image(i).begin()));
  }
}

}  // namespace

TEST_CASE("buffers: a counter shows n / 16 after n frames, from cleared buffers on, every time") {
  auto session = session_of_modules({buffer_program_of({kCounter}, kShowFirst)}, kSize);
  for (int turn = 0; turn < 2; ++turn)
    for (const uint32_t n : {1u, 2u, 5u, 16u}) {
      const auto frames = session.draw(std::vector{request_of(0, n)});
      for (uint32_t i = 0; i < kSize; ++i)
        REQUIRE(pixel(frames, 0, i, kSize - 1 - i).r == quantise(n / 16.0));
    }
  CHECK(render::FrameRequest{}.warmup_frames == 16);
  REQUIRE_CLEAN();
}

TEST_CASE(
    "buffers: frame i of n has iFrame i and lies (n - 1 - i) / 60 s before the picture's moment") {
  // Sums of what every frame saw: frame numbers 0 + 1 + 2 + 3, and times relative to the last.
  auto session = session_of_modules(
      {buffer_program_of({main_image("vec4 b = " + kOwnTexel +
                                     "; o = b + vec4(float(pp_frame_number) / 255.0, (2.0 - "
                                     "pp_time_s) * 60.0 / 255.0, 0.0, 0.0);")},
                         main_image("o = " + kOwnTexel +
                                    " + vec4(0.0, 0.0, float(pp_frame_number) / 255.0, 0.0);"))},
      kSize);
  CHECK(draw_pixel(session, request_of(0, 4, 2.0f)) == Pixel{6, 6, 3});
}

TEST_CASE(
    "buffers: passes are drawn in order, and a pass sees later buffers and its own as of the frame "
    "before") {
  // A = 1 + before(B); B = A * 2 + before(B): frame 0: A 1, B 2; frame 1: A 3, B 8; frame 2: A 9,
  // B 26.
  const std::string a = main_image("o = 1.0 + pp_buffer_texel(1u, ivec2(p));");
  const std::string b =
      main_image("o = pp_buffer_texel(0u, ivec2(p)) * 2.0 + pp_buffer_texel(1u, ivec2(p));");
  const std::string picture = main_image(
      "o = vec4(pp_buffer_texel(0u, ivec2(p)).x, pp_buffer_texel(1u, ivec2(p)).x, "
      "float(pp_dispatch.pass), 0.0) / 255.0;");
  auto session = session_of_modules({buffer_program_of({a, b}, picture)}, kSize);
  CHECK(draw_pixel(session, request_of(0, 1)) == Pixel{1, 2, 2});
  CHECK(draw_pixel(session, request_of(0, 2)) == Pixel{3, 8, 2});
  CHECK(draw_pixel(session, request_of(0, 3)) == Pixel{9, 26, 2});
  REQUIRE_CLEAN();
}

TEST_CASE(
    "buffers: they are drawn whole at canvas size whatever the window, and hold values beyond 0 "
    "and 1") {
  const std::string position = main_image("o = vec4(p * 100.0, -7.0, 1.0);");
  const std::string picture = main_image(
      "o = vec4(pp_buffer_texel(0u, ivec2(19, 8)).xy / 5100.0, pp_buffer_texel(0u, ivec2(0)).z + "
      "7.5, 1.0);");
  auto session = session_of_modules({buffer_program_of({position}, picture)}, kSize);
  auto request = request_of(0, 2);
  request.canvas_px = {20, 9};
  request.window = render::crop_window({20, 9}, kSize, kSize, 0.4f, 0.4f, 0.1f, 0.1f, true);
  CHECK(draw_pixel(session, request) ==
        Pixel{quantise(1950.0 / 5100.0), quantise(850.0 / 5100.0), 128});
}

TEST_CASE("buffers: a pass may write two, and passes of one unit are told apart by their number") {
  auto program =
      buffer_program_of({kShowFirst, kShowFirst},
                        main_image("o = vec4(pp_buffer_texel(0u, ivec2(p)).x, pp_buffer_texel(1u, "
                                   "ivec2(p)).x, pp_buffer_texel(2u, ivec2(p)).x, 1.0);"));
  program.units[0] = testing::buffer_unit_of(
      "vec4 second;\n#define PP_SECOND_COLOUR second\nvoid mainImage(out vec4 o, in vec2 p) {"
      "o = vec4(float(pp_dispatch.pass) / 8.0); second = vec4(0.75); }");
  program.passes = {{0, 0, 2, 3}, {0, 2, 1, 5}, {2, 3, 0, 6}};
  program.num_buffers = 3;
  auto session = session_of_modules({program}, kSize);
  CHECK(draw_pixel(session, request_of(0, 1)) ==
        Pixel{quantise(0.375), quantise(0.75), quantise(0.625)});
}

TEST_CASE("buffers: a discarded texel keeps what it was") {
  // Even columns stop at frame 2; a program that draws its last frame alone has nothing to keep.
  const std::string source =
      main_image("o = " + kOwnTexel +
                 " + vec4(0.0625); if (pp_frame_number > 2 && int(p.x) % 2 == 0) discard;");
  auto session = session_of_modules(
      {buffer_program_of({source}, kShowFirst), buffer_program_of({source}, kShowFirst, false)},
      kSize);
  const auto frames = session.draw(std::vector{request_of(0, 8), request_of(1, 8)});
  CHECK(pixel(frames, 0, 4, 5).r == quantise(3.0 / 16));
  CHECK(pixel(frames, 0, 5, 5).r == quantise(8.0 / 16));
  CHECK(pixel(frames, 1, 4, 5).r == 0);
  CHECK(pixel(frames, 1, 5, 5).r == quantise(1.0 / 16));
}

TEST_CASE("buffers: derivatives in a buffer pass are those of its canvas") {
  auto program = buffer_program_of({kCounter}, kShowFirst);
  program.units[0] = testing::buffer_unit_of(
      main_image("o = vec4(dFdx(p.x * 0.5), dFdy(p.y * 0.25), 0.0, 1.0);"), true);
  auto session = session_of_modules({program}, kSize);
  auto request = request_of(0, 2);
  request.window =
      render::crop_window({kSize, kSize}, kSize, kSize, 0.25f, 0.25f, 1.0f / 12, 1.0f / 12, true);
  CHECK(draw_pixel(session, request, 11, 11) == Pixel{128, 64, 0});
}

TEST_CASE(
    "buffers: a shown buffer under the whole canvas is its texels, under a crop or flip its "
    "resampled picture") {
  const std::string ramp = main_image("o = vec4(p / 12.0, float(int(p.x) % 2), 1.0);");
  auto session = session_of_modules({buffer_program_of({ramp}, "")}, kSize);
  auto request = request_of(0, 3);
  auto frames = session.draw(std::vector{request});
  for (uint32_t row = 0; row < kSize; ++row)
    for (uint32_t column = 0; column < kSize; ++column)
      REQUIRE(pixel(frames, 0, column, row) == Pixel{quantise((column + 0.5) / 12),
                                                     quantise((kSize - row - 0.5) / 12),
                                                     column % 2 == 1 ? 255 : 0});

  request.window = render::crop_window({kSize, kSize}, kSize, kSize, 0, 0, 1, 1, true);
  frames = session.draw(std::vector{request});
  CHECK(pixel(frames, 0, 2, 3) == Pixel{quantise(9.5 / 12), quantise(8.5 / 12), 255});

  // Half the size: output pixels lie a quarter of a texel off the centres. Linear between them: the
  // ramp is exact.
  request.window =
      render::crop_window({kSize, kSize}, kSize, kSize, 0.25f, 0.25f, 0.5f, 0.5f, false);
  frames = session.draw(std::vector{request});
  for (uint32_t i = 0; i < kSize; ++i) {
    CHECK(std::abs(pixel(frames, 0, i, 2).r - quantise((3 + (i + 0.5) * 0.5) / 12)) <= 1);
    CHECK(std::abs(pixel(frames, 0, 2, i).g - quantise((9 - (i + 0.5) * 0.5) / 12)) <= 1);
  }
  CHECK(pixel(frames, 0, 0, 0).b ==
        quantise(0.75));  // canvas x 3.25: between column 2 (0, centre 2.5) and 3 (1, centre 3.5)
  REQUIRE_CLEAN();
}

TEST_CASE("buffers: a shown buffer that shrinks is averaged, not sampled at points") {
  const std::string stripes =
      main_image("o = vec4(float(int(p.x) % 2), float(int(p.x) % 4 / 2), p.y / 48.0, 1.0);");
  auto session = session_of_modules({buffer_program_of({stripes}, "")}, kSize);
  for (const uint32_t scale : {2u, 4u}) {
    auto request = request_of(0, 1);
    request.canvas_px = {kSize * scale, kSize * scale};
    request.window = render::full_window(request.canvas_px, kSize, kSize);
    const auto frames = session.draw(std::vector{request});
    CHECK(pixel(frames, 0, 5, 5).r == 128);
    if (scale == 4) CHECK(pixel(frames, 0, 5, 5).g == 128);
    CHECK(pixel(frames, 0, 5, 5).b == quantise(6.5 * scale / 48));
  }
}

TEST_CASE(
    "buffers: not finite texels are counted in the shown picture and do not reach beside "
    "themselves") {
  const std::string source =
      main_image("float z = pp_time_s - 1.0; o = vec4(int(p.x) == 4 ? 1.0 / z : 0.5);");
  auto session = session_of_modules({buffer_program_of({source}, "", false)}, kSize);
  const auto frames = session.draw(std::vector{request_of(0, 1)});
  CHECK(frames.counts[0].num_nan_px == kSize);
  CHECK(pixel(frames, 0, 4, 4) == Pixel{255, 255, 255});
  CHECK(pixel(frames, 0, 3, 4) == Pixel{128, 128, 128});
  CHECK(pixel(frames, 0, 5, 4) == Pixel{128, 128, 128});
}

TEST_CASE("buffers: colour transform and supersampling work on the picture") {
  auto session = session_of_modules(
      {buffer_program_of({kCounter}, main_image("o = " + kOwnTexel + " * step(6.0, p.x + 0.25);")),
       buffer_program_of({kCounter}, "")},
      kSize);
  std::vector<render::FrameRequest> requests{request_of(0, 8), request_of(1, 8)};
  for (auto& request : requests) {
    request.samples_per_axis = 2;
    request.colour = {1, 0, 0, 0, 0, 0.5f, 0, 0, 0, 0, 0, 1};
  }
  const auto frames = session.draw(requests);
  CHECK(pixel(frames, 0, 5, 5) ==
        Pixel{quantise(0.25), quantise(0.125), 255});  // one of two columns of samples
  CHECK(pixel(frames, 1, 5, 5) == Pixel{quantise(0.5), quantise(0.25), 255});
  REQUIRE_CLEAN();
}

TEST_CASE(
    "buffers: without feedback the last frame alone is drawn, and its budget is counted once") {
  const std::string endless = main_image(
      "float s = 0.0; while (true) { s += 1.0; if (s < 0.0) break; } o = vec4(pp_time_s / 8.0, "
      "float(pp_frame_number) / 255.0, 0.0, 1.0);");
  auto session = session_of_modules(
      {buffer_program_of({endless}, kShowFirst, false), buffer_program_of({endless}, "", true)}, 8);
  auto once = render::preview_request(0, 8, 2.0f), often = render::preview_request(1, 8, 2.0f);
  once.warmup_frames = often.warmup_frames = 3;
  const auto frames = session.draw(std::vector{once, often});
  CHECK(frames.counts[0].num_budget_px == 64);
  CHECK(frames.counts[1].num_budget_px == 3 * 64);
  CHECK(pixel(frames, 0, 4, 4) ==
        Pixel{quantise(0.25), 2, 0});  // the same moment and frame number as with warm-up
  CHECK(pixel(frames, 1, 4, 4) == Pixel{quantise(0.25), 2, 0});
}

TEST_CASE(
    "buffers: spent budget is counted when the request asks for it, and the pixels stay the same") {
  auto session = testing::session_of(
      {main_image(
          "float s = 0.0; for (int i = 0; i < 2000; ++i) s += sin(p.x + float(i)); o = vec4(s);")},
      8);
  auto counted = render::preview_request(0, 8, 1.0f);
  counted.counts_budget = true;
  const auto frames = session.draw(std::vector{render::preview_request(0, 8, 1.0f), counted});
  CHECK(frames.counts[0].spent_budget == 0);
  CHECK(frames.counts[1].spent_budget > 64 * 2000 * 3);
  CHECK(std::equal(frames.image(0).begin(), frames.image(0).end(), frames.image(1).begin()));
}

TEST_CASE(
    "buffers: requests in one batch do not touch each other's buffers, and the same request gives "
    "the same bits in any batch") {
  const auto requests = assorted_requests();
  const auto want = drawn_alone(requests);
  CHECK(want[0] != want[5]);  // the same program at another moment
  for (const uint32_t batch : {3u, 14u}) {
    auto session = session_of_modules(assorted_programs(), kSize, batch);
    require_same(want, session.draw(requests));
    require_same(want, session.draw(requests));  // in slots and canvases that hold old contents
  }
  REQUIRE_CLEAN();
}

TEST_CASE("buffers: a batch that does not fit is drawn in rounds with the same bits") {
  const auto requests = assorted_requests();
  const auto want = drawn_alone(requests);
  const uint64_t largest = 2ull * 2 * 20 * 9 * 16;  // program 1 on 20x9 px
  for (const uint64_t bytes : {largest, 3 * largest}) {
    auto session = session_of_modules(assorted_programs(), kSize, 14, {96u << 20, bytes});
    require_same(want, session.draw(requests));
  }
  auto session = session_of_modules(assorted_programs(), kSize, 14, {96u << 20, largest - 16});
  CHECK_THROWS_WITH_AS(session.draw(requests), doctest::Contains("20x9 px with 2 buffers"),
                       UsageError);
  require_same({want[2]}, session.draw({&requests[2], 1}));  // and the session goes on
  REQUIRE_CLEAN();
}

TEST_CASE("buffers: batches in flight share canvases that grow in between") {
  auto session = session_of_modules({buffer_program_of({kSwirl}, kShowFirst)}, kSize, 1, {}, 3);
  std::vector<std::vector<uint8_t>> want;
  std::vector<render::FrameRequest> requests;
  for (const uint32_t canvas : {12u, 64u, 24u, 200u}) {
    requests.push_back(request_of(0, 6));
    requests.back().canvas_px = {canvas, canvas};
    want.push_back(session.draw({&requests.back(), 1}).planes);
  }
  auto fresh = session_of_modules({buffer_program_of({kSwirl}, kShowFirst)}, kSize, 1, {}, 4);
  std::vector<frames::Lease> leases;
  for (const auto& request : requests) leases.push_back(*fresh.renderer().submit({&request, 1}));
  for (size_t i = 0; i < leases.size(); ++i)
    CHECK(std::equal(want[i].begin(), want[i].end(), leases[i].acquire()));
  // A replay uses the canvases that its batch was recorded with.
  fresh.renderer().replay_ms(leases[0], 3);
  CHECK(std::equal(want[0].begin(), want[0].end(), leases[0].acquire()));
  REQUIRE_CLEAN();
}

TEST_CASE("buffers: parameters are defaults that a request overrides, in every pass") {
  auto program =
      buffer_program_of({main_image("o = vec4(PP_FRAME.parameters[0].x, PP_FRAME.parameters[0].y, "
                                    "PP_FRAME.parameters[1].x, 1.0);")},
                        kShowFirst);
  program.parameters = {{"a", "float", 0, 1, {0.25f}, {}, {}},
                        {"b", "vec2", 1, 2, {0.5f, 0.75f}, {}, {}},
                        {"c", "float", 4, 1, {1.0f}, {}, {}}};
  auto session = session_of_modules({program}, kSize);
  auto request = request_of(0, 1);
  CHECK(draw_pixel(session, request) == Pixel{quantise(0.25), quantise(0.5), 255});
  request.latent.num_parameters = 1;
  request.latent.parameters[0] = 0.625f;
  CHECK(draw_pixel(session, request) == Pixel{quantise(0.625), quantise(0.5), 255});
}

TEST_CASE(
    "buffers: passes that contradict the contract are an error of the engine, not a picture") {
  auto program = buffer_program_of({kCounter, kCounter}, kShowFirst);
  CHECK_NOTHROW(render::drawing_of(program));
  auto broken = program;
  std::swap(broken.passes[0], broken.passes[1]);
  CHECK_THROWS_AS(render::drawing_of(broken), InvariantError);
  broken = program;
  broken.passes.pop_back();
  CHECK_THROWS_AS(render::drawing_of(broken), InvariantError);
  broken = program;
  broken.shown_buffer = 2;
  CHECK_THROWS_AS(render::drawing_of(broken), InvariantError);
}
