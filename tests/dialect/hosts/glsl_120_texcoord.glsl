// dialect: sandbox
#version 120
uniform sampler2D tex0;
uniform float time;
void main() {
	vec2 st = gl_TexCoord[0].st;
	gl_FragColor = texture2D(tex0, st + 0.01 * sin(time)) * gl_Color;
}
