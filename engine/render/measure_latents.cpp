#include "engine/render/measure_latents.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "engine/base/cpu_stopwatch.h"
#include "engine/dialect/translate.h"
#include "engine/gpu/device.h"
#include "engine/render/device_errors.h"
#include "engine/render/picture_statistics.h"
#include "engine/render/render_session.h"
#include "engine/render/worker_pool.h"

namespace progpretrain::render {
namespace {

using base::Json;

constexpr std::array kMoments_s{1.0f, 4.0f};
constexpr float kFurtherStep = kProbeStep * 1.125f;
// Device time that trying literals may take, and one submission of it.
constexpr double kProbeBudget_ms = 1500, kSubmission_ms = 1000;
constexpr uint32_t kProbeBatch = 64, kFewestProbed = 8;
constexpr uint32_t kWarmup = 4;  // of programs with feedback: every frame costs as much as the last
constexpr std::array kSigmas{0.02f, 0.05f, 0.1f, 0.2f, 0.4f};
constexpr uint32_t kNeighbours = 4;
constexpr std::array kCompareTimes_s{0.5f, 1.0f, 2.5f, 5.0f, 7.5f};
constexpr int kCostTurns = 4;

// Beyond this cost fewer literals are lifted, half as many at a time.
constexpr double kMaxCost = 1.15;
constexpr size_t kFewestLifted = 4;

constexpr float kSmallestEffect = 0.5f / 255.0f;  // half a step of a byte, over the whole picture
constexpr float kLargestEffect = 0.25f;

// Program 0 is the plain one, program 1 one of its variants.
constexpr uint32_t kPlain = 0, kVariant = 1;
RenderSession session_of(const std::shared_ptr<gpu::Device>& device,
                         const spirv::ProgramModule& plain, const spirv::ProgramModule& variant,
                         uint32_t batch, uint32_t size_px) {
  return {device, 2, [&](uint32_t i) { return i == kPlain ? plain : variant; },
          frames::make_host_ring(device, {batch, size_px, size_px}, 1)};
}

FrameRequest small_request(float time_s) {
  FrameRequest request = preview_request(kVariant, kProbeSize_px, time_s);
  request.warmup_frames = kWarmup;
  return request;
}

// Literal `number` at `value`; number -1: all as they are.
FrameRequest probe_request(float number, float value, float time_s) {
  FrameRequest request = small_request(time_s);
  request.latent.num_constants = 2;
  request.latent.constants[0] = number;
  request.latent.constants[1] = value;
  return request;
}

class Probe {
 public:
  Probe(RenderSession& session, const spirv::ProgramModule& module, const OnStage& on_stage)
      : session_(session), module_(module), on_stage_(on_stage) {}

  // Numbers of the literals that were tried, and what came of it.
  std::vector<std::pair<uint32_t, LiteralEffect>> run() {
    std::vector<FrameRequest> unchanged;
    for (const float time_s : kMoments_s) unchanged.push_back(probe_request(-1, 0, time_s));
    session_.draw(unchanged);  // the driver compiles
    on_stage_(kStageDraw);
    plain_ = session_.draw(unchanged);
    const double image_ms = plain_.device_ms / kMoments_s.size();
    constexpr size_t kImages = 2 * kMoments_s.size();  // of a literal
    const auto all = static_cast<uint32_t>(module_.constants.size());
    const auto affordable = static_cast<uint32_t>(kProbeBudget_ms / (kImages * image_ms + 1e-3));
    const uint32_t tried = std::min(all, std::max(affordable, kFewestProbed));
    const auto at_once = static_cast<uint32_t>(std::clamp(
        kSubmission_ms / (kImages * image_ms + 1e-3), 1.0, double{kProbeBatch / kImages}));
    std::vector<std::pair<uint32_t, LiteralEffect>> out;
    for (uint32_t i = 0; i < tried; i += at_once) {
      std::vector<uint32_t> numbers;
      for (uint32_t k = i; k < std::min(tried, i + at_once); ++k)
        numbers.push_back(static_cast<uint32_t>(uint64_t{k} * all / tried));
      on_stage_(kStageDraw);
      const std::vector<LiteralEffect> effects = try_out(numbers);
      for (size_t k = 0; k < numbers.size(); ++k) out.emplace_back(numbers[k], effects[k]);
    }
    return out;
  }

