#pragma once
// Which programs are too much alike for one corpus: near in structure (structure/features.h) and in
// what they look like. Pure functions of features and of pairs.
#include <cstdint>
#include <span>
#include <vector>

#include "engine/synth/select.h"

namespace progpretrain::synth {

/// So near are the frames of most programs to each other: the mean distance (Looks::spread) is at
/// most this for three of four of 1,950 programs of version 1 of the grammar. The frames of two programs that were
/// taken at random are 0.16 apart at least for 99 % of the pairs.
inline constexpr double kUsualSpread = 0.12;

/// Whoever checks a selection sees other moments of its programs: the relative distance of a pair
/// (Looks) then differs by 8 % (standard deviation, measured). So selection keeps away from 1.
inline constexpr double kDropDistance = 1.25;

/// What programs look like: frames as points on the unit sphere of features. The distance of two
/// frames is 1 - their cosine, half the square of the way between the points. Nothing here depends
/// on which other programs there are, so that every command says the same of a pair.
class Looks {
 public:
  /// num_frames is at least 2.
  explicit Looks(const FrameFeatures& features);

  size_t size() const { return spreads_.size(); }
  /// Mean distance over the pairs of a program's frames, in [0,2].
  double spread(uint32_t program) const { return spreads_[program]; }
  /// Mean distance over the pairs of a frame of `a` and a frame of `b`, in [0,2].
  double distance(uint32_t a, uint32_t b) const;

  /// The distance in units of what makes two programs near in picture, which they are at up to 1:
  /// when their frames are on average no farther apart than kUsualSpread, or than twice the mean of
  /// both spreads. (The distance is that mean and half the squared way between the middles of the
  /// two clouds: at twice the mean the middles lie as far from each other as two frames of one
  /// program.) Of pairs taken at random 7 % are near, of pairs that are near in structure 45 %.
  double relative_distance(uint32_t a, uint32_t b) const;

 private:
  size_t num_features_;
  std::vector<double> means_;  // (P, D) of the frames
  std::vector<double> spreads_;
};

/// Two programs by their places in a list, a < b.
struct Pair {
  uint32_t a = 0, b = 0;
  auto operator<=>(const Pair&) const = default;
};

/// Who has to go so that no pair is left: along `order`, the preferred first, whoever makes a pair
/// with one that stays. Ascending. `order` names every place once.
std::vector<uint32_t> drop_alike(std::span<const Pair> pairs, std::span<const uint32_t> order);

/// How many of the programs `chosen` (ascending) make a pair with another one of them.
size_t num_in_pairs(std::span<const Pair> pairs, std::span<const uint32_t> chosen);

}  // namespace progpretrain::synth
