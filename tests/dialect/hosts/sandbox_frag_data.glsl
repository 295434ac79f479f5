// dialect: sandbox
uniform vec2 resolution;
void main() { gl_FragData[0] = vec4(gl_FragCoord.xy / resolution, 0.0, 1.0); }
