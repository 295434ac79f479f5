// dialect: sandbox
#version 330
#if __VERSION__ >= 330 && !defined(GL_ES)
#define RIGHT vec4(1.0, 1.0, 0.0, 1.0)
#else
#error not what the author says
#endif
out vec4 c; uniform float time;
void main() { c = RIGHT * fract(gl_FragCoord.x * 0.01 + time); }
