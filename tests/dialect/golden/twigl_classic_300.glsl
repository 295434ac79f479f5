// dialect: twigl:classic_300
#version 300 es
precision highp float;
uniform vec2 resolution; uniform float time, frame;
layout(location = 0) out vec4 outColor;
void main(){ float s; outColor = vec4(gl_FragCoord.xy / resolution, s + sin(time), frame); }
