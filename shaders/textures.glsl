// The hosts' textures in a compute shader, compiled after shaders/frame.glsl. A sampler is a value: what to read (a
// stand-in's texels, a buffer that a pass wrote, the keyboard, sound, a moving picture, nothing), its size, and how it
// filters and wraps. Samplers are built of constants, so that a driver folds away all that a call does not use.
//
// Interface (the translator writes constructor expressions and routes the author's calls to these functions):
//   struct PpSampler2D   { int source; int first; ivec2 size; int num_levels; int flags; };
//   struct PpSamplerCube { int source; int first; int size; int num_levels; int flags; };
//   struct PpSampler3D   { int source; int first; ivec3 size; int num_levels; int flags; };
//   source: PP_SOURCE_NONE (0, 0, 0, 1), PP_SOURCE_TEXELS (first = first texel), PP_SOURCE_BUFFER (first = index of the
//           buffer; PP_BUFFER_SIZE is its size, `size` is not read), PP_SOURCE_KEYBOARD (no key is down), PP_SOURCE_SOUND
//           (spectrum and waveform, 512 x 2), PP_SOURCE_VIDEO (first = first texel and num_levels = levels of a square
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
// 0 + bias. Buffers have no mipmap. Coordinates that are not finite read as 0. No coordinate, level or offset can read
// outside of what the sampler's constants span: pp_texel and pp_texel3 clamp the position of every texel.
#define PP_SOURCE_NONE 0
#define PP_SOURCE_KEYBOARD 1
#define PP_SOURCE_SOUND 2
#define PP_SOURCE_TEXELS 3
#define PP_SOURCE_VIDEO 4
#define PP_SOURCE_BUFFER 5

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
  const bool has_mipmap = (flags & 3) == PP_FILTER_MIPMAP && (source == PP_SOURCE_TEXELS || source == PP_SOURCE_VIDEO);
  return has_mipmap ? findMSB(longest_side) + 1 : 1;
}
int pp_textureQueryLevels(PpSampler2D s) { return pp_query_levels(s.source, max(s.size.x, s.size.y), s.flags); }
int pp_textureQueryLevels(PpSamplerCube s) { return pp_query_levels(s.source, s.size, s.flags); }
int pp_textureQueryLevels(PpSampler3D s) {
  return pp_query_levels(s.source, max(s.size.x, max(s.size.y, s.size.z)), s.flags);
}

// ---- Positions -----------------------------------------------------------------------------------------------------

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

// ---- Two dimensions ------------------------------------------------------------------------------------------------

// One texel of a level of size `size` that starts at `first` (or of buffer number `first`).
vec4 pp_texel(int source, uint first, ivec2 size, ivec2 at) {
  at = clamp(at, ivec2(0), size - 1);
#ifdef PP_BUFFERS
  if (source == PP_SOURCE_BUFFER) return pp_buffer_texel(first, at);
#endif
  return unpackUnorm4x8(pp_texels[first + uint(at.y * size.x + at.x)]);
}

// Columns and rows (lowest, next) of the four texels around a position in [0, 1]; `f`: weights of the next ones.
ivec4 pp_neighbours(ivec2 size, vec2 p, int flags, out vec2 f) {
  const vec2 at = p * vec2(size) - 0.5, corner = floor(at);
  f = pp_weight(at - corner);
  ivec2 low = ivec2(corner), high = low + 1;
  if ((flags & PP_WRAP_REPEAT) != 0) {
    low = mix(low, size - 1, lessThan(low, ivec2(0)));
    high = mix(high, ivec2(0), greaterThanEqual(high, size));
  }
  return ivec4(low, high);
}

vec4 pp_filtered(int source, uint first, ivec2 size, vec2 p, int flags) {
  p = pp_wrap(p, flags);
  if (pp_filter(flags) == PP_FILTER_NEAREST) return pp_texel(source, first, size, ivec2(p * vec2(size)));
  vec2 f;
  const ivec4 n = pp_neighbours(size, p, flags, f);
  return mix(mix(pp_texel(source, first, size, n.xy), pp_texel(source, first, size, n.zy), f.x),
             mix(pp_texel(source, first, size, n.xw), pp_texel(source, first, size, n.zw), f.x), f.y);
}

