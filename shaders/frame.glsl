// First part of every compute unit, after shaders/slot.glsl: where an invocation finds its request, its pixel and its canvas
// position, how it stores its pixel, and how derivatives are formed in a compute shader. Define PP_QUADS for programs that
// differentiate, PP_BUFFERS for programs with passes that write buffers, PP_SIZED_BUFFERS where those have sizes of
// their own, and PP_CLEARED_TO where a program discards and its host clears what it draws into.
layout(local_size_x = 64, local_size_y = 1, local_size_z = 1) in;

layout(std430, set = 0, binding = PP_BINDING_SCRATCH) writeonly buffer PpScratch { float pp_scratch[]; };
layout(std430, set = 0, binding = PP_BINDING_STATISTICS) buffer PpStatistics { FrameStatistics pp_statistics[]; };
layout(std430, set = 0, binding = PP_BINDING_TEXELS) readonly buffer PpTexels { uint pp_texels[]; };
#ifdef PP_BUFFERS
// Programs that scatter whole numbers (shaders/scatter.glsl) see the same memory as words.
#ifdef PP_SCATTERS
layout(std430, set = 0, binding = PP_BINDING_BUFFERS) buffer PpBuffers { uint pp_buffer_words[]; };
vec4 pp_load_texel(uint at) {
  return uintBitsToFloat(uvec4(pp_buffer_words[4u * at], pp_buffer_words[4u * at + 1u], pp_buffer_words[4u * at + 2u],
                               pp_buffer_words[4u * at + 3u]));
}
void pp_save_texel(uint at, vec4 c) {
  const uvec4 words = floatBitsToUint(c);
  for (uint i = 0u; i < 4u; ++i) pp_buffer_words[4u * at + i] = words[i];
}
#define PP_LOAD_TEXEL(at) pp_load_texel(at)
#define PP_SAVE_TEXEL(at, c) pp_save_texel(at, c)
#else
layout(std430, set = 0, binding = PP_BINDING_BUFFERS) buffer PpBuffers { vec4 pp_buffers[]; };
#define PP_LOAD_TEXEL(at) pp_buffers[at]
#define PP_SAVE_TEXEL(at, c) pp_buffers[at] = c
#endif
#endif

#ifdef PP_BUFFERS
// The frame of the warm-up that this is: its number and its time.
int pp_frame_number = int(pp_dispatch.step);
float pp_time_s = PP_FRAME.canvas.z - float(PP_FRAME.frame.z - 1 - pp_frame_number) * PP_FRAME.canvas.w;
bool pp_draws_buffer = pp_dispatch.num_buffers > 0u;
#else
int pp_frame_number = PP_FRAME.frame.x;
float pp_time_s = PP_FRAME.canvas.z;
const bool pp_draws_buffer = false;
#endif

// A buffer fills the canvas, or its lower left corner: rows lie as far apart as those of the canvas. The
// translator puts its definition in the place of pp_buffer_size(); it may depend on the request, and lies in [1, canvas].
#ifdef PP_SIZED_BUFFERS
ivec2 pp_buffer_size(uint index);
#define PP_BUFFER_SIZE(index) pp_buffer_size(index)
vec2 pp_pass_size = pp_draws_buffer ? vec2(pp_buffer_size(pp_dispatch.first_buffer)) : PP_FRAME.canvas.xy;
uvec2 pp_pass_tiles = (uvec2(pp_pass_size) + uint(PP_TILE_PX) - 1u) / uint(PP_TILE_PX);
bool pp_is_beside_pass = pp_draws_buffer && any(greaterThanEqual(gl_WorkGroupID.xy, pp_pass_tiles));
#define PP_PASS_SIZE pp_pass_size
#else
#define PP_BUFFER_SIZE(index) ivec2(PP_FRAME.canvas.xy)
#define PP_PASS_SIZE PP_FRAME.canvas.xy
#endif

