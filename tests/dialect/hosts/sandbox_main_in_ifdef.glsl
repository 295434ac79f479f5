// dialect: shadertoy
uniform float time; uniform vec2 resolution;
void mainImage(out vec4 c, in vec2 p) { c = vec4(p / resolution, sin(time), 1.0); }
#ifdef STANDALONE
void main() { mainImage(gl_FragColor, gl_FragCoord.xy); }
#endif
