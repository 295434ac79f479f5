#pragma once
// What is drawn where a host would show one of its own pictures: procedural textures of the same
// kind, size and use (noise where the original is noise), made by us, the same on every machine.
// They lie in one buffer of texels (shaders/textures.glsl reads it), so that every program sees one
// fixed layout. Keyboard, sound and moving pictures have no texels of their own: the shader makes
// them (from a stand-in for a photograph, for the moving ones).
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace progpretrain::inputs {

struct StandIn {
  enum class Kind { texture, cubemap, volume };
  std::string_view name;  ///< of ours: "noise_rgba_256", "photograph_1", "font", ...
  Kind kind = Kind::texture;
  /// As the program sees it, px, powers of two; a cube map has six faces of width x width.
  uint32_t width = 0, height = 0, depth = 1;
  /// Stored mipmap levels, each half of the one before, down to that in which the shorter side
  /// is 1. Fewer than the size has: the finest are left out, and the finest stored one is shown
  /// enlarged.
  uint32_t num_levels = 1;
  uint32_t first_texel = 0;  ///< of the finest stored level in the buffer; the others follow

  /// How many of the finest levels are left out.
  uint32_t num_missing_levels() const;
  /// Texels of a stored level (0 = the finest stored), all faces or slices together.
  uint64_t num_level_texels(uint32_t level) const;
};

/// All stand-ins, in the order of their texels.
const std::vector<StandIn>& stand_ins();

/// The stand-in for a host's medium: the one of the same kind, size and use when the medium is
/// known
/// (`source`: the path or id that the host gives it), else one that a word in the name tells (noise, font, wood ...), else one chosen by a hash of the name: a
/// photograph-like texture (for videos and webcams, which are known by their names: a square one of
/// scenes, for PP_SOURCE_VIDEO), any of the cube maps, or any of the volumes.
const StandIn& stand_in_for(StandIn::Kind kind, std::string_view source);

/// What programs are told to be the size of what the shader makes by itself (width, height in px).
struct MediumSize {
  uint32_t width, height;
};
inline constexpr MediumSize kKeyboardSize{256, 3};  ///< rows: down, pressed now, toggled
inline constexpr MediumSize kSoundSize{512, 2};     ///< rows: spectrum, waveform
inline constexpr MediumSize kVideoSize{512, 396};
inline constexpr MediumSize kWebcamSize{640, 360};

/// Length of the buffer, in texels of 4 bytes.
uint64_t num_texels();

/// Writes all texels, rgba8 (r in the lowest byte), row 0 = bottom, level after level; of a cube
/// map in each level face after face (+x, -x, +y, -y, +z, -z), row 0 = OpenGL's t = 0; of a volume
/// slice after slice. A medium of one channel has (r, 0, 0, 1), as an R8 texture. `texels` has
/// num_texels() elements. The same bytes on every machine: hashes of integers, and float arithmetic
/// without functions of the C library and without fused multiply-adds. Throws InvariantError for
/// another length.
void fill_texels(std::span<uint32_t> texels);

}  // namespace progpretrain::inputs
