// The parameters of one frame request as the device sees them. Included by C++ and by GLSL (std140), so that the layout
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
  vec4 canvas;    // what the program sees: width, height (px), time of the shown frame (s), time delta (s)
  vec4 pointer;   // Shadertoy's iMouse: x, y, click x, click y (px)
  vec4 date;      // year, month from 0, day, seconds
  vec4 window_x;  // canvas x = dot(window_x.xyz, (column, row, 1)); w: frame rate (1/s)
  vec4 window_y;  // canvas y (up) = dot(window_y.xyz, (column, row, 1)); w: unused
  vec4 colour_r;  // rows of the 3x4 colour transform: red out = dot(colour_r, (r, g, b, 1))
  vec4 colour_g;
  vec4 colour_b;
  ivec4 frame;    // x: frame number (programs without buffers); y: samples per axis; z: frames drawn up to the shown
                  // one; w: first texel of the request's buffers
  uvec4 target;   // x: image in the slot; y, z: width, height drawn (px); w: index into the statistics
  uvec4 layout_;  // x, y: shift that aligns 2x2 quads to the canvas; z: 1 = write floats to the scratch, 2 = count the
                  // spent budget, 4 = no frame before this one was drawn; w: scratch pixel offset
  vec4 parameters[4];  // the program's declared parameters, component by component
  vec4 constants[8];   // what a lifted program reads instead of literals (engine/spirv/lift_constants.h)
};

// The push constants: which drawing of which program this dispatch is.
struct DispatchParams {
#ifdef __cplusplus
  uint32_t first_frame, step, pass, first_buffer, num_buffers;
#else
  uint first_frame;   // index of the dispatch's first FrameParams within the window
  uint step;          // frame within the warm-up, from 0; the last one is shown
  uint pass;          // what the program sees as number of the pass
  uint first_buffer;  // buffers that the pass writes; the pass of the picture: their number
  uint num_buffers;   // how many; 0 = the pass writes the picture
#endif
};

// What the device counts per request: pixels of the picture that are not finite, pixels of picture and buffers whose
// loops used up the budget, and 1/256 of what the picture's pixels spent of the budget together.
struct FrameStatistics {
#ifdef __cplusplus
  uint32_t num_nan_px, num_budget_px, spent_budget_256;
#else
  uint num_nan_px, num_budget_px, spent_budget_256;
#endif
};

#ifdef __cplusplus
static_assert(sizeof(FrameParams) == 23 * 16);
static_assert(sizeof(FrameStatistics) == 12);
static_assert(sizeof(DispatchParams) == 20);
}  // namespace progpretrain::shaders
#endif

// Workgroups are tiles of 8x8 pixels; gl_WorkGroupID = (tile column, tile row, request of the dispatch).
#define PP_TILE_PX 8

// Descriptor set 0: storage buffers but for the frames, a uniform buffer with dynamic offset that shows
// PP_FRAMES_PER_WINDOW requests of the batch at a time (devices give uniform buffers 64 KiB).
#define PP_BINDING_FRAMES 0
#define PP_BINDING_SLOT 1
#define PP_BINDING_SCRATCH 2
#define PP_BINDING_STATISTICS 3
#define PP_BINDING_TEXELS 4   // the stand-ins for hosts' textures, rgba8 (shaders/textures.glsl)
#define PP_BINDING_BUFFERS 5  // the pictures that passes write, rgba32f, row 0 = bottom
#define PP_NUM_BINDINGS 6
#define PP_FRAMES_PER_WINDOW 128

// Specialisation constants.
#define PP_CONSTANT_ON_GPU 0       // the device is no processor
#define PP_CONSTANT_TRANSFORMED 1  // pictures may have a colour transform or several samples per pixel

// Instructions that all loops of one invocation may spend together. Part of the format: it changes pixels.
#define PP_LOOP_BUDGET 1600000

#ifndef __cplusplus
layout(constant_id = PP_CONSTANT_ON_GPU) const bool PP_ON_GPU = true;
layout(constant_id = PP_CONSTANT_TRANSFORMED) const bool PP_TRANSFORMED = true;
layout(std140, set = 0, binding = PP_BINDING_FRAMES) uniform PpFrames { FrameParams pp_frames[PP_FRAMES_PER_WINDOW]; };
layout(push_constant) uniform PpDispatch { DispatchParams pp_dispatch; };

// The request that this invocation draws. On a GPU a dispatch draws several. On a processor, where code generation costs
// more than a dispatch, nothing but the push constant decides it: lavapipe then reads parameters once for all lanes.
#define PP_FRAME pp_frames[pp_dispatch.first_frame + (PP_ON_GPU ? gl_WorkGroupID.z : 0u)]
#endif

#endif
