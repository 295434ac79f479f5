// dialect: glslviewer
OF_GLSL_SHADER_HEADER
uniform vec4 globalColor;
uniform vec2 u_resolution;
uniform float u_time;
in vec2 texCoordVarying;
out vec4 outputColor;
void main() {
  uint cell = uint(gl_FragCoord.x) / 8u;
  outputColor = globalColor * vec4(fract(gl_FragCoord.xy / u_resolution * 4.0 + u_time), float(cell & 1u), 1.0);
}
