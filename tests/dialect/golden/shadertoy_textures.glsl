// dialect: shadertoy
#define CHANNEL(i) iChannel##i
vec4 fetch(in mediump sampler2D s, vec2 p) { return texelFetch(s, ivec2(p), 0); }
vec3 sky(vec3 d) { return textureCube(iChannel1, d).rgb; }

void mainImage(out vec4 c, in vec2 p) {
  vec2 uv = p / iChannelResolution[0].xy;
  c = texture(CHANNEL(0), uv, -1.0) + fetch(iChannel0, p);
  c.rgb += sky(vec3(uv, 1.0)) * textureLod(iChannel0, uv, 2.0).x;
}
