#pragma once
// What a translator makes of a program: complete GLSL compute shaders, and the order in which they
// are drawn.
#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace progpretrain::dialect {

/// Part of every cache key: raise it when translation changes what programs look like.
inline constexpr int kTranslatorVersion = 7;

struct ComputeUnit {
  std::string name;  ///< of its pass, for refusals: "Buffer A"; empty: the pass that is shown
  /// GLSL 4.50 for Vulkan: "#version", extensions, shaders/frame_params.h, slot.glsl and frame.glsl,
  /// the dialect's prelude, the author's text (preprocessed, zero-initialised) under "#line N 1", the
  /// dialect's epilogue, shaders/entry.glsl. A compiler message for source string 1 carries the
  /// author's own line, one for string 2 the line of Shadertoy's common text; string 0 is ours.
  std::string glsl;
  /// The program calls dFdx, dFdy or fwidth, or needs them to choose a mipmap level: the unit
  /// defines PP_QUADS and its pipeline needs full subgroups.
  bool uses_derivatives = false;
};

/// One drawing of a unit. A pass reads what earlier passes of the same frame wrote, and of later
/// passes and itself what they wrote in the frame before (zeros in the first).
struct ComputePass {
  uint32_t unit = 0;         ///< index into ComputeProgram::units
  uint32_t first_buffer = 0; ///< buffers it writes: [first_buffer, first_buffer + num_buffers)
  uint32_t num_buffers = 0;  ///< 0: it writes the picture; at most 2
  uint32_t index = 0;        ///< what the program sees as number of the pass (ISF's PASSINDEX)
  bool operator==(const ComputePass&) const = default;
};

/// A value that the host lets people choose: part of the program's latent space.
struct DeclaredParameter {
  std::string name;
  std::string kind;           ///< "float", "bool", "long", "color", "point2D", "vec2", ...; of a
                              ///< program's own header: "pose", "palette", ... (header_kinds())
  uint32_t first = 0;         ///< index of its first component in the vector of parameters
  uint32_t num_components = 1;
  std::array<float, 4> value{}, min{}, max{};  ///< default and range; [0, num_components)
  bool operator==(const DeclaredParameter&) const = default;
};

/// Length of the vector of parameters (FrameParams::parameters).
inline constexpr uint32_t kMaxParameters = 16;

struct ComputeProgram {
  std::vector<ComputeUnit> units;
  std::vector<ComputePass> passes;  ///< in the order of drawing
  uint32_t num_buffers = 0;         ///< pictures at canvas size, rgba32f, that passes write
  /// The buffer that is shown, resampled, when no pass writes the picture itself; else -1.
  int32_t shown_buffer = -1;
  /// Some pass reads what was drawn in the frame before, or may discard and so keep it: warm-up frames
  /// are drawn.
  bool has_feedback = false;
  std::vector<DeclaredParameter> parameters;
  std::vector<std::string> notes;  ///< what people should know: "texture iChannel0: stand-in"
};

}  // namespace progpretrain::dialect
