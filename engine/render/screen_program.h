#pragma once
// What a worker does with one program: translate it, let the driver compile it, draw it, look at
// the frames. Everything here may hang, crash or eat all memory, and therefore runs in a worker
// only.
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "engine/corpus/store.h"
#include "engine/render/worker_protocol.h"
#include "engine/spirv/build.h"

namespace progpretrain::gpu {
class Device;
}

namespace progpretrain::render {

/// Called before every stage of the work (see worker_pool.h for their names).
using OnStage = std::function<void(std::string_view stage)>;

struct TranslatedModule {
  Translation translation;
  spirv::ProgramModule module;
};

/// Builds a translated program into the cache, or finds it there without running a compiler.
corpus::Result<TranslatedModule> build_into_cache(const dialect::ComputeProgram& text,
                                                  const spirv::ModuleCache& cache,
                                                  const OnStage& on_stage);

/// Translates a program, and does the same with it. `known` is
/// what an earlier translation of the same program answered: its module is looked for first.
corpus::Result<TranslatedModule> translate_program(
    const corpus::Program& program, const spirv::ModuleCache& cache, const OnStage& on_stage,
    const std::optional<Translation>& known = std::nullopt);

/// Size of the frames that screening looks at, and of the first draw, in which drivers generate
/// code.
inline constexpr uint32_t kScreenSize_px = 64, kFirstDrawSize_px = 8;
/// Frames are equal when no value differs by more than this (of 255).
inline constexpr int kStaticDifference = 1;

class ProgramScreener {
 public:
  /// `code`: what this process's drivers were told to make, see worker_protocol.h.
  ProgramScreener(std::shared_ptr<gpu::Device> device, spirv::ModuleCache cache,
                  Code code = Code::optimised);
  ~ProgramScreener();

  /// Verdict, flags and measurements of one program, drawn at 0.5, 1.0, 2.5, 5.0 and 7.5 s.
  /// Flags: nan (pixels with NaN or infinity), budget (pixels whose loops used up the budget),
  /// blank (all frames nearly uniform), static (all frames equal). Measurements:
  /// - of the code: spirv_key; uses_derivatives; num_instructions, num_loops; num_passes,
  ///   num_buffers; parameters ([{name, kind, default, min, max}], when it declares some); notes
  ///   (of the translator, when there are some); translate_ms (processor time);
  /// - of its cost: code ("quick" or "optimised": what the times are of); compile_ms (processor
  ///   time of pipelines and a first tiny draw; small when the driver's disk cache knows the
  ///   program); draw_ms_64px (of a frame with all its passes, warm: the five frames' together / 5;
  ///   the device's time, on a processor its time over all threads / cores, which other processes
  ///   do not change); ms_per_megapixel; loop_instructions (of the loop budget, mean over the
  ///   pixels of the picture, each rounded down to 256);
  /// - over all frames: num_nan_px, num_budget_px;
  /// - means over the frames: mean, std and variance (over channels, in [0,1]), colourfulness,
  ///   coverage, spectral_slope (see picture_statistics.h; absent when no frame has detail),
  ///   png_bytes (of a frame as PNG) and motion (mean absolute difference between consecutive
  ///   frames, in [0,1]).
  /// `known` as in translate_program(). Throws frames::DeviceLost and OutOfMemory: the
  /// process must end then.
  corpus::Screening screen(const corpus::Program& program, const OnStage& on_stage,
                           const std::optional<Translation>& known = std::nullopt);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace progpretrain::render