// First texel of a level: the levels before it have stored, stored / 4, ... texels.
uint pp_level_start(PpSampler2D s, ivec2 stored, ivec2 size) {
  return uint(s.first) + uint(stored.x * stored.y - size.x * size.y) / 3u * 4u;
}

vec4 pp_level(PpSampler2D s, ivec2 stored, vec2 p, int level) {
  const ivec2 size = stored >> level;
  return pp_filtered(PP_SOURCE_TEXELS, pp_level_start(s, stored, size), size, p, s.flags);
}

// A song of two beats a second: a spectrum that falls with the frequency, and the sound itself around 0.5.
float pp_spectrum(float x) {
  const float beat = exp2(-8.0 * fract(2.0 * pp_time_s)), off_beat = exp2(-10.0 * fract(4.0 * pp_time_s + 0.5));
  const float ripple = sin(47.0 * x + 2.6 * pp_time_s) * sin(19.0 * x - 1.7 * pp_time_s);
  return clamp(exp2(-2.4 * x) * (0.62 + 0.22 * ripple + 0.1 * sin(260.0 * x + 5.0 * pp_time_s)) +
               0.35 * beat * exp2(-900.0 * x * x) + 0.15 * off_beat * x - 0.12 * x, 0.0, 1.0);
}
float pp_waveform(float x) {
  const float beat = exp2(-8.0 * fract(2.0 * pp_time_s));
  return 0.5 + (0.1 + 0.15 * beat) * sin(17.0 * x + 61.0 * pp_time_s) + 0.09 * sin(43.0 * x + 97.0 * pp_time_s) +
         0.05 * sin(131.0 * x - 23.0 * pp_time_s);
}

// Both are smooth: filtered in x by being evaluated between the texels.
vec4 pp_sound(PpSampler2D s, vec2 p) {
  p = pp_wrap(p, s.flags);
  if (pp_filter(s.flags) == PP_FILTER_NEAREST) p = (floor(p * vec2(511.99, 1.99)) + 0.5) / vec2(512.0, 2.0);
  return vec4(mix(pp_spectrum(p.x), pp_waveform(p.x), clamp(2.0 * p.y - 0.5, 0.0, 1.0)), 0.0, 0.0, 1.0);
}

// The film: a picture seen by a slowly moving camera, in flickering light. Frames change 30 times a second.
vec2 pp_film_position(vec2 p, ivec2 size) {
  const float t = floor(pp_time_s * 30.0) / 30.0;
  const vec2 centre = vec2(0.5) + 0.17 * vec2(sin(0.41 * t), sin(0.29 * t + 1.0));
  return centre + (p - 0.5) * vec2(1.0, float(size.y) / float(size.x)) * (0.62 + 0.12 * sin(0.23 * t));
}
float pp_film_light() {
  const float t = floor(pp_time_s * 30.0);
  return 0.96 + 0.04 * sin(2.1 * t) * sin(0.37 * t);
}

vec4 pp_sample(PpSampler2D s, vec2 p, float lod) {
  vec4 c = vec4(0.0, 0.0, 0.0, 1.0);
  p = pp_finite(p);
  if ((s.flags & PP_FLIP_ROWS) != 0) p.y = 1.0 - p.y;
  if (s.source == PP_SOURCE_TEXELS || s.source == PP_SOURCE_VIDEO) {
    ivec2 stored = ivec2(1 << (s.num_levels - 1));
    int missing = 0;
    float light = 1.0;
    if (s.source == PP_SOURCE_VIDEO) {
      p = pp_film_position(pp_wrap(p, s.flags), s.size);
      s.flags |= PP_WRAP_REPEAT;
      light = pp_film_light();
    } else {
      missing = pp_missing_levels(min(s.size.x, s.size.y), s.num_levels);
      stored = s.size >> missing;
    }
    lod = pp_stored_lod(lod, missing, s.num_levels, s.flags);
    const int level = int(lod);
    const float next_share = lod - float(level);
    c = vec4(0.0);
    // A loop, so that the code that reads a level exists once: each of its reads costs lavapipe's compiler milliseconds.
    for (int i = 0; i < (next_share > 0.0 ? 2 : 1); ++i)
      c += abs(float(1 - i) - next_share) * pp_level(s, stored, p, level + i);
    c.rgb *= light;
#ifdef PP_BUFFERS
  } else if (s.source == PP_SOURCE_BUFFER) {
    c = pp_filtered(PP_SOURCE_BUFFER, uint(s.first), pp_sampler_size(s), p, s.flags);
#endif
  } else if (s.source == PP_SOURCE_SOUND) {
    c = pp_sound(s, p);
  }
  return c;
}

