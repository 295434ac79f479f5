// dialect: sandbox
precision mediump float;
uniform sampler2D texture0, noiseTexture;
uniform vec2 resolution;
float n(vec2 p) { return texture2D(noiseTexture, p).r; }
void main() { vec2 uv = gl_FragCoord.xy / resolution; gl_FragColor = texture2D(texture0, uv) * n(uv * 3.0); }
