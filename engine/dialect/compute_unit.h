#pragma once
// What a translator makes of a program: one complete GLSL compute shader.
#include <string>

namespace progpretrain::dialect {

/// Part of every cache key: raise it when translation changes what programs look like.
inline constexpr int kTranslatorVersion = 1;

struct ComputeUnit {
  /// GLSL 4.50 for Vulkan: "#version", extensions, shaders/frame_params.h, shaders/frame.glsl, the
  /// dialect's prelude, the author's text (preprocessed, zero-initialised) under "#line N 1", the
  /// dialect's epilogue, shaders/entry.glsl. A compiler message for source string 1 carries the
  /// author's own line; source string 0 is ours.
  std::string glsl;
  /// The program calls dFdx, dFdy or fwidth: the unit defines PP_QUADS and its pipeline needs full
  /// subgroups.
  bool uses_derivatives = false;
};

}  // namespace progpretrain::dialect
