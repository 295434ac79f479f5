#pragma once
// One instrumented module in which a request chooses a value that the entry point calculates, and
// what becomes of it: it is shown instead of the picture, or replaced by another value. For finding
// out what a picture depends on, without compiling anything again.
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/spirv/module.h"

namespace progpretrain::spirv {

/// Whether probe_values() can probe this value: a 32-bit float or a vector of them that an
/// instruction of the entry point gives (no phi).
bool can_be_probed(const ParsedModule& module, uint32_t id);

/// The words of `module` (which draws the picture itself: pp_store() is called in the entry point)
/// in which the values `ids` are probed. A request chooses by FrameParams::constants: see
/// probe_constants(). With constants of zeros the module draws what it drew before.
std::vector<uint32_t> probe_values(const ParsedModule& module, std::span<const uint32_t> ids);

/// What a request asks for: ids[shown] as picture, or ids[replaced] replaced by `mean` wherever it
/// is calculated; kNoProbe: none.
inline constexpr int kNoProbe = -1;
struct ProbeRequest {
  int shown = kNoProbe;
  uint32_t component = 0;  ///< of the value shown
  int replaced = kNoProbe;
  std::array<float, 4> mean{};
};
std::array<float, 8> probe_constants(const ProbeRequest& request);

/// A shown value, from the three bytes of its pixel: the value that was calculated last, with a
/// mantissa of 15 bits; NaN where it was not calculated.
float shown_value(uint8_t red, uint8_t green, uint8_t blue);

}  // namespace progpretrain::spirv
