// dialect: sandbox
precision mediump float;
uniform float time;
uniform vec2 resolution;
uniform vec2 mouse;
// shim
#define iTime time
#define iResolution vec3(resolution, 1.0)
#define iMouse vec4(mouse * resolution, 0.0, 0.0)
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
	vec2 uv = fragCoord / iResolution.xy;
	fragColor = vec4(uv, 0.5 + 0.5 * sin(iTime), 1.0) + iMouse.x * 0.0;
}
void main() { mainImage(gl_FragColor, gl_FragCoord.xy); gl_FragColor.a = 1.0; }
