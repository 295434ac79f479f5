// dialect: sandbox
#version 450 core
layout(set = 0, binding = 0, std140) uniform Params { vec4 color; int steps; float scale; } params;
layout(set = 0, binding = 1) uniform sampler2D noise;
layout(location = 0) in vec2 inUV; layout(location = 0) out vec4 o_color;
void main() { vec4 sum = params.color; for (int i = 0; i < params.steps; ++i) sum += 0.1; o_color = sum + texture(noise, inUV * (params.scale + 1.0)); }
