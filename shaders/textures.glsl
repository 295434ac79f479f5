// The hosts' textures in a compute shader, compiled after shaders/frame.glsl and followed by textures_2d.glsl,
// textures_cube.glsl and textures_3d.glsl: their interface, and what all three share. A sampler is a value: what to read (a
// stand-in's texels, a buffer that a pass wrote, the keyboard, sound, a moving picture, nothing), its size, and how it
// filters and wraps. Samplers are built of constants, so that a driver folds away all that a call does not use.
//
// Interface (the translator writes constructor expressions and routes the author's calls to these functions):
//   struct PpSampler2D   { int source; int first; ivec2 size; int num_levels; int flags; };
//   struct PpSamplerCube { int source; int first; int size; int num_levels; int flags; };
//   struct PpSampler3D   { int source; int first; ivec3 size; int num_levels; int flags; };
//   source: PP_SOURCE_NONE (0, 0, 0, 1), PP_SOURCE_TEXELS (first = first texel), PP_SOURCE_BUFFER (first = index of the
//           buffer; PP_BUFFER_SIZE is its size, `size` is not read), PP_SOURCE_KEYBOARD (no key is down), PP_SOURCE_SOUND
//           (first = PP_SOUND_SHADERTOY: spectrum and waveform, 512 x 2; PP_SOUND_FFT: magnitudes of a Fourier transform, some
//           hundredths; PP_SOUND_INTEGRATED: their sum over all frames; PP_SOUND_CHANNELS: the spectrum in red, green
//           and blue, the waveform in alpha), PP_SOURCE_VIDEO (first = first texel and num_levels = levels of a square
//           picture, size = what the program is told). Cubes and volumes: NONE or TEXELS.
//   size:   as the program sees it. Powers of two for TEXELS.
//   num_levels: levels of the mipmap that are stored; the last is that in which the shorter side is 1. Fewer than the size
//           has: the finest are missing, and the finest stored one is shown enlarged.
//   flags:  PP_FILTER_NEAREST, PP_FILTER_LINEAR or PP_FILTER_MIPMAP, plus PP_WRAP_CLAMP or PP_WRAP_REPEAT, plus
//           PP_FLIP_ROWS where the host shows the picture upside down (Shadertoy's vflip = false)
//
//   In GLSL                          here, S = PpSampler2D (P = vec2), PpSamplerCube (P = vec3), PpSampler3D (P = vec3)
//   texture(s, p[, bias])            vec4 pp_texture(S, P), pp_texture(S, P, float)
//   textureLod(s, p, lod)            vec4 pp_textureLod(S, P, float)
//   textureGrad(s, p, dx, dy)        vec4 pp_textureGrad(S, P, P, P)
//   textureSize(s, lod)              ivec2 or ivec3 pp_textureSize(S, int)
//   textureQueryLevels(s)            int pp_textureQueryLevels(S)
//   textureQueryLod(s, p)            vec2 pp_textureQueryLod(S, P)
//   texelFetch(s, at, level)         vec4 pp_texelFetch(PpSampler2D, ivec2, int), (PpSampler3D, ivec3, int)
//   texelFetchOffset(..., offset)    vec4 pp_texelFetchOffset(PpSampler2D, ivec2, int, ivec2), (PpSampler3D, ivec3, int, ivec3)
//   textureOffset(s, p, o[, bias])   vec4 pp_textureOffset(PpSampler2D, vec2, ivec2[, float]), (PpSampler3D, vec3, ivec3[, float])
//   textureLodOffset(s, p, lod, o)   vec4 pp_textureLodOffset(PpSampler2D, vec2, float, ivec2), (PpSampler3D, vec3, float, ivec3)
//   textureGradOffset(..., offset)   vec4 pp_textureGradOffset(PpSampler2D, vec2, vec2, vec2, ivec2), (PpSampler3D, vec3, vec3, vec3, ivec3)
//   textureProj(s, p[, bias])        vec4 pp_textureProj(PpSampler2D, vec3 or vec4[, float]), (PpSampler3D, vec4[, float])
//   textureProjLod, -Grad, -Offset, -LodOffset, -GradOffset: p as in textureProj, then as without Proj
//   textureGather(s, p[, component]) vec4 pp_textureGather(PpSampler2D, vec2[, int]), (PpSamplerCube, vec3[, int])
//   textureGatherOffset(s, p, o[, c])   vec4 pp_textureGatherOffset(PpSampler2D, vec2, ivec2[, int])
//   textureGatherOffsets(s, p, o[, c])  vec4 pp_textureGatherOffsets(PpSampler2D, vec2, ivec2[4][, int])
//   iChannelResolution[i]            vec3 pp_channel_resolution(S)
//   (size in texels)                 ivec2, int or ivec3 pp_sampler_size(S)
//
// A level is chosen by derivatives only where PP_QUADS is defined and the sampler has PP_FILTER_MIPMAP; elsewhere it is
// 0 + bias. The mipmap of a buffer is made where it is read (pp_buffer_mean). Coordinates that are not finite read as 0. No coordinate, level or offset can read
// outside of what the sampler's constants span: pp_texel and pp_texel3 clamp the position of every texel.
#define PP_SOURCE_NONE 0
#define PP_SOURCE_KEYBOARD 1
#define PP_SOURCE_SOUND 2
#define PP_SOURCE_TEXELS 3
#define PP_SOURCE_VIDEO 4
#define PP_SOURCE_BUFFER 5

