// dialect: sandbox
void main() { vec2 uv = gl_FragCoord.xy / iResolution.xy; gl_FragColor = vec4(uv, fract(iTime), 1.0); }
