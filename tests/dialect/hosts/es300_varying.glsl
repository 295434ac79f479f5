// dialect: sandbox
#version 300 es
precision mediump float;
in highp vec2 vTextureCoord;
uniform float uTime;
uniform vec2 uResolution;
uniform float uAmount;
out vec4 fragColor;
void main() { fragColor = vec4(vTextureCoord, 0.5 + 0.5 * sin(uTime + uAmount), uResolution.x / uResolution.y); }
