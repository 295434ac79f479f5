#pragma once
// Names under which the small hosts hand the canvas, time and pointer to a fragment shader, and
// what stands for varyings that a vertex shader of the author's would have set.
#include <string>
#include <string_view>
#include <vector>

#include "engine/dialect/dialect.h"

namespace progpretrain::dialect {

/// Every name that a known host gives (GLSL Sandbox, Shadertoy in a frame of its own, The Book of
/// Shaders, glslViewer, ISF, Bonzomatic, KodeLife, VEDA, three.js, Cocos2d-x, libretro). Those of GLSL Sandbox's surface
/// need shaders/canvas.glsl.
const std::vector<HostValue>& common_host_values();

/// A host's value as the author typed it: cut, filled with zeros, or cast. Empty when the types
/// have nothing in common (matrices, structs).
std::string convert_value(std::string_view expression, std::string_view type,
                          std::string_view author_type);

/// What a varying of unknown origin holds on a flat canvas, judged by its name: the position in the
/// unit square (uv, texture, coordinate), from -1 to 1 (position), a normal, white. Empty when the
/// type is no scalar or vector.
std::string varying_value(std::string_view name, std::string_view type);

}  // namespace progpretrain::dialect
