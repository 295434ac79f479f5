// First part of every compute unit: where an invocation finds its request, its pixel and its canvas position, how it stores
// its pixel, and how derivatives are formed in a compute shader. Define PP_QUADS for programs that differentiate.
layout(local_size_x = 64, local_size_y = 1, local_size_z = 1) in;

layout(std430, set = 0, binding = PP_BINDING_FRAMES) readonly buffer PpFrames { FrameParams pp_frames[]; };
layout(std430, set = 0, binding = PP_BINDING_SLOT) writeonly buffer PpSlot { uint8_t pp_slot[]; };
layout(std430, set = 0, binding = PP_BINDING_SCRATCH) writeonly buffer PpScratch { float pp_scratch[]; };
layout(std430, set = 0, binding = PP_BINDING_STATISTICS) buffer PpStatistics { FrameStatistics pp_statistics[]; };
layout(push_constant) uniform PpDispatch { uint pp_first_frame; };

#define PP_FRAME pp_frames[pp_first_frame + gl_WorkGroupID.z]

// Ended loops leave this below zero (see engine/spirv/loop_budget.h, which finds the variable by its name).
int pp_budget = PP_LOOP_BUDGET;
bool pp_discarded = false;

// Column and row (from the top) of this invocation in the picture drawn; may lie outside at the borders.
ivec2 pp_make_pixel() {
#ifdef PP_QUADS
  const uint lane = gl_SubgroupID * gl_SubgroupSize + gl_SubgroupInvocationID;
  const uint quad = lane >> 2;
  const uvec2 local = uvec2(((quad & 3u) << 1) | (lane & 1u), ((quad >> 2) << 1) | ((lane >> 1) & 1u));
#else
  const uvec2 local = uvec2(gl_LocalInvocationIndex & 7u, gl_LocalInvocationIndex >> 3);
#endif
  return ivec2(gl_WorkGroupID.xy * PP_TILE_PX + local) - ivec2(PP_FRAME.layout_.xy);
}
ivec2 pp_pixel = pp_make_pixel();

vec4 pp_make_frag_coord() {
  const vec3 centre = vec3(vec2(pp_pixel) + 0.5, 1.0);
  return vec4(dot(PP_FRAME.window_x.xyz, centre), dot(PP_FRAME.window_y.xyz, centre), 0.5, 1.0);
}
vec4 pp_frag_coord = pp_make_frag_coord();

bool pp_not_finite(float v) { return (floatBitsToUint(v) & 0x7f800000u) == 0x7f800000u; }

// Stores one pixel. Stands before the author's text, so that nothing an author defines can change what its names mean.
// Lanes outside the picture and discarded ones run along (derivatives need them); only the store is guarded.
void pp_store(vec4 c) {
  const bool discarded = pp_discarded;
  const ivec2 size = ivec2(PP_FRAME.target.yz);
  if (any(lessThan(pp_pixel, ivec2(0))) || any(greaterThanEqual(pp_pixel, size))) return;

  const bvec3 broken = bvec3(pp_not_finite(c.r), pp_not_finite(c.g), pp_not_finite(c.b));
  if (any(broken) && !discarded) atomicAdd(pp_statistics[PP_FRAME.target.w].num_nan_px, 1u);
  if (pp_budget < 0) atomicAdd(pp_statistics[PP_FRAME.target.w].num_budget_px, 1u);
  if (discarded) c = vec4(0.0);
  c.rgb = vec3(broken.r ? 0.0 : c.r, broken.g ? 0.0 : c.g, broken.b ? 0.0 : c.b);

  const vec4 one = vec4(c.rgb, 1.0);
  const vec3 shown = clamp(
      vec3(dot(PP_FRAME.colour_r, one), dot(PP_FRAME.colour_g, one), dot(PP_FRAME.colour_b, one)), 0.0, 1.0);
  const uint position = uint(pp_pixel.y) * uint(size.x) + uint(pp_pixel.x);
  const uint plane = uint(size.x) * uint(size.y);
  if (PP_FRAME.layout_.z == 1u) {
    const uint base = 3u * (PP_FRAME.layout_.w + position);
    pp_scratch[base] = shown.r;
    pp_scratch[base + 1u] = shown.g;
    pp_scratch[base + 2u] = shown.b;
  } else {
    const uint base = 3u * PP_FRAME.target.x * plane + position;
    const uvec3 q = uvec3(floor(shown * 255.0 + 0.5));
    pp_slot[base] = uint8_t(q.r);
    pp_slot[base + plane] = uint8_t(q.g);
    pp_slot[base + 2u * plane] = uint8_t(q.b);
  }
}

#ifdef PP_QUADS
// A neighbour that has left the control flow has no value: the difference to it is 0.
bool pp_active(uint flip) { return subgroupBallotBitExtract(subgroupBallot(true), gl_SubgroupInvocationID ^ flip); }
#define PP_DERIVATIVES(T)                                                          \
  T pp_dFdx(T v) {                                                                 \
    const T other = subgroupQuadSwapHorizontal(v);                                 \
    if (!pp_active(1u)) return T(0.0);                                             \
    return (gl_SubgroupInvocationID & 1u) == 0u ? other - v : v - other;           \
  }                                                                                \
  T pp_dFdy(T v) {                                                                 \
    const T other = subgroupQuadSwapVertical(v);                                   \
    if (!pp_active(2u)) return T(0.0);                                             \
    return (gl_SubgroupInvocationID & 2u) == 0u ? v - other : other - v;           \
  }                                                                                \
  T pp_fwidth(T v) { return abs(pp_dFdx(v)) + abs(pp_dFdy(v)); }
PP_DERIVATIVES(float)
PP_DERIVATIVES(vec2)
PP_DERIVATIVES(vec3)
PP_DERIVATIVES(vec4)
#endif
