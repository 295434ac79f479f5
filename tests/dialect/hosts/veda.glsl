// dialect: isf
/*{ "pixelRatio": 1, "audio": true, "PASSES": [{ "TARGET": "ring", "FLOAT": true }, {}] }*/
precision mediump float;
uniform float time; uniform vec2 resolution; uniform int PASSINDEX; uniform sampler2D ring; uniform sampler2D backbuffer; uniform sampler2D spectrum;
void main() {
	vec2 uv = gl_FragCoord.xy / resolution;
	if (PASSINDEX == 0) { gl_FragColor = vec4(step(abs(length(uv - 0.5) - 0.3 * sin(time)), 0.02)); return; }
	gl_FragColor = texture2D(ring, uv) + 0.9 * texture2D(backbuffer, uv * 0.99) + texture2D(spectrum, uv) * 0.1;
}