 private:
  std::vector<LiteralEffect> try_out(const std::vector<uint32_t>& numbers) {
    std::vector<FrameRequest> requests;
    for (const uint32_t number : numbers)
      for (const float step : {kProbeStep, kFurtherStep})
        for (const float time_s : kMoments_s) {
          const float value = module_.constants[number];
          requests.push_back(probe_request(static_cast<float>(number),
                                           value == 0.0f ? step : value * (1.0f + step), time_s));
        }
    const DrawnFrames drawn = session_.draw(requests);
    std::vector<LiteralEffect> out(numbers.size());
    size_t image = 0;
    constexpr auto kShare = 1.0f / static_cast<float>(kMoments_s.size());
    for (LiteralEffect& effect : out) {
      for (size_t moment = 0; moment < kMoments_s.size(); ++moment) {
        const Planes before = plain_.image(moment), after = drawn.image(image + moment);
        const Planes further = drawn.image(image + kMoments_s.size() + moment);
        effect.effect += kShare * static_cast<float>(mean_abs_difference(before, after));
        effect.roughness += kShare * static_cast<float>(mean_abs_difference(after, further));
        for (const size_t drawing : {image + moment, image + kMoments_s.size() + moment})
          effect.breaks |=
              drawn.counts[drawing].num_nan_px > plain_.counts[moment].num_nan_px ||
              drawn.counts[drawing].num_budget_px > plain_.counts[moment].num_budget_px ||
              (is_nearly_uniform(drawn.image(drawing)) && !is_nearly_uniform(before));
      }
      image += 2 * kMoments_s.size();
    }
    return out;
  }

