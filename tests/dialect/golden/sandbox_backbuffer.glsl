// dialect: sandbox
precision mediump float;
uniform vec2 resolution;
uniform sampler2D backbuffer, noise;

void main(void) {
  vec2 uv = gl_FragCoord.xy / resolution;
  gl_FragColor = texture2D(backbuffer, uv) * 0.9 + texture2D(noise, uv) * 0.1;
}