#ifdef PP_LIFTED
// Found by their names, and read in the place of literals, by engine/spirv/lift_constants.h.
vec4 pp_constants_0 = PP_FRAME.constants[0], pp_constants_1 = PP_FRAME.constants[1];
vec4 pp_constants_2 = PP_FRAME.constants[2], pp_constants_3 = PP_FRAME.constants[3];
vec4 pp_constants_4 = PP_FRAME.constants[4], pp_constants_5 = PP_FRAME.constants[5];
vec4 pp_constants_6 = PP_FRAME.constants[6], pp_constants_7 = PP_FRAME.constants[7];
#endif

// Ended loops leave this below zero (see engine/spirv/loop_budget.h, which finds the variable by its name).
int pp_budget = PP_LOOP_BUDGET;
bool pp_discarded = false;

// Column and row (from the top) of this invocation in the picture drawn; in a buffer, which is drawn whole and without a
// window, from the bottom. May lie outside at the borders.
ivec2 pp_make_pixel() {
#ifdef PP_QUADS
  const uint lane = gl_SubgroupID * gl_SubgroupSize + gl_SubgroupInvocationID;
  const uint quad = lane >> 2;
  const uvec2 local = uvec2(((quad & 3u) << 1) | (lane & 1u), ((quad >> 2) << 1) | ((lane >> 1) & 1u));
#else
  const uvec2 local = uvec2(gl_LocalInvocationIndex & 7u, gl_LocalInvocationIndex >> 3);
#endif
  const ivec2 pixel = ivec2(gl_WorkGroupID.xy * PP_TILE_PX + local);
  return pp_draws_buffer ? pixel : pixel - ivec2(PP_FRAME.layout_.xy);
}
ivec2 pp_pixel = pp_make_pixel();

vec4 pp_make_frag_coord() {
  const vec3 centre = vec3(vec2(pp_pixel) + 0.5, 1.0);
  if (pp_draws_buffer) return vec4(centre.xy, 0.5, 1.0);
  return vec4(dot(PP_FRAME.window_x.xyz, centre), dot(PP_FRAME.window_y.xyz, centre), 0.5, 1.0);
}
vec4 pp_frag_coord = pp_make_frag_coord();

bool pp_is_nan(float v) { return (floatBitsToUint(v) & 0x7fffffffu) > 0x7f800000u; }
bool pp_not_finite(float v) { return (floatBitsToUint(v) & 0x7f800000u) == 0x7f800000u; }

#ifdef PP_BUFFERS
// First texel of one of the request's buffers. Every buffer is kept twice: frames with an even and with an odd number.
uint pp_buffer_start(uint index, uint frame_number) {
  return uint(PP_FRAME.frame.w) + (2u * index + (frame_number & 1u)) * uint(PP_FRAME.canvas.x) * uint(PP_FRAME.canvas.y);
}

// Texel of a buffer as the running pass sees it: what an earlier pass wrote in this frame, else what was written in the
// frame before; zeros in the first, and in programs that draw only one frame. `position` lies inside.
vec4 pp_buffer_texel(uint index, ivec2 position) {
  const bool is_written = index < pp_dispatch.first_buffer;
  if (!is_written && (pp_dispatch.step == 0u || (PP_FRAME.layout_.z & 4u) != 0u)) return vec4(0.0);
  return PP_LOAD_TEXEL(pp_buffer_start(index, is_written ? pp_dispatch.step : pp_dispatch.step - 1u) +
                       uint(position.y) * uint(PP_FRAME.canvas.x) + uint(position.x));
}

// Stores one texel of the k-th buffer that this pass writes, unclamped; a discarded one keeps what it was, unless the host
// clears its targets.
void pp_store_buffer(uint k, vec4 c) {
  if (any(greaterThanEqual(pp_pixel, ivec2(PP_PASS_SIZE)))) return;
  if (k == 0u && pp_budget < 0) atomicAdd(pp_statistics[PP_FRAME.target.w].num_budget_px, 1u);
  const uint index = pp_dispatch.first_buffer + k;
#ifdef PP_CLEARED_TO
  if (pp_discarded) c = PP_CLEARED_TO;
#else
  if (pp_discarded) c = pp_buffer_texel(index, pp_pixel);
#endif
  PP_SAVE_TEXEL(pp_buffer_start(index, pp_dispatch.step) + uint(pp_pixel.y) * uint(PP_FRAME.canvas.x) + uint(pp_pixel.x), c);
}
#endif

