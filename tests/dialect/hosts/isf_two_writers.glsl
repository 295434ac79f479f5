// dialect: isf
/*{"PASSES":[{"TARGET":"ping","PERSISTENT":1},{"TARGET":"tmp"},{"TARGET":"ping","PERSISTENT":1},{}]}*/
void main() {
	vec2 p = isf_FragNormCoord;
	if (PASSINDEX == 0) gl_FragColor = fract(IMG_NORM_PIXEL(ping, p) + 0.125);
	else if (PASSINDEX == 1) gl_FragColor = IMG_NORM_PIXEL(ping, p) * 0.5;
	else if (PASSINDEX == 2) gl_FragColor = IMG_NORM_PIXEL(tmp, p) + vec4(p, 0.0, 0.0) * 0.5;
	else gl_FragColor = IMG_NORM_PIXEL(ping, p);
}