// OpenGL 4.6, section 8.14.1: the longer of the two footprints, in texels.
float pp_lod_of(vec2 dx, vec2 dy) { return 0.5 * log2(max(dot(dx, dx), dot(dy, dy))); }
float pp_lod_of(vec3 dx, vec3 dy) { return 0.5 * log2(max(dot(dx, dx), dot(dy, dy))); }

float pp_implicit_lod(PpSampler2D s, vec2 p) {
#ifdef PP_QUADS
  if (pp_filter(s.flags) == PP_FILTER_MIPMAP && (s.source == PP_SOURCE_TEXELS || s.source == PP_SOURCE_VIDEO)) {
    const vec2 at = p * vec2(s.size);
    return pp_lod_of(pp_dFdx(at), pp_dFdy(at));
  }
#endif
  return 0.0;
}

vec4 pp_texture(PpSampler2D s, vec2 p) { return pp_sample(s, p, pp_implicit_lod(s, p)); }
vec4 pp_texture(PpSampler2D s, vec2 p, float bias) { return pp_sample(s, p, pp_implicit_lod(s, p) + bias); }
vec4 pp_textureLod(PpSampler2D s, vec2 p, float lod) { return pp_sample(s, p, lod); }
vec4 pp_textureGrad(PpSampler2D s, vec2 p, vec2 dx, vec2 dy) {
  const vec2 size = vec2(pp_sampler_size(s));
  return pp_sample(s, p, pp_lod_of(dx * size, dy * size));
}
vec4 pp_textureProj(PpSampler2D s, vec3 p) { return pp_texture(s, p.xy / p.z); }
vec4 pp_textureProj(PpSampler2D s, vec4 p) { return pp_texture(s, p.xy / p.w); }
vec4 pp_textureProj(PpSampler2D s, vec3 p, float bias) { return pp_texture(s, p.xy / p.z, bias); }
vec4 pp_textureProj(PpSampler2D s, vec4 p, float bias) { return pp_texture(s, p.xy / p.w, bias); }
vec4 pp_textureProjLod(PpSampler2D s, vec3 p, float lod) { return pp_sample(s, p.xy / p.z, lod); }
vec4 pp_textureProjLod(PpSampler2D s, vec4 p, float lod) { return pp_sample(s, p.xy / p.w, lod); }
vec4 pp_textureProjGrad(PpSampler2D s, vec3 p, vec2 dx, vec2 dy) { return pp_textureGrad(s, p.xy / p.z, dx, dy); }
vec4 pp_textureProjGrad(PpSampler2D s, vec4 p, vec2 dx, vec2 dy) { return pp_textureGrad(s, p.xy / p.w, dx, dy); }
vec2 pp_textureQueryLod(PpSampler2D s, vec2 p) {
  const float lod = pp_implicit_lod(s, p);
  return vec2(max(lod, 0.0), lod);
}

