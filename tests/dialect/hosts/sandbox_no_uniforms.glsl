// dialect: sandbox
void main() { vec2 q = floor(gl_FragCoord.xy / 8.0); gl_FragColor = vec4(mod(q.x + q.y, 2.0)); }
