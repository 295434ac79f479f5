// dialect: sandbox
varying vec2 vUv;
varying vec3 vPosition;
uniform float uTime; uniform vec3 uColor; uniform sampler2D uTexture;
void main() {
  vec3 c = mix(uColor, vec3(vUv, 1.0), 0.5 + 0.5 * sin(uTime + vPosition.x * 10.0));
  gl_FragColor = vec4(c, 1.0) * texture2D(uTexture, vUv);
}
