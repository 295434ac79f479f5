#pragma once
// What a worker does with one program: translate it, let the driver compile it, draw it, look at
// the frames. Everything here may hang, crash or eat all memory, and therefore runs in a worker
// only.
#include <functional>
#include <memory>
#include <stdexcept>
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

/// The device is lost: the process that holds it must end.
class DeviceLost : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct TranslatedModule {
  Translation translation;
  spirv::Module module;
};

/// Translates a program into the cache, or finds it there without running a compiler.
corpus::Result<TranslatedModule> translate_program(const corpus::Program& program,
                                                   const spirv::ModuleCache& cache,
                                                   const OnStage& on_stage);

/// Size of the frames that screening looks at, and of the first draw, in which drivers generate
/// code.
inline constexpr uint32_t kScreenSize_px = 64, kFirstDrawSize_px = 8;
/// A frame is nearly uniform when the standard deviation of every channel is below this (in [0,1]).
inline constexpr double kBlankStd = 1.0 / 255.0;
/// Frames are equal when no value differs by more than this (of 255).
inline constexpr int kStaticDifference = 1;

class ProgramScreener {
 public:
  ProgramScreener(std::shared_ptr<gpu::Device> device, spirv::ModuleCache cache);
  ~ProgramScreener();

  /// Verdict, flags and measurements of one program, drawn at 0.5, 1.0, 2.5, 5.0 and 7.5 s.
  /// Flags: nan (pixels with NaN or infinity), budget (pixels whose loops used up the budget),
  /// blank (all frames nearly uniform), static (all frames equal). Measurements: spirv_key;
  /// uses_derivatives; num_instructions, num_loops; translate_ms; compile_ms (pipeline and a first
  /// tiny draw; small when the driver's disk cache knows the program); draw_ms_64px (device time of
  /// the frame at 2.5 s, warm, best of three); ms_per_megapixel; num_nan_px, num_budget_px (over
  /// all frames); and as means over the frames mean and std (over channels, in [0,1]),
  /// colourfulness, coverage (see picture_statistics.h) and motion (mean absolute difference
  /// between consecutive frames, in [0,1]). Throws DeviceLost.
  corpus::Screening screen(const corpus::Program& program, const OnStage& on_stage);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace progpretrain::render
