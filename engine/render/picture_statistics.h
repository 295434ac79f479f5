#pragma once
// What a picture looks like in a few numbers: pure functions of planar pixels, u8 [3,H,W].
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace progpretrain::render {

/// Planar pixels u8 [3,H,W]: all of red, then green, then blue. Its size is a positive multiple
/// of 3.
using Planes = std::span<const uint8_t>;

struct ChannelStatistics {
  std::array<double, 3> mean{};  ///< in [0,1]
  std::array<double, 3> std{};   ///< standard deviation over the pixels, in [0,0.5]
};
ChannelStatistics channel_statistics(Planes picture);

/// A picture is nearly uniform when the standard deviation of every channel is below `limit`; one
/// step of a byte makes it blank.
inline constexpr double kBlankStd = 1.0 / 255.0;
bool is_nearly_uniform(Planes picture, double limit = kBlankStd);

/// M of D. Hasler and S. Suesstrunk, "Measuring colourfulness in natural images", Human Vision and
/// Electronic Imaging VIII, 2003, on 8-bit values: 0 for grey, about 15 slightly, 59 quite, over
/// 109 extremely colourful.
double colourfulness(Planes picture);

/// Share of the pixels, in [0,1), whose colour is not the picture's most frequent one, where
/// colours are quantised to 16 levels a channel: 0 for a uniform picture, small for a figure on an
/// empty ground, near 1 for a picture without ground.
double coverage(Planes picture);

/// Power of the picture's detail by frequency: of Rec. 709 luma of the stored values, mean removed,
/// with a Hann window along both axes (it keeps the picture's edges from adding a slope of their
/// own), the power of the 2-D Fourier transform averaged over rings |round(f)| = k, for k = 0 ..
/// side/2 - 1. The picture is square, its side a power of two of at least 16.
std::vector<double> power_spectrum(Planes picture);

/// Exponent s of the power law P(f) ~ f^s that a power_spectrum(), or a mean of several, follows:
/// least squares of log P on log k over k >= 2, a ring weighted with k, the measure of its
/// frequencies. Nothing when there is no power.
std::optional<double> power_law_exponent(std::span<const double> power);

/// Both together: 0 for white noise, about -2 for natural scenes (amplitude ~ 1/f: D. J. Field,
/// "Relations between the statistics of natural images and the response properties of cortical
/// cells", JOSA A 4(12), 1987), lower for smooth ones. Nothing for a picture without detail.
std::optional<double> spectral_slope(Planes picture);

/// Share of the pixels, in [0,1], where the picture has an edge: where Rec. 709 luma of the stored
/// values, in [0,1], changes by more than kEdgeStep from the pixel to its right and lower
/// neighbours together (length of the forward difference); the last column and row have none. The
/// picture is square, its side at least 2.
double edge_density(Planes picture);
inline constexpr double kEdgeStep = 0.1;

/// Mean over pixels and channels of |a - b|, in [0,1]. Both pictures have the same size.
double mean_abs_difference(Planes a, Planes b);

/// Largest |a - b| over pixels and channels, in 0 .. 255.
int max_abs_difference(Planes a, Planes b);

}  // namespace progpretrain::render