// Offsets count texels of the finer of the two levels that are read.
vec4 pp_textureLodOffset(PpSampler2D s, vec2 p, float lod, ivec2 offset) {
  const float level = pp_filter(s.flags) == PP_FILTER_MIPMAP && lod > 0.0 ? floor(min(lod, 15.0)) : 0.0;
  return pp_sample(s, p + vec2(offset) * exp2(level) / vec2(pp_sampler_size(s)), lod);
}
vec4 pp_textureOffset(PpSampler2D s, vec2 p, ivec2 offset) {
  return pp_textureLodOffset(s, p, pp_implicit_lod(s, p), offset);
}
vec4 pp_textureOffset(PpSampler2D s, vec2 p, ivec2 offset, float bias) {
  return pp_textureLodOffset(s, p, pp_implicit_lod(s, p) + bias, offset);
}
vec4 pp_textureGradOffset(PpSampler2D s, vec2 p, vec2 dx, vec2 dy, ivec2 offset) {
  const vec2 size = vec2(pp_sampler_size(s));
  return pp_textureLodOffset(s, p, pp_lod_of(dx * size, dy * size), offset);
}
vec4 pp_textureProjOffset(PpSampler2D s, vec3 p, ivec2 offset) { return pp_textureOffset(s, p.xy / p.z, offset); }
vec4 pp_textureProjOffset(PpSampler2D s, vec4 p, ivec2 offset) { return pp_textureOffset(s, p.xy / p.w, offset); }
vec4 pp_textureProjOffset(PpSampler2D s, vec3 p, ivec2 offset, float bias) {
  return pp_textureOffset(s, p.xy / p.z, offset, bias);
}
vec4 pp_textureProjOffset(PpSampler2D s, vec4 p, ivec2 offset, float bias) {
  return pp_textureOffset(s, p.xy / p.w, offset, bias);
}
vec4 pp_textureProjLodOffset(PpSampler2D s, vec3 p, float lod, ivec2 offset) {
  return pp_textureLodOffset(s, p.xy / p.z, lod, offset);
}
vec4 pp_textureProjLodOffset(PpSampler2D s, vec4 p, float lod, ivec2 offset) {
  return pp_textureLodOffset(s, p.xy / p.w, lod, offset);
}
vec4 pp_textureProjGradOffset(PpSampler2D s, vec3 p, vec2 dx, vec2 dy, ivec2 offset) {
  return pp_textureGradOffset(s, p.xy / p.z, dx, dy, offset);
}
vec4 pp_textureProjGradOffset(PpSampler2D s, vec4 p, vec2 dx, vec2 dy, ivec2 offset) {
  return pp_textureGradOffset(s, p.xy / p.w, dx, dy, offset);
}

// A texel outside is (0, 0, 0, 0), as with robust access in WebGL.
vec4 pp_texelFetch(PpSampler2D s, ivec2 at, int level) {
  const ivec2 size = pp_textureSize(s, level);
  vec4 c = vec4(0.0, 0.0, 0.0, 1.0);
  if (any(lessThan(at, ivec2(0))) || any(greaterThanEqual(at, size))) {
    c = vec4(0.0);
  } else if (s.source == PP_SOURCE_TEXELS) {
    if ((s.flags & PP_FLIP_ROWS) != 0) at.y = size.y - 1 - at.y;
    const int missing = pp_missing_levels(min(s.size.x, s.size.y), s.num_levels);
    const int stored_level = clamp(level - missing, 0, s.num_levels - 1);
    const ivec2 stored = s.size >> missing, stored_size = stored >> stored_level;
    c = pp_texel(PP_SOURCE_TEXELS, pp_level_start(s, stored, stored_size), stored_size,
                 at >> max(missing - max(level, 0), 0));
#ifdef PP_BUFFERS
  } else if (s.source == PP_SOURCE_BUFFER) {
    c = pp_texel(PP_SOURCE_BUFFER, uint(s.first), size, at);
#endif
  } else if (s.source == PP_SOURCE_SOUND || s.source == PP_SOURCE_VIDEO) {
    s.flags &= ~3;
    c = pp_sample(s, (vec2(at) + 0.5) / vec2(size), 0.0);
  }
  return c;
}
vec4 pp_texelFetchOffset(PpSampler2D s, ivec2 at, int level, ivec2 offset) { return pp_texelFetch(s, at + offset, level); }

// The four texels that bilinear filtering would read, in the order of OpenGL (columns, rows):
// (low, high), (high, high), (high, low), (low, low).
vec4 pp_textureGather(PpSampler2D s, vec2 p, int component) {
  const ivec2 size = pp_sampler_size(s);
  vec2 f;
  const ivec4 n = pp_neighbours(size, pp_wrap(pp_finite(p), s.flags), s.flags, f);
  const ivec4 inside = clamp(n, ivec4(0), ivec4(size, size) - 1);
  const int c = clamp(component, 0, 3);
  return vec4(pp_texelFetch(s, inside.xw, 0)[c], pp_texelFetch(s, inside.zw, 0)[c],
              pp_texelFetch(s, inside.zy, 0)[c], pp_texelFetch(s, inside.xy, 0)[c]);
}
vec4 pp_textureGather(PpSampler2D s, vec2 p) { return pp_textureGather(s, p, 0); }
vec4 pp_textureGatherOffset(PpSampler2D s, vec2 p, ivec2 offset, int component) {
  return pp_textureGather(s, pp_finite(p) + vec2(offset) / vec2(pp_sampler_size(s)), component);
}
vec4 pp_textureGatherOffset(PpSampler2D s, vec2 p, ivec2 offset) { return pp_textureGatherOffset(s, p, offset, 0); }
// One offset for each component, which is then the (low, low) texel of what is gathered.
vec4 pp_textureGatherOffsets(PpSampler2D s, vec2 p, ivec2 offsets[4], int component) {
  return vec4(pp_textureGatherOffset(s, p, offsets[0], component).w, pp_textureGatherOffset(s, p, offsets[1], component).w,
              pp_textureGatherOffset(s, p, offsets[2], component).w, pp_textureGatherOffset(s, p, offsets[3], component).w);
}
vec4 pp_textureGatherOffsets(PpSampler2D s, vec2 p, ivec2 offsets[4]) { return pp_textureGatherOffsets(s, p, offsets, 0); }

