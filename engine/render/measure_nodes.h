#pragma once
// Which of a program's operations its picture shows: each is replaced by its mean, and counts when
// the picture changes.
#include <memory>
#include <string>

#include "engine/render/screen_program.h"
#include "engine/structure/counted.h"

namespace progpretrain::render {

/// An operation counts when the root mean square of the change of all 8-bit values of the pictures
/// (kNodeSize_px squared, at kNodeMoments_s) is more than this.
inline constexpr double kCountsAbove = 1.0;
inline constexpr uint32_t kNodeSize_px = 16;
inline constexpr std::array kNodeMoments_s{0.5f, 2.0f, 6.0f};

struct NodeMeasurement {
  uint32_t num_operations = 0;        ///< in the graph
  uint32_t num_tried = 0;             ///< of those; 0 for programs whose picture no pass draws
  uint32_t num_counted = 0;           ///< of those tried
  structure::OperationGraph counted;  ///< what is left of the graph when the others are constants
  double elapsed_ms = 0;              ///< processor time
};

/// Optimises a program, draws it with its operations replaced one at a time, in one instrumented
/// module. Operations of passes that draw buffers are not tried and stay. Where the program is slow
/// fewer are tried. Runs in a worker; throws as screening does.
corpus::Result<NodeMeasurement> measure_nodes(
    const std::shared_ptr<gpu::Device>& device, const corpus::Program& program,
    const spirv::ModuleCache& cache, const OnStage& on_stage,
    const std::optional<Translation>& known = std::nullopt);

}  // namespace progpretrain::render
