#pragma once
// Rarefaction curves as a picture for Markdown.
#include <span>
#include <string>
#include <vector>

#include "trainer/compare/cluster_curve.h"

namespace progpretrain::trainer {

struct NamedCurve {
  std::string name;  ///< untrusted
  std::vector<CurvePoint> points;
};

/// An SVG 1.1 document: clusters against programs (logarithmic), a line and the band of its
/// interval for each curve, with a legend. Every curve has a point.
std::string curves_svg(std::span<const NamedCurve> curves);

}  // namespace progpretrain::trainer