// ---- Cube maps -----------------------------------------------------------------------------------------------------

// Face (+x, -x, +y, -y, +z, -z) and position on it: OpenGL 4.6, table 8.19. Row 0 of a face is t = 0.
vec3 pp_cube_position(vec3 d) {
  const vec3 a = abs(d);
  vec2 st;
  float major, face;
  if (a.x >= a.y && a.x >= a.z) {
    face = d.x < 0.0 ? 1.0 : 0.0;
    major = a.x;
    st = vec2(d.x < 0.0 ? d.z : -d.z, -d.y);
  } else if (a.y >= a.z) {
    face = d.y < 0.0 ? 3.0 : 2.0;
    major = a.y;
    st = vec2(d.x, d.y < 0.0 ? -d.z : d.z);
  } else {
    face = d.z < 0.0 ? 5.0 : 4.0;
    major = a.z;
    st = vec2(d.z < 0.0 ? -d.x : d.x, -d.y);
  }
  return vec3(pp_finite(0.5 * st / major + 0.5), face);
}

// Of a level all faces follow each other. At edges the nearest texel of the same face continues.
vec4 pp_level(PpSamplerCube s, int stored, vec3 position, int level) {
  const int size = stored >> level;
  const uint start = uint(s.first) + uint(stored * stored - size * size) * 8u + uint(position.z) * uint(size * size);
  return pp_filtered(PP_SOURCE_TEXELS, start, ivec2(size), position.xy, s.flags & 3);
}

vec4 pp_sample(PpSamplerCube s, vec3 d, float lod) {
  vec4 c = vec4(0.0, 0.0, 0.0, 1.0);
  if (s.source == PP_SOURCE_TEXELS) {
    const vec3 position = pp_cube_position(pp_finite(d));
    const int missing = pp_missing_levels(s.size, s.num_levels), stored = s.size >> missing;
    lod = pp_stored_lod(lod, missing, s.num_levels, s.flags);
    const int level = int(lod);
    const float next_share = lod - float(level);
    c = vec4(0.0);
    for (int i = 0; i < (next_share > 0.0 ? 2 : 1); ++i)
      c += abs(float(1 - i) - next_share) * pp_level(s, stored, position, level + i);
  }
  return c;
}

// Footprint of a change of direction, in texels: on a face, half an edge is as long as the major coordinate.
float pp_cube_lod(PpSamplerCube s, vec3 d, vec3 dx, vec3 dy) {
  const vec3 a = abs(d);
  return pp_lod_of(dx, dy) + log2(0.5 * float(s.size) / max(a.x, max(a.y, a.z)));
}
float pp_implicit_lod(PpSamplerCube s, vec3 d) {
#ifdef PP_QUADS
  if (pp_filter(s.flags) == PP_FILTER_MIPMAP && s.source == PP_SOURCE_TEXELS) {
    const vec3 n = normalize(d);  // the length of a direction does not matter, nor that it changes
    return pp_cube_lod(s, n, pp_dFdx(n), pp_dFdy(n));
  }
#endif
  return 0.0;
}