  RenderSession& session_;
  const spirv::ProgramModule& module_;
  const OnStage& on_stage_;
  DrawnFrames plain_;
};

// Share of the pixels that differ by more than 8 (of 255) in some channel.
double far_share(Planes a, Planes b) {
  const size_t plane = a.size() / 3;
  size_t num_far = 0;
  for (size_t i = 0; i < plane; ++i) {
    int largest = 0;
    for (size_t c = 0; c < 3; ++c)
      largest = std::max(largest, std::abs(int{a[c * plane + i]} - int{b[c * plane + i]}));
    num_far += largest > 8;
  }
  return static_cast<double>(num_far) / static_cast<double>(plane);
}

// Fills in difference and cost of the lifted variant.
void compare(const gpu::Device& device, RenderSession& session, const OnStage& on_stage, LatentMeasurement& out) {
  out.lifted_difference = out.lifted_far_share = 0;
  std::vector<FrameRequest> plain, lifted;
  for (const float time_s : kCompareTimes_s) {
    plain.push_back(preview_request(kPlain, kScreenSize_px, time_s));
    lifted.push_back(plain.back());
    lifted.back().program = kVariant;
    Latent& latent = lifted.back().latent;
    latent.num_constants = static_cast<uint32_t>(out.values.size());
    std::copy(out.values.begin(), out.values.end(), latent.constants.begin());
  }
  on_stage(kStageDraw);
  const DrawnFrames want = session.draw(plain);
  on_stage(kStageDraw);
  const DrawnFrames have = session.draw(lifted);
  for (size_t i = 0; i < plain.size(); ++i) {
    const double difference = 255 * mean_abs_difference(want.image(i), have.image(i));
    if (difference < out.lifted_difference) continue;
    out.lifted_difference = difference;
    out.lifted_far_share = far_share(want.image(i), have.image(i));
  }
  // On a processor, its time: other processes do not count.
  const auto cost_ms = [&](const std::vector<FrameRequest>& requests) {
    const base::CpuStopwatch stopwatch;
    const double device_ms = session.draw(requests).device_ms;
    return device.info().is_cpu ? stopwatch.ms() : device_ms;
  };
  // In turns, since the machine's speed drifts; the fastest of each is the least disturbed.
  double plain_ms = 1e30, lifted_ms = 1e30;
  for (int turn = 0; turn < kCostTurns; ++turn) {
    on_stage(kStageDraw);
    plain_ms = std::min(plain_ms, cost_ms(plain));
    lifted_ms = std::min(lifted_ms, cost_ms(lifted));
  }
  out.lifted_cost = lifted_ms / plain_ms;
}

DistanceCurve measure_distances(RenderSession& session, const OnStage& on_stage) {
  const FrameRequest own = small_request(kMoments_s[0]);
  std::vector<FrameRequest> requests{own};
  for (const float sigma : kSigmas)
    for (uint32_t seed = 0; seed < kNeighbours; ++seed) {
      requests.push_back(own);
      Latent& latent = requests.back().latent;
      latent.seed = seed;
      latent.parameters_sigma = sigma;
      latent.constants_sigma = sigma;
    }
  on_stage(kStageDraw);
  const DrawnFrames drawn = session.draw(requests);
  DistanceCurve curve;
  for (size_t s = 0; s < kSigmas.size(); ++s) {
    double sum = 0;
    for (size_t k = 0; k < kNeighbours; ++k)
      sum += mean_abs_difference(drawn.image(0), drawn.image(1 + s * kNeighbours + k));
    curve.emplace_back(kSigmas[s], static_cast<float>(sum / kNeighbours));
  }
  return curve;
}

}  // namespace

Json to_json(const LatentMeasurement& m) {
  return {{"literals", m.literals},
          {"values", m.values},
          {"effects", m.effects},
          {"num_probed", m.num_probed},
          {"lifted_key", m.lifted_key},
          {"lifted_difference", m.lifted_difference},
          {"lifted_far_share", m.lifted_far_share},
          {"lifted_cost", m.lifted_cost},
          {"neighbour_distances", m.distances}};
}

LatentMeasurement latents_from_json(const Json& json, const std::string& where) {
  using base::require;
  LatentMeasurement m;
  m.literals = require<std::vector<uint32_t>>(json, "literals", where);
  m.values = require<std::vector<float>>(json, "values", where);
  m.effects = require<std::vector<float>>(json, "effects", where);
  m.num_probed = require<uint32_t>(json, "num_probed", where);
  m.lifted_key = require<std::string>(json, "lifted_key", where);
  m.lifted_difference = require<double>(json, "lifted_difference", where);
  m.lifted_far_share = require<double>(json, "lifted_far_share", where);
  m.lifted_cost = require<double>(json, "lifted_cost", where);
  m.distances = require<DistanceCurve>(json, "neighbour_distances", where);
  return m;
}

std::vector<uint32_t> choose_literals(const std::vector<LiteralEffect>& effects) {
  std::vector<uint32_t> out;
  for (uint32_t i = 0; i < effects.size(); ++i) {
    const LiteralEffect& e = effects[i];
    const bool is_chaotic = e.roughness > 0.4f * e.effect;
    if (!e.breaks && e.effect >= kSmallestEffect && e.effect <= kLargestEffect && !is_chaotic)
      out.push_back(i);
  }
  std::stable_sort(out.begin(), out.end(),
                   [&](uint32_t a, uint32_t b) { return effects[a].effect > effects[b].effect; });
  if (out.size() > spirv::kMaxLifted) out.resize(spirv::kMaxLifted);
  return out;
}

corpus::Result<LatentMeasurement> measure_latents(const std::shared_ptr<gpu::Device>& device,
                                                  const corpus::Program& program,
                                                  const spirv::ModuleCache& cache,
                                                  const OnStage& on_stage) try {
  using Kind = spirv::Variant::Kind;
  on_stage(kStageDialect);
  const auto text = dialect::translate(program);
  if (!text) return corpus::Refused(text.error());
  const auto plain = build_into_cache(*text, cache, on_stage);
  if (!plain) return corpus::Refused(plain.error());
  on_stage(kStageCompile);
  const auto probe = spirv::build_variant(*text, {Kind::probe, {}});
  if (!probe) return corpus::Refused(probe.error());

  LatentMeasurement out;
  std::vector<std::pair<uint32_t, LiteralEffect>> tried;
  on_stage(kStageDriver);
  if (!probe->constants.empty()) {
    RenderSession session = session_of(device, plain->module, *probe, kProbeBatch, kProbeSize_px);
    tried = Probe(session, *probe, on_stage).run();
  }
  out.num_probed = static_cast<uint32_t>(tried.size());
  std::vector<LiteralEffect> effects;
  for (const auto& [number, effect] : tried) effects.push_back(effect);
  std::vector<uint32_t> chosen = choose_literals(effects);  // the largest effect first

  spirv::ProgramModule lifted = plain->module;
  while (!chosen.empty()) {
    std::vector<uint32_t> in_order = chosen;
    std::sort(in_order.begin(), in_order.end());
    out.literals.clear(), out.values.clear(), out.effects.clear();
    for (const uint32_t i : in_order) {
      out.literals.push_back(probe->literals[tried[i].first]);
      out.values.push_back(probe->constants[tried[i].first]);
      out.effects.push_back(effects[i].effect);
    }
    on_stage(kStageDriver);
    const spirv::Variant variant{Kind::lift, out.literals};
    auto built = spirv::build_variant(*text, variant);
    if (!built) return corpus::Refused(built.error());
    RenderSession session =
        session_of(device, plain->module, *built, kCompareTimes_s.size(), kScreenSize_px);
    compare(*device, session, on_stage, out);
    if (out.lifted_cost > kMaxCost && chosen.size() > kFewestLifted) {
      chosen.resize(std::max(kFewestLifted, chosen.size() / 2));
      continue;
    }
    if (out.lifted_matches()) {
      lifted = std::move(*built);
      out.lifted_key = spirv::variant_key(plain->translation.spirv_key, variant);
      cache.save(out.lifted_key, lifted);
    }
    break;
  }
  if (!out.lifted_key.empty() || !plain->module.parameters.empty()) {
    on_stage(kStageDriver);
    RenderSession session =
        session_of(device, plain->module, lifted, 1 + kSigmas.size() * kNeighbours, kProbeSize_px);
    out.distances = measure_distances(session, on_stage);
  }
  return out;
} catch (...) {
  rethrow_device_error();
}

}  // namespace progpretrain::render
