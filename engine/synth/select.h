#pragma once
// Which candidates become a corpus: the best of every cell of a grid over what pictures look like,
// after J.-B. Mouret and J. Clune, "Illuminating search spaces by mapping elites", 2015. Pure
// functions of numbers.
//
// A program is fit when its frames recognise each other among frames of others (identifiability)
// and still differ (spread).
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace progpretrain::synth {

/// Features of `num_frames` frames of each program, f32 [P, num_frames, num_features].
struct FrameFeatures {
  uint32_t num_frames = 0, num_features = 0;
  std::vector<float> values;

  size_t num_programs() const { return values.size() / num_frames / num_features; }
};

struct Fitness {
  /// In [0,1]: geometric mean, over the program's frames, of the probability that a frame is this
  /// program's, as told by its similarity to the program's others and to frames of other programs
  /// (a soft nearest-neighbour posterior).
  float identifiability = 0;
  /// Order-2 Renyi kernel entropy score of its frames (Jalali, Li and Farnia 2023): 1 when all are
  /// equal, at most num_frames. The kernel's variance is an eighth of the median squared distance
  /// between frames of different programs.
  float spread = 0;

  /// What its frames differ in counts as far as they are still told to be its own. With a root of
  /// the identifiability spread has a say: as it is it ranges over two decades where spread ranges
  /// over half a decade.
  float value() const { return std::sqrt(std::sqrt(identifiability)) * spread; }
};

/// Frames of others that a frame has to be told from, at most.
inline constexpr size_t kMaxOtherFrames = 8192;

/// One for each program. The features' mean over all frames is taken away and what is left is
/// brought to length one. The frames of others are all of them, or `max_others` drawn from `seed`;
/// the temperature of the posterior is the one with which all programs together are told best.
/// num_frames is at least 2, num_features a multiple of 16.
std::vector<Fitness> measure_fitness(FrameFeatures features, uint64_t seed,
                                     size_t max_others = kMaxOtherFrames);

/// What screening and drawing say of a candidate's pictures.
struct PictureNumbers {
  double spectral_slope = 0, edge_density = 0, colourfulness = 0, coverage = 0, motion = 0;
  double ms_per_megapixel = 0;
};

/// An axis of the grid: a value lies in the bin whose number is how many of `edges` it reaches.
struct GridAxis {
  std::string_view name;
  double PictureNumbers::*number;
  std::array<double, 5> edges;
  size_t num_edges;
};
/// Slope, edges, colour, coverage, motion; see render/picture_statistics.h for what they mean. Cost
/// is the sixth axis, below.
std::span<const GridAxis> grid_axes();
/// 0 .. num_cells - 1.
uint32_t cell_of(const PictureNumbers& numbers);

/// Cost bands: below half the candidates' median cost, up to twice, up to 8 times, above.
inline constexpr std::array<double, 3> kCostEdges{0.5, 2.0, 8.0};
inline constexpr uint32_t kNumCostBands = kCostEdges.size() + 1;
/// The band of each candidate.
std::vector<uint32_t> cost_bands(std::span<const PictureNumbers> numbers);

/// The least fit of each cost band: taken only when the rest of the band does not suffice.
inline constexpr double kSetAsideShare = 0.1;

/// `count` of the candidates, ascending. Each cost band gives as large a share of them as it has of
/// the candidates. Within a band every cell gives its fittest one and then as large a share of its
/// own as any other: who is among the fittest tenth of a cell comes before who is among the second
/// tenth of another. Of equals the fitter, then the earlier one is taken.
/// count is at most the number of candidates.
std::vector<uint32_t> select_programs(std::span<const PictureNumbers> numbers,
                                      std::span<const Fitness> fitness, size_t count);

/// The candidates, the fittest first, of equals the earlier one.
std::vector<uint32_t> fittest_first(std::span<const Fitness> fitness);

/// 0 .. num_candidates - 1 in an order drawn from `seed`.
std::vector<uint32_t> random_order(size_t num_candidates, uint64_t seed);

}  // namespace progpretrain::synth
