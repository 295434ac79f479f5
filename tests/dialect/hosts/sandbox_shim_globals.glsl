// dialect: sandbox
uniform float time; uniform vec2 resolution;
vec3 iResolution = vec3(0.0); float iGlobalTime = 0.0;
vec4 field(vec2 p) { return vec4(fract(p * 4.0 + iGlobalTime), 0.0, 1.0); }
void mainImage(out vec4 c, vec2 p) { c = field(p / iResolution.xy); }
void main(void) {
	iResolution = vec3(resolution, 0.0);
	iGlobalTime = time;
	mainImage(gl_FragColor, gl_FragCoord.xy);
}
