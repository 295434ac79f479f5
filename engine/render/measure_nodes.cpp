#include "engine/render/measure_nodes.h"

#include <algorithm>
#include <cmath>

#include "engine/base/check.h"
#include "engine/base/cpu_stopwatch.h"
#include "engine/render/device_errors.h"
#include "engine/render/render_session.h"
#include "engine/render/worker_pool.h"
#include "engine/spirv/probe_values.h"
#include "engine/structure/optimise.h"

namespace progpretrain::render {
namespace {

constexpr uint32_t kBatch = 64, kWarmup = 4;
constexpr double kBudget_ms = 2000;  // device time of a program
constexpr size_t kFewestTried = 8;

FrameRequest node_request(const spirv::ProbeRequest& probe, float time_s) {
  FrameRequest request = preview_request(0, kNodeSize_px, time_s);
  request.warmup_frames = kWarmup;
  const auto constants = spirv::probe_constants(probe);
  request.latent.num_constants = static_cast<uint32_t>(constants.size());
  std::copy(constants.begin(), constants.end(), request.latent.constants.begin());
  return request;
}

void add_moments(std::vector<FrameRequest>& requests, const spirv::ProbeRequest& probe) {
  for (const float time_s : kNodeMoments_s) requests.push_back(node_request(probe, time_s));
}

// The mean of the finite values that pictures [first, first + moments) show, or NaN.
float mean_value(const DrawnFrames& drawn, size_t first) {
  double sum = 0;
  size_t count = 0;
  for (size_t k = first; k < first + kNodeMoments_s.size(); ++k) {
    const auto planes = drawn.image(k);
    const size_t plane = planes.size() / 3;
    for (size_t i = 0; i < plane; ++i) {
      const float value = spirv::shown_value(planes[i], planes[plane + i], planes[2 * plane + i]);
      if (!std::isfinite(value)) continue;
      sum += value;
      ++count;
    }
  }
  return count == 0 ? std::nanf("") : static_cast<float>(sum / static_cast<double>(count));
}

double root_mean_square(const DrawnFrames& plain, const DrawnFrames& other, size_t first) {
  double sum = 0;
  size_t count = 0;
  for (size_t k = 0; k < kNodeMoments_s.size(); ++k) {
    const auto a = plain.image(k), b = other.image(first + k);
    for (size_t i = 0; i < a.size(); ++i) {
      const double difference = double{static_cast<double>(a[i])} - b[i];
      sum += difference * difference;
    }
    count += a.size();
  }
  return std::sqrt(sum / static_cast<double>(count));
}

struct Tried {
  uint32_t num_components = 1;
  bool counts = false;
};

// Draws requests in submissions that are announced one by one.
DrawnFrames draw(RenderSession& session, const std::vector<FrameRequest>& requests,
                 const OnStage& on_stage) {
  on_stage(kStageDraw);
  return session.draw(requests);
}

void try_all(RenderSession& session, std::vector<Tried>& tried, const OnStage& on_stage) {
  std::vector<FrameRequest> requests;
  add_moments(requests, {});
  session.draw(requests);  // the driver compiles
  const DrawnFrames plain = draw(session, requests, on_stage);
  const double image_ms = plain.device_ms / static_cast<double>(kNodeMoments_s.size());
  const auto affordable = static_cast<size_t>(
      kBudget_ms / (2 * static_cast<double>(kNodeMoments_s.size()) * image_ms + 1e-3));
  if (tried.size() > std::max(affordable, kFewestTried))
    tried.resize(std::max(affordable, kFewestTried));

  requests.clear();
  for (size_t i = 0; i < tried.size(); ++i)
    for (uint32_t c = 0; c < tried[i].num_components; ++c)
      add_moments(requests, {static_cast<int>(i), c, spirv::kNoProbe, {}});
  const DrawnFrames shown = draw(session, requests, on_stage);
  requests.clear();
  size_t at = 0;
  for (size_t i = 0; i < tried.size(); ++i) {
    spirv::ProbeRequest probe{spirv::kNoProbe, 0, static_cast<int>(i), {}};
    for (uint32_t c = 0; c < tried[i].num_components; ++c) {
      const float mean = mean_value(shown, at);
      probe.mean[c] = std::isfinite(mean) ? mean : 0.0f;
      at += kNodeMoments_s.size();
    }
    add_moments(requests, probe);
  }
  const DrawnFrames replaced = draw(session, requests, on_stage);
  for (size_t i = 0; i < tried.size(); ++i)
    tried[i].counts = root_mean_square(plain, replaced, i * kNodeMoments_s.size()) > kCountsAbove;
}

uint32_t num_components(const spirv::ParsedModule& module, uint32_t id) {
  const spirv::Instruction& type = module.definition(module.definition(id).type);
  return type.op == spv::OpTypeVector ? type.operand(3) : 1;
}

}  // namespace

corpus::Result<NodeMeasurement> measure_nodes(const std::shared_ptr<gpu::Device>& device,
                                              const corpus::Program& program,
                                              const spirv::ModuleCache& cache,
                                              const OnStage& on_stage,
                                              const std::optional<Translation>& known) try {
  const base::CpuStopwatch stopwatch;
  const auto translated = translate_program(program, cache, on_stage, known);
  if (!translated) return corpus::Refused(translated.error());
  on_stage(kStageCompile);
  spirv::ProgramModule instrumented = translated->module;
  const auto picture =
      std::find_if(instrumented.passes.begin(), instrumented.passes.end(),
                   [](const dialect::ComputePass& pass) { return pass.num_buffers == 0; });
  structure::OperationGraph graph;
  std::vector<uint32_t> nodes;
  std::vector<Tried> tried;
  for (uint32_t unit = 0; unit < instrumented.units.size(); ++unit) {
    const auto module = spirv::ParsedModule::parse(instrumented.units[unit].words);
    PP_CHECK(module.has_value(), module.error());
    const auto words = structure::optimise(*module);
    if (!words) return corpus::Refused(words.error());
    const auto optimised = spirv::ParsedModule::parse(*words);
    PP_CHECK(optimised.has_value(), optimised.error());
    const structure::OperationGraph its = structure::operation_graph(*optimised);
    if (picture != instrumented.passes.end() && picture->unit == unit) {
      std::vector<uint32_t> ids;
      for (const uint32_t node : structure::operations_to_try(
               its, [&](uint32_t id) { return spirv::can_be_probed(*optimised, id); })) {
        ids.push_back(its.nodes()[node].result);
        nodes.push_back(static_cast<uint32_t>(graph.size()) + node);
        tried.push_back({num_components(*optimised, ids.back()), false});
      }
      instrumented.units[unit].words = spirv::probe_values(*optimised, ids);
      if (const auto problem = spirv::validation_problem(instrumented.units[unit].words))
        return corpus::Refused(
            {corpus::Verdict::unsupported, "structure", 0, "not valid SPIR-V: " + *problem});
    }
    graph.append(its);
  }
  NodeMeasurement out;
  out.num_operations = static_cast<uint32_t>(graph.size());
  std::vector<bool> is_constant(graph.size(), false);
  if (!tried.empty()) {
    on_stage(kStageDriver);
    RenderSession session(
        device, 1, [&](uint32_t) { return instrumented; },
        frames::make_host_ring(device, {kBatch, kNodeSize_px, kNodeSize_px}, 1));
    try_all(session, tried, on_stage);
    for (size_t i = 0; i < tried.size(); ++i) {
      is_constant[nodes[i]] = !tried[i].counts;
      out.num_counted += tried[i].counts;
    }
  }
  out.num_tried = static_cast<uint32_t>(tried.size());
  out.counted = graph.without(is_constant);
  out.elapsed_ms = stopwatch.ms();
  return out;
} catch (...) {
  rethrow_device_error();
}

}  // namespace progpretrain::render
