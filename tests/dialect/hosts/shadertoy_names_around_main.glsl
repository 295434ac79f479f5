// dialect: sandbox
#ifdef GL_ES
precision mediump float;
#endif
uniform vec3 iResolution; uniform float iTime; uniform vec4 iMouse; uniform int iFrame; uniform float iChannelTime[4];
uniform sampler2D iChannel0;
void main() {
	vec2 uv = gl_FragCoord.xy / iResolution.xy;
	gl_FragColor = vec4(uv, sin(iTime) + float(iFrame) * 0.001 + iMouse.x + iChannelTime[0], 1.0) * texture2D(iChannel0, uv);
}
