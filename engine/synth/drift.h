#pragma once
// Constants that drift: light, colours, textures and the viewpoint of a program wander slowly with
// time. Its pictures then differ more from each other (accuracy grows with that: Baradad et al.,
// "Procedural Image Programs for Representation Learning", 2022), and since they lie on one smooth
// path, each is still recognised by its neighbours in time.
#include <map>
#include <string>
#include <vector>

#include "engine/base/philox.h"
#include "engine/synth/parameter.h"

namespace progpretrain::synth {

/// What a program needs so that some of its parameters drift.
struct Drift {
  std::map<std::string, std::string> variables;  ///< of parameters: "kSize" -> "sizeNow"
  std::string declaration;                       ///< "float sizeNow, hueNow;\n", or nothing
  std::vector<std::string> lines;                ///< of mainImage: their values now
};

/// Chooses which of `parameters` drift in a program of these lines, the first ones first, and how.
/// A drifting parameter goes from its value towards the farther end of its range and back; its own
/// range becomes the part from which that never leads out. Identity, pose and clutter stay, and so
/// does what is a speed, a whole number or part of another constant.
Drift draw_drift(std::vector<Parameter>& parameters, const std::vector<std::string>& lines,
                 base::Philox draws);

/// `lines` with drifting parameters replaced by their values now; constants stay as declared.
void let_drift(const Drift& drift, std::vector<std::string>& lines);

}  // namespace progpretrain::synth
