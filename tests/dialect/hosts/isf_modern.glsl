// dialect: isf
/*{"ISFVSN":"2","INPUTS":[{"NAME":"sample","TYPE":"float","DEFAULT":"0.25"},{"NAME":"distance","TYPE":"float","MIN":-1,"MAX":1},{"NAME":"smooth","TYPE":"bool","DEFAULT":1}]}*/
#define PI 3.14159
float f(float x) { return x * sample; }
void main() {
	vec2 uv = gl_FragCoord.xy / RENDERSIZE;
	gl_FragColor = vec4(f(uv.x) + distance, smooth ? uv.y : 0.0, fract(TIME / PI), 1.0);
}
