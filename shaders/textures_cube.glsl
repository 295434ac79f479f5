// Cube maps: part of shaders/textures.glsl, whose head is their interface. They read faces as shaders/textures_2d.glsl does.

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
