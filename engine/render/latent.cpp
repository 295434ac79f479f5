#include "engine/render/latent.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "engine/base/check.h"
#include "engine/base/philox.h"

namespace progpretrain::render {
namespace {

// Stages of the generator, under the latent's own seed.
enum Stage : uint32_t { kConstants = 1, kParameters = 2 };

// Deviation number `index` of a neighbour: each has a stream of its own, so that it does not depend
// on how many others there are.
float deviation(uint64_t seed, uint64_t index, Stage stage) {
  base::Philox random(seed, index, stage);
  float n = random.normal();
  while (!(std::abs(n) <= kMaxDeviation)) n = random.normal();
  return n;
}

bool varies(const dialect::DeclaredParameter& parameter) {
  static constexpr std::array<std::string_view, 5> kFixed = {"identity", "bool", "int", "long",
                                                             "event"};
  return std::find(kFixed.begin(), kFixed.end(), parameter.kind) == kFixed.end();
}

}  // namespace

std::array<float, 4> neighbour_value(const dialect::DeclaredParameter& parameter, uint64_t seed,
                                     float sigma) {
  std::array<float, 4> out{};
  for (uint32_t i = 0; i < parameter.num_components; ++i) {
    const float width = sigma * (parameter.max[i] - parameter.min[i]);
    out[i] = std::clamp(
        parameter.value[i] + width * deviation(seed, parameter.first + i, kParameters),
        parameter.min[i], parameter.max[i]);
  }
  return out;
}

std::array<float, dialect::kMaxParameters> parameters_of(const Latent& latent,
                                                         const ProgramDrawing& drawing) {
  auto out = drawing.parameters;
  if (latent.parameters_sigma != 0.0f)
    for (const dialect::DeclaredParameter& parameter : drawing.declared) {
      if (!varies(parameter)) continue;
      const auto values = neighbour_value(parameter, latent.seed, latent.parameters_sigma);
      std::copy_n(values.begin(), parameter.num_components, out.begin() + parameter.first);
    }
  std::copy_n(latent.parameters.begin(), latent.num_parameters, out.begin());
  return out;
}

std::array<float, spirv::kMaxLifted> constants_of(const Latent& latent,
                                                  const ProgramDrawing& drawing) {
  std::array<float, spirv::kMaxLifted> out{};
  // A probe has more literals than a request can give values for, and asks for one at a time.
  const size_t count = std::min(drawing.constants.size(), out.size());
  for (size_t i = 0; i < count; ++i) {
    const float value = drawing.constants[i];
    const float step = latent.constants_sigma == 0.0f
                           ? 0.0f
                           : latent.constants_sigma * deviation(latent.seed, i, kConstants);
    out[i] = value == 0.0f ? step : value * (1.0f + step);
  }
  PP_CHECK(latent.num_constants <= latent.constants.size());
  std::copy_n(latent.constants.begin(), latent.num_constants, out.begin());
  return out;
}

float sigma_for_distance(const DistanceCurve& curve, float distance) {
  if (curve.empty()) return 0.0f;
  const float least = 0.1f * curve.front().first;
  // The first measured point at or beyond the distance.
  size_t i = 0;
  while (i < curve.size() && curve[i].second < distance) ++i;
  if (i == curve.size()) return curve.back().first;
  const auto [sigma, at] = curve[i];
  if (i == 0) return std::max(least, sigma * distance / at);
  const auto [sigma_before, before] = curve[i - 1];
  if (before <= 0.0f) return sigma_before + (sigma - sigma_before) * distance / at;
  const float share = std::log(distance / before) / std::log(at / before);
  return sigma_before * std::pow(sigma / sigma_before, share);
}

}  // namespace progpretrain::render
