#pragma once
// Cost control: a few programs of a real collection cost most of the time (the mean is many times
// the median). Such a program is neither dropped nor shown less often; instead one drawing of its
// whole canvas serves several of its requests, which look at it through windows of their own.
//
// Which requests share a drawing follows from the sample's number and from what is frozen here,
// never from clocks or from what is in memory: a request is the same picture whether its canvas was
// at hand or had to be drawn for it.
#include <cstdint>
#include <vector>

#include "engine/render/rotation.h"

namespace progpretrain::render {

/// Frozen with a run's programs.
struct CanvasSharing {
  uint32_t samples_per_canvas = 1;  ///< samples (of one program) that share a canvas; 1 = none do
  uint32_t drawn_px = 0;            ///< width and height at which a shared canvas is drawn
  std::vector<bool> shares;         ///< by program; empty = none does

  bool applies_to(uint32_t program) const {
    return samples_per_canvas > 1 && program < shares.size() && shares[program];
  }
};

/// What decides who shares.
struct SharingRules {
  uint32_t freshness =
      1;  ///< requests that one drawing may serve at most; 1 = every request its own
  uint32_t views = 1, size_px = 64, samples_per_axis = 1;
  float min_crop_area = 1, max_crop_area = 1;  ///< of the canvas
  uint64_t max_canvas_bytes = 0;               ///< device memory for shared canvases
};

/// A program is expensive when it costs more than this many times the median.
inline constexpr double kExpensive = 8;
/// Bytes of one pixel of a shared canvas, as of one supersample: both are floats in the scratch.
inline constexpr uint64_t kCanvasPixelBytes = 3 * sizeof(float);

/// Decides from the programs' measured costs (ms per megapixel; 0 = not known, which counts as
/// cheap). Shared are the expensive programs, the most expensive first, as long as a canvas serves
/// enough requests to be cheaper than its windows and the canvases of one working set fit into
/// memory. A canvas is drawn so large that a window of middle size (geometric mean of the crop
/// areas) has one canvas pixel per picture pixel.
CanvasSharing share_canvases(const std::vector<double>& cost_ms_per_megapixel,
                             const Rotation& rotation, const SharingRules& rules);

/// Number of the canvas that a showing of a sharing program looks at: showings with the same
/// program and number share one. Where all programs stay resident, their canvases begin in
/// different epochs, so that they are not all drawn in the same one; where programs rotate,
/// canvases end with the visit.
uint64_t canvas_of(const CanvasSharing& sharing, const Rotation& rotation, const Showing& showing);

}  // namespace progpretrain::render
