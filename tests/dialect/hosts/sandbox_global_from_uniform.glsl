// dialect: sandbox
uniform vec2 resolution;uniform float time;
vec2 aspect = vec2(resolution.x / resolution.y, 1.0); float t = mod(time, 10.), k = t * 2.0;
mat2 turn = mat2(cos(k), -sin(k), sin(k), cos(k));
void main() { vec2 p = turn * ((gl_FragCoord.xy / resolution - 0.5) * aspect); gl_FragColor = vec4(step(0.0, p.x * p.y)); }