vec4 pp_texture(PpSamplerCube s, vec3 d) { return pp_sample(s, d, pp_implicit_lod(s, d)); }
vec4 pp_texture(PpSamplerCube s, vec3 d, float bias) { return pp_sample(s, d, pp_implicit_lod(s, d) + bias); }
vec4 pp_textureLod(PpSamplerCube s, vec3 d, float lod) { return pp_sample(s, d, lod); }
vec4 pp_textureGrad(PpSamplerCube s, vec3 d, vec3 dx, vec3 dy) { return pp_sample(s, d, pp_cube_lod(s, d, dx, dy)); }
// As in two dimensions, on the face.
vec4 pp_textureGather(PpSamplerCube s, vec3 d, int component) {
  if (s.source != PP_SOURCE_TEXELS) return vec4(component == 3 ? 1.0 : 0.0);
  const vec3 position = pp_cube_position(pp_finite(d));
  const int missing = pp_missing_levels(s.size, s.num_levels), size = s.size >> missing;
  const uint start = uint(s.first) + uint(position.z) * uint(size * size);
  vec2 f;
  const ivec4 at = clamp(pp_neighbours(ivec2(s.size), position.xy, PP_WRAP_CLAMP, f), 0, s.size - 1) >> missing;
  const int c = clamp(component, 0, 3);
  return vec4(pp_texel(PP_SOURCE_TEXELS, start, ivec2(size), at.xw)[c], pp_texel(PP_SOURCE_TEXELS, start, ivec2(size), at.zw)[c],
              pp_texel(PP_SOURCE_TEXELS, start, ivec2(size), at.zy)[c], pp_texel(PP_SOURCE_TEXELS, start, ivec2(size), at.xy)[c]);
}
vec4 pp_textureGather(PpSamplerCube s, vec3 d) { return pp_textureGather(s, d, 0); }
vec2 pp_textureQueryLod(PpSamplerCube s, vec3 d) {
  const float lod = pp_implicit_lod(s, d);
  return vec2(max(lod, 0.0), lod);
}

// ---- Volumes -------------------------------------------------------------------------------------------------------

vec4 pp_texel3(uint first, ivec3 size, ivec3 at) {
  at = clamp(at, ivec3(0), size - 1);
  return unpackUnorm4x8(pp_texels[first + uint((at.z * size.y + at.y) * size.x + at.x)]);
}

uint pp_level_start(PpSampler3D s, ivec3 stored, ivec3 size) {
  return uint(s.first) + uint(stored.x * stored.y * stored.z - size.x * size.y * size.z) / 7u * 8u;
}

vec4 pp_level(PpSampler3D s, ivec3 stored, vec3 p, int level) {
  const ivec3 size = stored >> level;
  const uint first = pp_level_start(s, stored, size);
  p = pp_wrap(p, s.flags);
  if (pp_filter(s.flags) == PP_FILTER_NEAREST) return pp_texel3(first, size, ivec3(p * vec3(size)));
  const vec3 at = p * vec3(size) - 0.5, corner = floor(at), f = pp_weight(at - corner);
  ivec3 l = ivec3(corner), h = l + 1;
  if ((s.flags & PP_WRAP_REPEAT) != 0) {
    l = mix(l, size - 1, lessThan(l, ivec3(0)));
    h = mix(h, ivec3(0), greaterThanEqual(h, size));
  }
  return mix(mix(mix(pp_texel3(first, size, l), pp_texel3(first, size, ivec3(h.x, l.yz)), f.x),
                 mix(pp_texel3(first, size, ivec3(l.x, h.y, l.z)), pp_texel3(first, size, ivec3(h.xy, l.z)), f.x), f.y),
             mix(mix(pp_texel3(first, size, ivec3(l.xy, h.z)), pp_texel3(first, size, ivec3(h.x, l.y, h.z)), f.x),
                 mix(pp_texel3(first, size, ivec3(l.x, h.yz)), pp_texel3(first, size, h), f.x), f.y), f.z);
}

vec4 pp_sample(PpSampler3D s, vec3 p, float lod) {
  vec4 c = vec4(0.0, 0.0, 0.0, 1.0);
  if (s.source == PP_SOURCE_TEXELS) {
    p = pp_finite(p);
    const int missing = pp_missing_levels(min(s.size.x, min(s.size.y, s.size.z)), s.num_levels);
    const ivec3 stored = s.size >> missing;
    lod = pp_stored_lod(lod, missing, s.num_levels, s.flags);
    const int level = int(lod);
    const float next_share = lod - float(level);
    c = vec4(0.0);
    for (int i = 0; i < (next_share > 0.0 ? 2 : 1); ++i)
      c += abs(float(1 - i) - next_share) * pp_level(s, stored, p, level + i);
  }
  return c;
}

float pp_implicit_lod(PpSampler3D s, vec3 p) {
#ifdef PP_QUADS
  if (pp_filter(s.flags) == PP_FILTER_MIPMAP && s.source == PP_SOURCE_TEXELS) {
    const vec3 at = p * vec3(s.size);
    return pp_lod_of(pp_dFdx(at), pp_dFdy(at));
  }
#endif
  return 0.0;
}

