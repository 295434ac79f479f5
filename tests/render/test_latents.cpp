// Neighbours in latent space: how they are drawn at random, which literals may change, and what the
// lifted variant shows.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "engine/base/hash.h"
#include "engine/render/latent.h"
#include "engine/render/latent_screening.h"
#include "engine/render/measure_latents.h"
#include "engine/render/picture_statistics.h"
#include "engine/render/render_session.h"
#include "tests/render/worker_support.h"
#include "tests/support/session_of.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;
using namespace progpretrain::render;

namespace {

dialect::DeclaredParameter parameter_of(const std::string& kind, uint32_t first, float value,
                                        float min, float max) {
  return {kind, kind, first, 1, {value}, {min}, {max}};
}

ProgramDrawing drawing_with(std::vector<float> constants) {
  ProgramDrawing drawing;
  drawing.constants = std::move(constants);
  return drawing;
}

Latent neighbour(uint64_t seed, float sigma) {
  Latent latent;
  latent.seed = seed;
  latent.constants_sigma = latent.parameters_sigma = sigma;
  return latent;
}

// A disc of radius 0.3 on a ground of noise, whose hash has a factor of the usual kind.
const std::string kDisc =
    "float hash(vec2 q) { return fract(sin(dot(q, vec2(12.9898, 78.233))) * 43758.5453); }\n"
    "void mainImage(out vec4 o, in vec2 p) {\n"
    "  vec2 q = p / iResolution.xy - vec2(0.5, 0.45);\n"
    "  vec3 ground = vec3(0.1, 0.3, 0.2) + 0.4 * hash(floor(p / 8.0));\n"
    "  float d = length(q + vec2(0.15 * sin(iTime * 1.5), 0.0)) - 0.3;\n"
    "  for (int i = 0; i < 3; i++) d *= 1.1;\n"
    "  o = vec4(mix(vec3(0.9, 0.5, 0.25), ground, smoothstep(-0.02, 0.02, d)), 1.0);\n"
    "}\n";

corpus::Program program_of(const std::string& id, const std::string& source) {
  corpus::Program program;
  program.id = id;
  program.dialect = "shadertoy";
  program.source = source;
  program.origin = id + ".glsl";
  return program;
}

double distance(const DrawnFrames& frames, size_t a, size_t b) {
  return mean_abs_difference(frames.image(a), frames.image(b));
}

}  // namespace

TEST_CASE("latents: literals move by at most two sigma of themselves, zeros absolutely") {
  const ProgramDrawing drawing = drawing_with({2.0f, -0.5f, 0.0f, 1e-3f});
  double sum = 0, squares = 0;
  constexpr int kSeeds = 2000;
  for (int seed = 0; seed < kSeeds; ++seed) {
    const auto moved = constants_of(neighbour(static_cast<uint64_t>(seed), 0.1f), drawing);
    for (size_t i = 0; i < 4; ++i) {
      const float value = drawing.constants[i];
      const float n = (value == 0.0f ? moved[i] : moved[i] / value - 1.0f) / 0.1f;
      REQUIRE(std::abs(n) <= 2.0f + 1e-4f);
      sum += n;
      squares += n * n;
    }
  }
  // A normal distribution cut off at 2 has mean 0 and variance 0.7737.
  CHECK(std::abs(sum / (4 * kSeeds)) < 0.03);
  CHECK(squares / (4 * kSeeds) == doctest::Approx(0.7737).epsilon(0.04));
}

TEST_CASE("latents: a neighbour depends on seed and sigma alone") {
  const ProgramDrawing drawing = drawing_with({2.0f, -0.5f, 0.25f});
  CHECK(constants_of(neighbour(7, 0.2f), drawing) == constants_of(neighbour(7, 0.2f), drawing));
  CHECK(constants_of(neighbour(7, 0.2f), drawing) != constants_of(neighbour(8, 0.2f), drawing));
  CHECK(constants_of(neighbour(7, 0.2f), drawing)[1] ==
        constants_of(neighbour(7, 0.2f), drawing_with({9.0f, -0.5f}))[1]);
  const auto same = constants_of(neighbour(7, 0.0f), drawing);
  CHECK(std::equal(drawing.constants.begin(), drawing.constants.end(), same.begin()));
  Latent given = neighbour(7, 0.2f);
  given.num_constants = 1;
  given.constants[0] = 5.0f;
  CHECK(constants_of(given, drawing)[0] == 5.0f);
  CHECK(constants_of(given, drawing)[1] == constants_of(neighbour(7, 0.2f), drawing)[1]);
}

