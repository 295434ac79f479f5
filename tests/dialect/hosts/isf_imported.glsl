// dialect: isf
/*{ "IMPORTED": { "grain": { "PATH": "./grain.png" } }, "INPUTS": [ { "NAME": "wave", "TYPE": "audio", "MAX": 256 }, { "NAME": "bins", "TYPE": "audioFFT" } ] }*/
void main() {
	float level = IMG_NORM_PIXEL(bins, vec2(isf_FragNormCoord.x, 0.0)).r + IMG_NORM_PIXEL(wave, vec2(isf_FragNormCoord.x, 0.5)).g * 0.1;
	gl_FragColor = vec4(vec3(step(isf_FragNormCoord.y, level)), 1.0) * 0.5 + 0.5 * IMG_THIS_PIXEL(grain);
}
