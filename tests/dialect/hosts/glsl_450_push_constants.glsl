// dialect: sandbox
#version 450
#extension GL_ARB_separate_shader_objects : enable
layout(push_constant) uniform PushConstants { float time; float gain; vec2 resolution; } pc;
layout(location = 0) in vec2 fragTexCoord;
layout(location = 0) out vec4 outColor;
void main() { outColor = vec4(fragTexCoord, 0.5 + 0.5 * cos(pc.time), 1.0) + pc.gain * vec4(gl_FragCoord.xy / pc.resolution, 0.0, 0.0); }
