// dialect: sandbox
#version 460 core
layout(early_fragment_tests) in;
in vec4 gl_FragCoord;
out vec4 color;
uniform uvec2 size; uniform uint seed;
uint hash(uint x) { x ^= x >> 16; x *= 0x7feb352dU; return x ^ (x >> 15); }
void main() { uint h = hash(uint(gl_FragCoord.x) + 977u * uint(gl_FragCoord.y) + seed + size.x); color = vec4(float(h & 255u) / 255.0); }
