// dialect: gl-transition
// Author: test
// License: MIT
uniform float waves; // = 12.0
uniform vec3 tint; // = vec3(0.9, 0.5, -0.1);
uniform bool reverse /* = false */;
vec4 transition(vec2 uv) {
  vec2 p = uv - .5;
  p.x *= ratio;
  float at = smoothstep(0.0, 0.2, progress * 1.2 - length(p) + sin(waves * p.x) * .01);
  vec4 mixed = mix(getFromColor(uv + vec2(0.0, .01)), getToColor(reverse ? 1.0 - uv : uv), at);
  return mixed + vec4(tint, 0.0) * .01;
}
