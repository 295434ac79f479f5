// dialect: bonzomatic
#version 420 core
uniform float fGlobalTime;
uniform vec2 v2Resolution;
uniform sampler1D texFFTSmoothed;
uniform sampler2D texPreviousFrame;
layout(r32ui) uniform coherent restrict uimage2D[3] computeTex;
layout(r32ui) uniform coherent restrict uimage2D[3] computeTexBack;
layout(location = 0) out vec4 out_color;

void put(vec2 at, vec3 c) {
  ivec2 p = ivec2((at * 0.5 + 0.5) * v2Resolution);
  imageAtomicAdd(computeTex[0], p, int(c.x * 1000.));
  imageAtomicAdd(computeTex[1], p, int(c.y * 1000.));
  imageAtomicAdd(computeTex[2], p, int(c.z * 1000.));
}
vec3 get(ivec2 p) {
  vec3 c = vec3(0);
  for (int i = 0; i < 3; i++) c[i] = float(imageLoad(computeTexBack[i], p).x) / 1000.;
  return c;
}

void main(void) {
  vec2 uv = gl_FragCoord.xy / v2Resolution * 2. - 1.;
  put(sin(uv.yx * 3. + fGlobalTime), vec3(.1, uv));
  out_color = vec4(get(ivec2(gl_FragCoord.xy)), 1) + texture(texFFTSmoothed, .1).r * .1 + .5 * texture(texPreviousFrame, gl_FragCoord.xy / v2Resolution);
}
