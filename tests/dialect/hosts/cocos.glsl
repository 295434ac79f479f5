// dialect: sandbox
#ifdef GL_ES
precision lowp float;
#endif
varying vec4 v_fragmentColor;
varying vec2 v_texCoord;
void main() {
  vec2 at = v_texCoord + 0.02 * vec2(CC_SinTime.w, CC_CosTime.w) + CC_Time.y * 0.01;
  gl_FragColor = v_fragmentColor * texture2D(CC_Texture0, at) + CC_Random01 * 0.01;
}
