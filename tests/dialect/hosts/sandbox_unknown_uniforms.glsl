// dialect: sandbox
uniform float zoom;        // slider[0.5, 1.0, 4.0]
uniform float wobble;      // range(0, 2), default: 0.5
uniform int steps; uniform bool invert; uniform vec2 centre; uniform vec3 baseColor; uniform vec4 weights;
uniform mat3 rotation; uniform float curve[4]; uniform float unused;
void main() {
	vec2 p = (gl_FragCoord.xy - centre) * zoom * 0.01 + wobble;
	vec3 c = baseColor + rotation * vec3(p, 1.0) + curve[1];
	for (int i = 0; i < steps; ++i) c += 0.1;
	gl_FragColor = vec4(invert ? 1.0 - c : c, 1.0) + weights + vec4(fract(p), 0.0, 0.0);
}
