// dialect: love
#pragma language glsl3
varying vec4 place;
#ifdef VERTEX
attribute vec4 extra;
vec4 position(mat4 transform_projection, vec4 vertex_position) {
  place = vertex_position;
  return transform_projection * vertex_position;
}
#endif
#ifdef PIXEL
uniform Image MainTex;
void effect() {
  love_Canvases[0] = Texel(MainTex, VaryingTexCoord.xy) * VaryingColor;
}
#endif
