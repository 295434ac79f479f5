#pragma once
// Rarefaction: how many kinds of pictures a number of programs shows, and whether more programs
// would show more.
#include <cstdint>
#include <span>
#include <vector>

#include "trainer/evaluate/bootstrap.h"

namespace progpretrain::trainer {

struct CurvePoint {
  int64_t num_programs = 0;
  Interval clusters;  ///< found by that many programs, on average over which ones
};

struct ClusterCurve {
  std::vector<CurvePoint> points;
  double second_half_gain = 0;  ///< share of the clusters found that P / 2 programs do not find
};

/// Points at 1, 2, 4, ... and P programs, from the clusters that the frames of each of P programs
/// lie in, i64 [P][F] as one span, clusters numbered from 0. The mean over all subsets in closed
/// form and its 95 % interval for P programs as a sample of many: the sample-based rarefaction of
/// R. K. Colwell, C. X. Mao, J. Chang, "Interpolating, extrapolating, and comparing incidence-based
/// species accumulation curves", Ecology 85(10), 2004, equations 4 and 6, with the number of
/// clusters there are estimated by A. Chao, "Estimating the population size for capture-recapture
/// data with unequal catchability", Biometrics 43(4), 1987. (A bootstrap would draw programs twice
/// and find too little.)
ClusterCurve cluster_curve(std::span<const int64_t> clusters, int64_t num_programs);

}  // namespace progpretrain::trainer
