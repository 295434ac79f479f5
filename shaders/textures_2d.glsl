// Textures of two dimensions, of every kind of source: part of shaders/textures.glsl, whose head is their interface.

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

#ifdef PP_BUFFERS
// A texel of a level of a buffer's mipmap: the mean of its block of the buffer, of at most 8 x 8 texels spread evenly over
// that. Up to level 3 this is the mean of all; a whole pyramid for each pass would cost every frame, few programs read one.
vec4 pp_buffer_mean(PpSampler2D s, int level, ivec2 at) {
  const ivec2 full = pp_sampler_size(s), size = max(full >> level, 1);
  const int taps = min(1 << level, 8);
  at = clamp(at, ivec2(0), size - 1);
  vec4 sum = vec4(0.0);
  for (int i = 0; i < taps * taps; ++i) {
    const vec2 inside = (vec2(i % taps, i / taps) + 0.5) / float(taps);
    sum += pp_texel(PP_SOURCE_BUFFER, uint(s.first), full, ivec2((vec2(at) + inside) / vec2(size) * vec2(full)));
  }
  return sum / float(taps * taps);
}

vec4 pp_buffer_level(PpSampler2D s, vec2 p, int level) {
  if (level == 0) return pp_filtered(PP_SOURCE_BUFFER, uint(s.first), pp_sampler_size(s), p, s.flags);
  vec2 f;
  const ivec4 n = pp_neighbours(max(pp_sampler_size(s) >> level, 1), pp_wrap(p, s.flags), s.flags, f);
  vec4 c = vec4(0.0);
  for (int i = 0; i < 4; ++i) {
    const bvec2 next = bvec2((i & 1) != 0, (i & 2) != 0);
    const vec2 share = mix(1.0 - f, f, next);
    if (share.x * share.y > 0.0) c += share.x * share.y * pp_buffer_mean(s, level, mix(n.xy, n.zw, next));
  }
  return c;
}

// Shares of levels have 8 bits: a derivative of one texel, rounded, is level 0.
vec4 pp_buffer_sample(PpSampler2D s, vec2 p, float lod) {
  const ivec2 size = pp_sampler_size(s);
  lod = floor(pp_stored_lod(lod, 0, findMSB(max(size.x, size.y)) + 1, s.flags) * 256.0 + 0.5) * (1.0 / 256.0);
  const int level = int(lod);
  const float next_share = lod - float(level);
  vec4 c = vec4(0.0);
  for (int i = 0; i < (next_share > 0.0 ? 2 : 1); ++i)
    c += abs(float(1 - i) - next_share) * pp_buffer_level(s, p, level + i);
  return c;
}
#endif

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

// The scale of Bonzomatic's texFFT, whose own first shader shows it times 100; and what 60 frames a second add up to.
#define PP_FFT_SCALE 0.012
float pp_integrated_spectrum(float x) { return 60.0 * PP_FFT_SCALE * 0.62 * exp2(-2.4 * x) * pp_time_s; }

// All are smooth: filtered in x by being evaluated between the texels.
vec4 pp_sound(PpSampler2D s, vec2 p) {
  p = pp_wrap(p, s.flags);
  if (pp_filter(s.flags) == PP_FILTER_NEAREST) p = (floor(p * vec2(511.99, 1.99)) + 0.5) / vec2(512.0, 2.0);
  float c = pp_spectrum(p.x);
  if (s.first == PP_SOUND_SHADERTOY) c = mix(c, pp_waveform(p.x), clamp(2.0 * p.y - 0.5, 0.0, 1.0));
  if (s.first == PP_SOUND_FFT) c *= PP_FFT_SCALE;
  if (s.first == PP_SOUND_INTEGRATED) c = pp_integrated_spectrum(p.x);
  if (s.first == PP_SOUND_CHANNELS) return vec4(vec3(c), pp_waveform(p.x));
  return vec4(c, 0.0, 0.0, 1.0);
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
    c = pp_filter(s.flags) == PP_FILTER_MIPMAP
            ? pp_buffer_sample(s, p, lod)
            : pp_filtered(PP_SOURCE_BUFFER, uint(s.first), pp_sampler_size(s), p, s.flags);
#endif
  } else if (s.source == PP_SOURCE_SOUND) {
    c = pp_sound(s, p);
  }
  return c;
}

float pp_implicit_lod(PpSampler2D s, vec2 p) {
#ifdef PP_QUADS
  if (pp_filter(s.flags) == PP_FILTER_MIPMAP && (s.source == PP_SOURCE_TEXELS || s.source == PP_SOURCE_VIDEO)) {
    const vec2 at = p * vec2(s.size);
    return pp_lod_of(pp_dFdx(at), pp_dFdy(at));
  }
#ifdef PP_BUFFERS
  if (pp_filter(s.flags) == PP_FILTER_MIPMAP && s.source == PP_SOURCE_BUFFER) {
    const vec2 at = p * vec2(pp_sampler_size(s));
    return pp_lod_of(pp_dFdx(at), pp_dFdy(at));
  }
#endif
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
    c = pp_filter(s.flags) == PP_FILTER_MIPMAP ? pp_buffer_mean(s, clamp(level, 0, 15), at)
                                               : pp_texel(PP_SOURCE_BUFFER, uint(s.first), size, at);
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
