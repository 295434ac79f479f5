#pragma once
// What a uniform of the author's holds when neither host nor author gives it a value: OpenGL's zero
// makes most pictures black, so names and types decide, as in viewers that show unknown uniforms.
//
//   type          words in the name                               value              range
//   float         ... time                                        the time           -
//   vec2, vec3    ... resolution                                  the canvas         -
//   vec3, vec4    color, colour, tint, col, rgb, albedo           a colour, alpha 1  [0, 1]
//   vectors       dir, direction, normal                          (1, 1, 1) / n      [-1, 1]
//   vec2          pos, position, center, origin, point, focus     0.5                [0, 1]
//   vec3, vec4    the same (a place in a scene)                   0                  [-1, 1]
//   float, vecN   offset, shift, pan, translate, angle, rotation, 0                  [-1, 1]
//                 phase, velocity
//   float, vecN   speed, rate, scale, zoom, size, intensity,      1                  [0, 2]
//                 brightness, gain, strength, ...
//   float, int    count, num, iterations, octaves, steps,         5                  [1, 10]
//                 samples, layers, ...
//   int           mode, type, index, id, seed                     0                  [0, 1]
//   int           others                                          1                  [0, 2]
//   bool          invert, debug, flip, mirror, disable, pause,... false              [0, 1]
//   bool          others                                          true               [0, 1]
//   float, vecN   others                                          0.5                [0, 1]
//   matrices      all                                             identity           -
//
// Integer and boolean vectors are as their components. Elements of an array are all the same but
// for: colours, which differ; places and what has no name that speaks, spread over the middle of
// their range; weight, kernel, coefficient, whose sum is 1.
#include <string>
#include <string_view>

#include "engine/dialect/compute_unit.h"

namespace progpretrain::dialect {

/// What hosts give under names like this one (whose last word tells), as GLSL of the author's type;
/// or empty.
std::string host_value_by_name(std::string_view name, std::string_view type);

/// Sets value and range by `parameter.name` and the author's type (float, int, uint, bool, vec2 to
/// vec4); `parameter.num_components` is set. Colours differ from name to name.
void set_value_by_name(DeclaredParameter& parameter, std::string_view type);

/// The value by name and type as GLSL, of element `index` of an array of `count`: scalars, vectors
/// and matrices of any component but double. Empty for other types.
std::string value_by_name(std::string_view name, std::string_view type, uint32_t index = 0,
                          uint32_t count = 1);

/// Whether a name speaks of a colour.
bool is_colour_name(std::string_view name);

}  // namespace progpretrain::dialect
