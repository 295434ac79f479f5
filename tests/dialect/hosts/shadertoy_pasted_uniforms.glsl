// dialect: shadertoy
uniform vec3 iResolution;
uniform float iTime;
uniform float time;
uniform sampler2D iChannel0;
void mainImage(out vec4 c, in vec2 p) { c = vec4(p / iResolution.xy, fract(iTime - time), 1.0); }
