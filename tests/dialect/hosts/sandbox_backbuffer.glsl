// dialect: sandbox
#ifdef GL_ES
precision highp float;
#endif
uniform sampler2D backbuffer;
uniform vec2 resolution; uniform float time;
varying vec2 surfacePosition; uniform vec2 surfaceSize;
void main() {
	vec2 uv = gl_FragCoord.xy / resolution;
	vec4 last = texture2D(backbuffer, uv + vec2(0.0, 1.0) / resolution);
	float d = length(surfacePosition - 0.2 * vec2(cos(time), sin(time)) * surfaceSize);
	gl_FragColor = max(last * 0.97, vec4(smoothstep(0.1, 0.05, d)));
}
