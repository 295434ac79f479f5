// The parameters of one frame request as the device sees them. Included by C++ and by GLSL (std430), so that the layout
// exists once. All vectors are 16 bytes.
#ifndef PROGPRETRAIN_FRAME_PARAMS_H
#define PROGPRETRAIN_FRAME_PARAMS_H

#ifdef __cplusplus
#include <cstdint>
namespace progpretrain::shaders {
struct alignas(16) vec4 { float x, y, z, w; };
struct alignas(16) ivec4 { int32_t x, y, z, w; };
struct alignas(16) uvec4 { uint32_t x, y, z, w; };
#endif

struct FrameParams {
  vec4 canvas;    // what the program sees: width, height (px), time (s), time delta (s)
  vec4 pointer;   // Shadertoy's iMouse: x, y, click x, click y (px)
  vec4 date;      // year, month from 0, day, seconds
  vec4 window_x;  // canvas x = dot(window_x.xyz, (column, row, 1)); w: frame rate (1/s)
  vec4 window_y;  // canvas y (up) = dot(window_y.xyz, (column, row, 1)); w: unused
  vec4 colour_r;  // rows of the 3x4 colour transform: red out = dot(colour_r, (r, g, b, 1))
  vec4 colour_g;
  vec4 colour_b;
  ivec4 frame;    // x: frame number; y: samples per axis; zw: unused
  uvec4 target;   // x: image in the slot; y, z: width, height drawn (px); w: index into the statistics
  uvec4 layout_;  // x, y: shift that aligns 2x2 quads to the canvas; z: 1 = write floats to the scratch; w: scratch pixel offset
};

// What the device counts per request.
struct FrameStatistics {
#ifdef __cplusplus
  uint32_t num_nan_px, num_budget_px;
#else
  uint num_nan_px, num_budget_px;
#endif
};

#ifdef __cplusplus
static_assert(sizeof(FrameParams) == 11 * 16);
static_assert(sizeof(FrameStatistics) == 8);
}  // namespace progpretrain::shaders
#endif

// Workgroups are tiles of 8x8 pixels; gl_WorkGroupID = (tile column, tile row, request of the dispatch).
#define PP_TILE_PX 8

// Descriptor set 0.
#define PP_BINDING_FRAMES 0
#define PP_BINDING_SLOT 1
#define PP_BINDING_SCRATCH 2
#define PP_BINDING_STATISTICS 3

// Instructions that all loops of one invocation may spend together. Part of the format: it changes pixels.
#define PP_LOOP_BUDGET 1600000

#endif
