#pragma once
// Writes the vector and matrix operations and the built-in functions whose rounding a driver may
// choose as plain additions and multiplications in one fixed order: the order of Mesa's GLSL
// compiler. Programs that hash coordinates (fract(sin(dot(p, k)) * 43758.5)) show another picture
// when one of these rounds differently, and Mesa's own Vulkan front end rounds most of them
// otherwise than its OpenGL one:
//   dot                        from the last component to the first; so length, distance,
//   normalize,
//                              reflect, refract, faceforward and vector * matrix
//   normalize                  x * inversesqrt(dot(x, x))
//   mix                        x + a * (y - x), but x * (1 - a) + y * a where a is constant, y is
//                              0, or one of x and y is 1 or -1
//   matrix * vector, * matrix  column by column from the first
//   asin                       one polynomial for the whole range
//   step                       x >= edge ? 1 : 0 (a NaN gives 0)
// Apart from asin (within 0.0002) these are the definitions of the GLSL specification.
#include <cstdint>
#include <vector>

#include "engine/spirv/module.h"

namespace progpretrain::spirv {

/// The words of the module in which only plain arithmetic is left of those operations. Operations
/// on other than 32-bit floats stay.
std::vector<uint32_t> make_arithmetic_exact(const ParsedModule& module);

}  // namespace progpretrain::spirv
