// dialect: gl-transition
uniform ivec2 squares /* = ivec2(8, 6) */;
uniform float softness/* = 0.5 */;
uniform sampler2D luma;
float rand(vec2 co) { return fract(sin(dot(co, vec2(12.0, 78.0))) * 437.0); }
vec4 transition(vec2 p) {
  float r = rand(floor(vec2(squares) * p)) * texture2D(luma, p).r;
  return mix(getFromColor(p), getToColor(p), smoothstep(0.0, -softness, r - progress * (1.0 + softness)));
}
