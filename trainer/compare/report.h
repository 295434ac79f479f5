#pragma once
// The comparison as files: CORPUS.md for people, comparison.json for other tools, the curves.
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/base/strict_json.h"
#include "trainer/compare/comparison.h"

namespace progpretrain::trainer {

/// What was compared and how.
struct ComparisonRun {
  std::string command;  ///< that makes the report again
  int64_t num_frames = 0, size_px = 0;
  double parameters_sigma = 0;  ///< how far parameters lie around their defaults
  bool is_raw = false;          ///< whether programs with flags take part
  uint64_t seed = 0;
  std::string device;
  std::vector<SpaceName> spaces;
  std::vector<std::string> sheets;  ///< of each corpus: the file name of its contact sheet
};

/// {"programs", "frames", "size_px", "parameters_sigma", "raw", "seed", "device", "spaces": [{"name", "description",
/// "kernel_variance", "clusters"}], "corpora": [{"name", "fingerprint", "programs_in_corpus",
/// "tried", "cost_code", "median_ms_per_megapixel": {"value", "low", "high"}, ..., "spaces": {NAME:
/// {"effective_programs", "temperature", "spread", "identifiability",
/// "recognised_spread", "curve": [{"programs", "clusters"}], "second_half_gain"}}}]}. A temperature
/// is null when nothing could be recognised.
base::Json to_json(const ComparisonRun& run, std::span<const DrawnCorpus> corpora,
                   const Comparison& numbers);

/// The file names of the curves, one a space: "rarefaction-texture.svg".
std::string curve_file(const SpaceName& space);

std::string to_markdown(const ComparisonRun& run, std::span<const DrawnCorpus> corpora,
                        const Comparison& numbers);

/// Writes CORPUS.md, comparison.json and the curves into `folder`, each atomically.
void write_comparison(const std::filesystem::path& folder, const ComparisonRun& run,
                      std::span<const DrawnCorpus> corpora, const Comparison& numbers);

}  // namespace progpretrain::trainer