TEST_CASE("latents: declared parameters stay in their ranges, identity and choices do not move") {
  ProgramDrawing drawing;
  drawing.declared = {parameter_of("pose", 0, 0.9f, -1, 1), parameter_of("identity", 1, 5, 3, 9),
                      parameter_of("float", 2, 0.5f, 0, 1), parameter_of("bool", 3, 1, 0, 1)};
  drawing.parameters = {0.9f, 5, 0.5f, 1};
  bool is_at_end = false;
  for (uint64_t seed = 0; seed < 200; ++seed) {
    const auto moved = parameters_of(neighbour(seed, 0.3f), drawing);
    REQUIRE(moved[0] >= -1.0f);
    REQUIRE(moved[0] <= 1.0f);
    REQUIRE(moved[0] != 0.9f);
    is_at_end |= moved[0] == 1.0f;
    REQUIRE(moved[1] == 5.0f);
    REQUIRE(std::abs(moved[2] - 0.5f) <= 0.5f);
    REQUIRE(moved[3] == 1.0f);
  }
  CHECK(is_at_end);
  CHECK(neighbour_value(drawing.declared[1], 3, 0.3f)[0] != 5.0f);
  Latent given = neighbour(3, 0.3f);
  given.num_parameters = 1;
  given.parameters[0] = 0.25f;
  CHECK(parameters_of(given, drawing)[0] == 0.25f);
  CHECK(parameters_of(given, drawing)[2] == parameters_of(neighbour(3, 0.3f), drawing)[2]);
  CHECK(parameters_of(neighbour(3, 0.0f), drawing) == drawing.parameters);
}

TEST_CASE("latents: sigma for a distance follows the measured curve") {
  const DistanceCurve linear{{0.1f, 0.05f}, {0.2f, 0.1f}, {0.4f, 0.2f}};
  CHECK(sigma_for_distance(linear, 0.075f) == doctest::Approx(0.15f));
  CHECK(sigma_for_distance(linear, 0.1f) == doctest::Approx(0.2f));
  CHECK(sigma_for_distance(linear, 0.025f) == doctest::Approx(0.05f));
  CHECK(sigma_for_distance(linear, 1e-4f) == doctest::Approx(0.01f));
  CHECK(sigma_for_distance(linear, 0.5f) == doctest::Approx(0.4f));
  CHECK(sigma_for_distance({}, 0.1f) == 0.0f);
  CHECK(sigma_for_distance({{0.1f, 0.0f}, {0.2f, 0.1f}}, 0.05f) == doctest::Approx(0.15f));
}

TEST_CASE(
    "latents: chosen are the largest effects that are seen, bounded and shrink with the change") {
  std::vector<LiteralEffect> effects(40, {0.02f, 0.0025f, false});
  effects[3] = {0.001f, 0.0001f, false};  // not seen
  effects[5] = {0.2f, 0.19f, false};      // a hash
  effects[7] = {0.3f, 0.04f, false};      // another picture
  effects[9] = {0.05f, 0.006f, true};     // breaks
  effects[20] = {0.01f, 0.001f, false};   // the smallest
  effects[30] = {0.03f, 0.004f, false};
  const auto chosen = choose_literals(effects);
  CHECK(chosen.size() == spirv::kMaxLifted);
  CHECK(chosen[0] == 30);
  for (const uint32_t left_out : {3u, 5u, 7u, 9u, 20u})
    CHECK(std::find(chosen.begin(), chosen.end(), left_out) == chosen.end());
}

TEST_CASE("latents: measuring lifts what shapes the picture and leaves hash factors alone") {
  const testing::TemporaryFolder folder;
  const spirv::ModuleCache cache(folder / "spirv");
  const auto measured = measure_latents(testing::cpu_device(), program_of("disc", kDisc), cache,
                                        [](std::string_view) {});
  REQUIRE_MESSAGE(measured, measured.error().reason);
  CHECK(measured->lifted_matches());
  CHECK(measured->num_probed > 12);
  const auto is_lifted = [&](float value) {
    return std::find(measured->values.begin(), measured->values.end(), value) !=
           measured->values.end();
  };
  for (const float value : {0.3f, 0.9f, 0.4f}) CHECK_MESSAGE(is_lifted(value), value);
  for (const float value : {43758.5453f, 78.233f}) CHECK_FALSE_MESSAGE(is_lifted(value), value);
  REQUIRE(measured->distances.size() >= 3);
  CHECK(measured->distances.front().second < measured->distances.back().second);
  CHECK(measured->distances.front().second > 0);
  CHECK(latents_from_json(to_json(*measured), "test").literals == measured->literals);

  // The variant from the cache: itself at sigma 0, neighbours beyond.
  const auto lifted = cache.load(measured->lifted_key);
  REQUIRE(lifted.has_value());
  const auto plain = testing::module_of(kDisc);
  RenderSession session(
      testing::cpu_device(), 2, [&](uint32_t i) { return i == 0 ? plain : *lifted; },
      frames::make_host_ring(testing::cpu_device(), {6, 64, 64}, 2));
  std::vector<FrameRequest> requests;
  for (const uint32_t program : {0u, 1u, 1u, 1u, 1u, 0u})
    requests.push_back(preview_request(program, 64, 2.0f));
  requests[2].latent = requests[3].latent = neighbour(1, 0.1f);
  requests[4].latent = neighbour(2, 0.1f);
  requests[5].latent = neighbour(1, 0.1f);  // the plain program has no literals to change
  for (auto& request : requests) request.latent.time_s = 2.0f;
  const DrawnFrames drawn = session.draw(requests);
  CHECK(max_abs_difference(drawn.image(0), drawn.image(1)) <= 2);
  CHECK(distance(drawn, 1, 2) > 0.005);
  CHECK(max_abs_difference(drawn.image(2), drawn.image(3)) == 0);
  CHECK(distance(drawn, 2, 4) > 0.005);
  CHECK(max_abs_difference(drawn.image(0), drawn.image(5)) == 0);
}

