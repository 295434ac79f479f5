// dialect: sandbox
precision lowp float;
uniform float time; uniform vec2 resolution;
const int N = 8;
float table[N];
float noise(float x) { return fract(sin(x) * 43758.5453); }
void main() {
	for (int i = 0; i < N; i++) table[i] = noise(float(i) + floor(time));
	float s = 0.0; vec2 uv = gl_FragCoord.xy / resolution;
	for (int i = 0; i < N; ++i) { if (float(i) > uv.x * 8.0) break; s += table[i]; }
	vec3 color = vec3(s / 4.0), filter = color.zyx, sample = filter;
	gl_FragColor = vec4(sample * uv.y, 1);
};