// Stores one pixel of the picture. Stands before the author's text, so that nothing an author defines can change what its names mean.
// Lanes outside the picture and discarded ones run along (derivatives need them); only the store is guarded.
void pp_store(vec4 c) {
  const bool discarded = pp_discarded;
  const ivec2 size = ivec2(PP_FRAME.target.yz);
  if (any(lessThan(pp_pixel, ivec2(0))) || any(greaterThanEqual(pp_pixel, size))) return;

  const bvec3 broken = bvec3(pp_not_finite(c.r), pp_not_finite(c.g), pp_not_finite(c.b));
  if (any(broken) && !discarded) atomicAdd(pp_statistics[PP_FRAME.target.w].num_nan_px, 1u);
  if (pp_budget < 0) atomicAdd(pp_statistics[PP_FRAME.target.w].num_budget_px, 1u);
  if ((PP_FRAME.layout_.z & 2u) != 0u)
    atomicAdd(pp_statistics[PP_FRAME.target.w].spent_budget_256, uint(PP_LOOP_BUDGET - max(pp_budget, 0)) >> 8);
#ifdef PP_CLEARED_TO
  if (discarded) c = PP_CLEARED_TO;
#else
  if (discarded) c = vec4(0.0);
#endif
  // As a framebuffer stores them: NaN is 0, infinities are clamped like every other value (to something that stays finite
  // in the colour transform first).
  vec3 shown = clamp(vec3(pp_is_nan(c.r) ? 0.0 : c.r, pp_is_nan(c.g) ? 0.0 : c.g, pp_is_nan(c.b) ? 0.0 : c.b), -1e30, 1e30);
  if (PP_TRANSFORMED) {
    const vec4 one = vec4(shown, 1.0);
    shown = vec3(dot(PP_FRAME.colour_r, one), dot(PP_FRAME.colour_g, one), dot(PP_FRAME.colour_b, one));
  }
  shown = clamp(shown, 0.0, 1.0);
  const uint position = uint(pp_pixel.y) * uint(size.x) + uint(pp_pixel.x);
  if (PP_TRANSFORMED && (PP_FRAME.layout_.z & 1u) != 0u) {
    const uint base = 3u * (PP_FRAME.layout_.w + position);
    pp_scratch[base] = shown.r;
    pp_scratch[base + 1u] = shown.g;
    pp_scratch[base + 2u] = shown.b;
  } else {
    pp_store_bytes(shown, position, uint(size.x) * uint(size.y));
  }
}

#ifdef PP_QUADS
// On a GPU a neighbour that has left the control flow has no value: the difference to it is 0. A processor's lanes compute
// on, as in Mesa's OpenGL. Rows count down in pictures and up in buffers.
bool pp_active(uint flip) { return subgroupBallotBitExtract(subgroupBallot(true), gl_SubgroupInvocationID ^ flip); }
#define PP_DERIVATIVES(T)                                                          \
  T pp_dFdx(T v) {                                                                 \
    const T other = subgroupQuadSwapHorizontal(v);                                 \
    if (PP_ON_GPU && !pp_active(1u)) return T(0.0);                                \
    return (gl_SubgroupInvocationID & 1u) == 0u ? other - v : v - other;           \
  }                                                                                \
  T pp_dFdy(T v) {                                                                 \
    const T other = subgroupQuadSwapVertical(v);                                   \
    if (PP_ON_GPU && !pp_active(2u)) return T(0.0);                                \
    return ((gl_SubgroupInvocationID & 2u) == 0u) != pp_draws_buffer ? v - other : other - v; \
  }                                                                                \
  T pp_fwidth(T v) { return abs(pp_dFdx(v)) + abs(pp_dFdy(v)); }
PP_DERIVATIVES(float)
PP_DERIVATIVES(vec2)
PP_DERIVATIVES(vec3)
PP_DERIVATIVES(vec4)
#endif