TEST_CASE("latents: programs with buffers, derivatives or nothing to change are measured too") {
  const testing::TemporaryFolder folder;
  const spirv::ModuleCache cache(folder / "spirv");
  const auto measure = [&](const corpus::Program& program) {
    auto measured = measure_latents(testing::cpu_device(), program, cache, [](std::string_view) {});
    REQUIRE_MESSAGE(measured, measured.error().reason);
    return std::move(*measured);
  };
  const auto nothing =
      measure(program_of("nothing", testing::main_image("o = vec4(fract(p * iTime), p.x, p.y);")));
  CHECK(nothing.literals.empty());
  CHECK(nothing.lifted_key.empty());
  CHECK(nothing.distances.empty());

  auto feedback = program_of(
      "feedback", testing::main_image("o = texture(iChannel0, p / iResolution.xy) * 0.8;"));
  feedback.buffers = {{"A",
                       testing::main_image("o = 0.9 * texture(iChannel0, p / iResolution.xy) + "
                                           "0.07 * step(0.5, p.x / iResolution.x);"),
                       {}}};
  corpus::Input input;
  input.channel = 0;
  input.kind = "buffer";
  input.source = "A";
  feedback.inputs = {input};
  feedback.buffers[0].inputs = {input};
  const auto with_buffers = measure(feedback);
  CHECK(with_buffers.lifted_matches());
  CHECK_FALSE(with_buffers.literals.empty());

  const auto derivatives = measure(program_of(
      "edges", testing::main_image("float d = length(p / iResolution.xy - 0.5) - 0.3;"
                                   "o = vec4(vec3(smoothstep(0.0, 3.0 * fwidth(d), d)), 1.0);")));
  CHECK(derivatives.lifted_matches());
  CHECK_FALSE(derivatives.literals.empty());

  const auto declared = measure(
      program_of("declared", "// @param kSize pose 0.5 0.1 1.0\nconst float kSize = 0.5;\n" +
                                 testing::main_image("o = vec4(fract(p * kSize), kSize, 1);")));
  CHECK(declared.distances.size() >= 3);
}

TEST_CASE(
    "latents: workers measure what is missing, once, and a refused variant is no failure of "
    "others") {
  const testing::TemporaryFolder folder;
  corpus::Store store(folder / "corpus.db", corpus::Store::Mode::create_or_open);
  const std::string flat = testing::main_image("o = vec4(iTime * 0.125);");
  for (const auto& program : {program_of("disc", kDisc), program_of("flat", flat),
                              program_of("wrong", testing::main_image("o = nothing;"))})
    store.add(program, base::sha256_hex(program.source), "given");
  ScreeningOptions options;
  options.worker = testing::worker_options(false);
  options.worker.settings.cache_folder = folder / "spirv";
  options.jobs = 1;
  const std::string key = screening_driver_key(options);
  screen_missing(store, key, {}, options);
  const auto measure = [&] { return measure_missing_latents(store, key, {}, options); };
  const LatentCounts first = measure();
  CHECK(first.num_programs == 2);
  CHECK(first.num_done_now == 2);
  CHECK(first.num_lifted >= 1);
  CHECK(first.num_failed == 0);
  const auto row = store.find("disc", key)->screening.value();
  const auto measured = latents_of(row);
  REQUIRE(measured.has_value());
  CHECK(row.measurements.contains("draw_ms_64px"));
  CHECK(measure().num_done_now == 0);
  // Without its module in the cache it is measured again.
  std::filesystem::remove_all(folder / "spirv");
  CHECK(measure().num_done_now >= 1);
}