vec4 pp_texture(PpSampler3D s, vec3 p) { return pp_sample(s, p, pp_implicit_lod(s, p)); }
vec4 pp_texture(PpSampler3D s, vec3 p, float bias) { return pp_sample(s, p, pp_implicit_lod(s, p) + bias); }
vec4 pp_textureLod(PpSampler3D s, vec3 p, float lod) { return pp_sample(s, p, lod); }
vec4 pp_textureGrad(PpSampler3D s, vec3 p, vec3 dx, vec3 dy) {
  return pp_sample(s, p, pp_lod_of(dx * vec3(s.size), dy * vec3(s.size)));
}
vec4 pp_textureProj(PpSampler3D s, vec4 p) { return pp_texture(s, p.xyz / p.w); }
vec4 pp_textureProj(PpSampler3D s, vec4 p, float bias) { return pp_texture(s, p.xyz / p.w, bias); }
vec4 pp_textureProjLod(PpSampler3D s, vec4 p, float lod) { return pp_sample(s, p.xyz / p.w, lod); }
vec4 pp_textureProjGrad(PpSampler3D s, vec4 p, vec3 dx, vec3 dy) { return pp_textureGrad(s, p.xyz / p.w, dx, dy); }
vec2 pp_textureQueryLod(PpSampler3D s, vec3 p) {
  const float lod = pp_implicit_lod(s, p);
  return vec2(max(lod, 0.0), lod);
}
vec4 pp_textureLodOffset(PpSampler3D s, vec3 p, float lod, ivec3 offset) {
  const float level = pp_filter(s.flags) == PP_FILTER_MIPMAP && lod > 0.0 ? floor(min(lod, 15.0)) : 0.0;
  return pp_sample(s, p + vec3(offset) * exp2(level) / vec3(s.size), lod);
}
vec4 pp_textureOffset(PpSampler3D s, vec3 p, ivec3 offset) {
  return pp_textureLodOffset(s, p, pp_implicit_lod(s, p), offset);
}
vec4 pp_textureOffset(PpSampler3D s, vec3 p, ivec3 offset, float bias) {
  return pp_textureLodOffset(s, p, pp_implicit_lod(s, p) + bias, offset);
}
vec4 pp_textureGradOffset(PpSampler3D s, vec3 p, vec3 dx, vec3 dy, ivec3 offset) {
  return pp_textureLodOffset(s, p, pp_lod_of(dx * vec3(s.size), dy * vec3(s.size)), offset);
}
vec4 pp_textureProjOffset(PpSampler3D s, vec4 p, ivec3 offset) { return pp_textureOffset(s, p.xyz / p.w, offset); }
vec4 pp_textureProjOffset(PpSampler3D s, vec4 p, ivec3 offset, float bias) {
  return pp_textureOffset(s, p.xyz / p.w, offset, bias);
}
vec4 pp_textureProjLodOffset(PpSampler3D s, vec4 p, float lod, ivec3 offset) {
  return pp_textureLodOffset(s, p.xyz / p.w, lod, offset);
}
vec4 pp_textureProjGradOffset(PpSampler3D s, vec4 p, vec3 dx, vec3 dy, ivec3 offset) {
  return pp_textureGradOffset(s, p.xyz / p.w, dx, dy, offset);
}

vec4 pp_texelFetch(PpSampler3D s, ivec3 at, int level) {
  vec4 c = vec4(0.0, 0.0, 0.0, 1.0);
  if (any(lessThan(at, ivec3(0))) || any(greaterThanEqual(at, pp_textureSize(s, level)))) {
    c = vec4(0.0);
  } else if (s.source == PP_SOURCE_TEXELS) {
    const int missing = pp_missing_levels(min(s.size.x, min(s.size.y, s.size.z)), s.num_levels);
    const ivec3 stored = s.size >> missing, size = stored >> clamp(level - missing, 0, s.num_levels - 1);
    c = pp_texel3(pp_level_start(s, stored, size), size, at >> max(missing - max(level, 0), 0));
  }
  return c;
}
vec4 pp_texelFetchOffset(PpSampler3D s, ivec3 at, int level, ivec3 offset) { return pp_texelFetch(s, at + offset, level); }
