// dialect: sandbox
varying vec2 v_vTexcoord;
varying vec4 v_vColour;
uniform float u_phase;
vec4 blurred(sampler2D image, vec2 at) { return 0.5 * (texture2D(image, at) + texture2D(image, at + 0.01)); }
void main() {
  gl_FragColor = v_vColour * texture2D(gm_BaseTexture, v_vTexcoord + 0.02 * sin(u_phase)) + blurred(gm_BaseTexture, v_vTexcoord);
}
