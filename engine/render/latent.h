#pragma once
// Neighbours in the latent space of a program, as GenRep's views are neighbours in a generator's:
// z' = z + sigma * n, with n from a normal distribution cut off at two standard deviations.
#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/render/frame_request.h"
#include "engine/render/program_drawing.h"

namespace progpretrain::render {

/// Deviations beyond this many standard deviations are drawn again.
inline constexpr float kMaxDeviation = 2.0f;

/// The vector of parameters of a frame: what the request gives; the rest by default or, with
/// parameters_sigma, default + sigma * (max - min) * n, clamped to the range. What a program is
/// stays (kind identity), and so do switches and choices (bool, int, long, event): a neighbour
/// shows the same thing.
std::array<float, dialect::kMaxParameters> parameters_of(const Latent& latent,
                                                         const ProgramDrawing& drawing);

/// Where a neighbour lies along one parameter, whatever its kind; components beyond its number are 0.
std::array<float, 4> neighbour_value(const dialect::DeclaredParameter& parameter, uint64_t seed,
                                     float sigma);

/// The vector of constants of a frame: what the request gives; the rest are the literals' own
/// values v or, with constants_sigma, v * (1 + sigma * n), for v = 0: sigma * n.
std::array<float, spirv::kMaxLifted> constants_of(const Latent& latent,
                                                  const ProgramDrawing& drawing);

/// Measured: (sigma, mean absolute difference in [0,1] between a picture and its neighbours), sigma
/// growing.
using DistanceCurve = std::vector<std::pair<float, float>>;

/// The sigma at which neighbours lie at `distance`, between the measured points by power laws, at
/// most the largest one measured and at least a tenth of the smallest. An empty curve, or one that
/// never leaves 0, gives its largest sigma, or 0.
float sigma_for_distance(const DistanceCurve& curve, float distance);

}  // namespace progpretrain::render
