// dialect: sandbox
#version 300 es
precision highp float;
uniform vec3 resolution; uniform vec4 mouse; uniform int frame; uniform vec2 iResolution; uniform bool paused;
layout(location = 0) out vec4 outColor;
void main() { outColor = vec4(gl_FragCoord.xy / resolution.xy * iResolution / resolution.xy, float(frame) / 60.0 + mouse.z, paused ? 0.5 : 1.0); }