#define PP_SOUND_SHADERTOY 0
#define PP_SOUND_FFT 1
#define PP_SOUND_INTEGRATED 2
#define PP_SOUND_CHANNELS 3

#define PP_FILTER_NEAREST 0
#define PP_FILTER_LINEAR 1
#define PP_FILTER_MIPMAP 2
#define PP_WRAP_CLAMP 0
#define PP_WRAP_REPEAT 4
#define PP_FLIP_ROWS 8

struct PpSampler2D { int source; int first; ivec2 size; int num_levels; int flags; };
struct PpSamplerCube { int source; int first; int size; int num_levels; int flags; };
struct PpSampler3D { int source; int first; ivec3 size; int num_levels; int flags; };

ivec2 pp_sampler_size(PpSampler2D s) { return s.source == PP_SOURCE_BUFFER ? PP_BUFFER_SIZE(uint(s.first)) : s.size; }
int pp_sampler_size(PpSamplerCube s) { return s.size; }
ivec3 pp_sampler_size(PpSampler3D s) { return s.size; }

vec3 pp_channel_resolution(PpSampler2D s) {
  return s.source == PP_SOURCE_NONE ? vec3(0.0) : vec3(pp_sampler_size(s), 1.0);
}
vec3 pp_channel_resolution(PpSamplerCube s) {
  return s.source == PP_SOURCE_NONE ? vec3(0.0) : vec3(s.size, s.size, 1.0);
}
vec3 pp_channel_resolution(PpSampler3D s) { return s.source == PP_SOURCE_NONE ? vec3(0.0) : vec3(s.size); }

ivec2 pp_textureSize(PpSampler2D s, int level) { return max(pp_sampler_size(s) >> clamp(level, 0, 15), 1); }
ivec2 pp_textureSize(PpSamplerCube s, int level) { return ivec2(max(s.size >> clamp(level, 0, 15), 1)); }
ivec3 pp_textureSize(PpSampler3D s, int level) { return max(s.size >> clamp(level, 0, 15), 1); }

// OpenGL 4.6, section 8.14.3: down to one texel where there is a mipmap; nothing has no level.
int pp_query_levels(int source, int longest_side, int flags) {
  if (source == PP_SOURCE_NONE) return 0;
  const bool has_mipmap = (flags & 3) == PP_FILTER_MIPMAP &&
                          (source == PP_SOURCE_TEXELS || source == PP_SOURCE_VIDEO || source == PP_SOURCE_BUFFER);
  return has_mipmap ? findMSB(longest_side) + 1 : 1;
}
int pp_textureQueryLevels(PpSampler2D s) {
  const ivec2 size = pp_sampler_size(s);
  return pp_query_levels(s.source, max(size.x, size.y), s.flags);
}
int pp_textureQueryLevels(PpSamplerCube s) { return pp_query_levels(s.source, s.size, s.flags); }
int pp_textureQueryLevels(PpSampler3D s) {
  return pp_query_levels(s.source, max(s.size.x, max(s.size.y, s.size.z)), s.flags);
}

// ---- Positions and levels ------------------------------------------------------------------------------------------

// Comparisons with NaN are false.
vec2 pp_finite(vec2 p) { return mix(vec2(0.0), p, lessThan(abs(p), vec2(1e30))); }
vec3 pp_finite(vec3 p) { return mix(vec3(0.0), p, lessThan(abs(p), vec3(1e30))); }

// Into [0, 1].
vec2 pp_wrap(vec2 p, int flags) { return (flags & PP_WRAP_REPEAT) != 0 ? p - floor(p) : clamp(p, 0.0, 1.0); }
vec3 pp_wrap(vec3 p, int flags) { return (flags & PP_WRAP_REPEAT) != 0 ? p - floor(p) : clamp(p, 0.0, 1.0); }

int pp_filter(int flags) { return flags & 3; }

// How many of the finest levels are not stored.
int pp_missing_levels(int shorter_side, int num_levels) { return findMSB(shorter_side) + 1 - num_levels; }

// The level to read, of those stored; the rest of the float is the share of the next one. Anything that is no positive
// number means level 0.
float pp_stored_lod(float lod, int missing, int num_levels, int flags) {
  lod -= float(missing);
  return pp_filter(flags) == PP_FILTER_MIPMAP && lod > 0.0 ? min(lod, float(num_levels - 1)) : 0.0;
}

// Weights have 8 bits, as graphics hardware's have: a texel read at its centre is exact, however the position was computed.
vec2 pp_weight(vec2 f) { return floor(f * 256.0 + 0.5) * (1.0 / 256.0); }
vec3 pp_weight(vec3 f) { return floor(f * 256.0 + 0.5) * (1.0 / 256.0); }

// OpenGL 4.6, section 8.14.1: the longer of the two footprints, in texels.
float pp_lod_of(vec2 dx, vec2 dy) { return 0.5 * log2(max(dot(dx, dx), dot(dy, dy))); }
float pp_lod_of(vec3 dx, vec3 dy) { return 0.5 * log2(max(dot(dx, dx), dot(dy, dy))); }
