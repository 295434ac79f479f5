// dialect: sandbox
#version 420
layout(binding = 0) uniform sampler2D inputTexture;
layout(location = 0) in vec2 v_texcoord;
layout(location = 0) out vec4 result;
layout(std140, binding = 1) uniform Globals { float time; vec2 resolution; vec4 tintColor; mat4 view; };
void main() { result = texture(inputTexture, v_texcoord) + 0.2 * vec4(gl_FragCoord.xy / resolution, sin(time), 1.0) + tintColor + view[0] ; }
