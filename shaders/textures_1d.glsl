// One-dimensional textures as rows of plain ones: the spectrum in the first row of sound, the middle of a picture's row.
#ifdef PP_SOURCE_NONE
vec2 pp_row_position(PpSampler2D s, float x) { return vec2(x, s.source == PP_SOURCE_SOUND ? 0.25 : 0.5); }
vec4 pp_texture(PpSampler2D s, float x) { return pp_textureLod(s, pp_row_position(s, x), 0.0); }
vec4 pp_texture(PpSampler2D s, float x, float bias) { return pp_textureLod(s, pp_row_position(s, x), max(bias, 0.0)); }
vec4 pp_textureLod(PpSampler2D s, float x, float lod) { return pp_textureLod(s, pp_row_position(s, x), lod); }
vec4 pp_texelFetch(PpSampler2D s, int x, int level) { return pp_texelFetch(s, ivec2(x, 0), level); }
#endif
