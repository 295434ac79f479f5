#pragma once
// One program's row of the ablation report: how varied its frames are, and what they cost. Program
// by program, so that a corpus of any size passes through, and a row can be kept and read back when
// a report is continued.
#include <torch/types.h>

#include <string>

#include "engine/base/strict_json.h"
#include "trainer/evaluate/features.h"

namespace progpretrain::trainer {

/// What is measured, with what the caller knows about the program. Text is untrusted.
struct ProgramFrames {
  std::string id, title, family, dialect;
  torch::Tensor
      frames;  ///< u8 [N,3,H,W], N >= 2 moments (or other latents) of the program, row 0 = top
  double ms_per_megapixel = 0;  ///< measured device or wall time of drawing
  double nan_rate = 0;          ///< share of pixels that were NaN or infinite before quantisation
};

struct ProgramRow {
  std::string id, title, family, dialect;
  int64_t num_frames = 0, height_px = 0, width_px = 0;
  double feature_diversity = 0;    ///< mean_cosine_distance of the encoder's features
  double thumbnail_diversity = 0;  ///< mean_thumbnail_distance
  double colourfulness = 0;        ///< mean_colourfulness, 0..about 180
  double coverage = 0;             ///< mean_coverage, 0..1
  double ms_per_megapixel = 0, nan_rate = 0;
  std::string strip;  ///< WebP bytes: up to four frames, evenly spaced, 64 px high, side by side
};

/// Measures one program; `encode` sees all its frames in one batch.
ProgramRow measure_program(const ProgramFrames& program, const FeatureFunction& encode);

/// The row without loss, the strip as base64: a line of a file that a continued report reads back.
base::Json to_json(const ProgramRow& row);
/// Throws UsageError naming `where` and the key when something is missing or of another type.
ProgramRow program_row_from_json(const base::Json& json, const std::string& where);

}  // namespace progpretrain::trainer
