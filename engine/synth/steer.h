#pragma once
// Steering new programs in feature space: toward pictures that somebody has, or away from programs
// that there are. Pure functions of features.
#include <cstdint>
#include <span>
#include <vector>

#include "engine/synth/select.h"

namespace progpretrain::synth {

/// Features of what to come near to or keep away from.
class Landmarks {
 public:
  /// `features`: every frame of every program is one landmark; none is fine. The mean over
  /// `ordinary`, at least one program, is taken away from everything: what nearly all pictures have
  /// in common tells nothing. num_features is a multiple of 16.
  Landmarks(const FrameFeatures& features, const FrameFeatures& ordinary);

  size_t size() const { return rows_.size() / mean_.size(); }

  /// For each program the mean over its frames of the cosine with the nearest landmark, in [-1,1];
  /// -1 when there is none.
  std::vector<float> nearness(const FrameFeatures& features) const;

  /// Adds the frames of the programs `places` of `features`.
  void add(const FrameFeatures& features, std::span<const uint32_t> places);

 private:
  void append(const float* row);
  std::vector<float> normalised(const float* row) const;

  std::vector<float> mean_;  // (D)
  std::vector<float> rows_;  // (n, D), each of length one
};

/// Of a wave of candidates this share is accepted.
inline constexpr double kAcceptedShare = 0.25;

/// The accepted of a wave, ascending: the nearest (or, `away`, the farthest) kAcceptedShare of
/// them, rounded up, at most `count`. Of equals the earlier one is taken.
std::vector<uint32_t> accept(std::span<const float> nearness, bool away, size_t count);

}  // namespace progpretrain::synth
