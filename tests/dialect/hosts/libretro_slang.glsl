// dialect: sandbox
#version 450
layout(push_constant) uniform Push { vec4 SourceSize; vec4 OriginalSize; vec4 OutputSize; uint FrameCount; float CURVE; } params;
#pragma parameter CURVE "Curve, of the screen" 0.25 0.0 0.5 0.05
layout(std140, set = 0, binding = 0) uniform UBO { mat4 MVP; } global;
#pragma stage vertex
layout(location = 0) in vec4 Position;
layout(location = 1) in vec2 TexCoord;
layout(location = 0) out vec2 vTexCoord;
void main() { gl_Position = global.MVP * Position; vTexCoord = TexCoord; }
#pragma stage fragment
layout(location = 0) in vec2 vTexCoord;
layout(location = 0) out vec4 FragColor;
layout(set = 0, binding = 2) uniform sampler2D Source;
void main() {
  vec2 at = vTexCoord + params.SourceSize.zw * params.CURVE;
  FragColor = vec4(texture(Source, at).rgb, 1.0) * fract(float(params.FrameCount) * 0.1 + at.x * params.OutputSize.x);
}
