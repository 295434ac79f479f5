// Volumes: part of shaders/textures.glsl, whose head is their interface.

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
