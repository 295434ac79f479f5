// dialect: isf
/*{ "ISFVSN": "2.0", "INPUTS": [], "PASSES": [ {"TARGET":"a"}, {"TARGET":"b"}, {"TARGET":"c"} ] }*/
void main(void)
{
	vec2 p = isf_FragNormCoord.xy;
	if (PASSINDEX == 0) gl_FragColor = vec4(step(0.5, fract(p * 8.0 + TIME)), 0.0, 1.0);
	else if (PASSINDEX == 1) gl_FragColor = IMG_NORM_PIXEL(a, p + 0.05);
	else gl_FragColor = IMG_PIXEL(b, gl_FragCoord.xy) * vec4(DATE.x / 2021.0, float(FRAMEINDEX) * 0.0 + 1.0, 1.0, 1.0) + TIMEDELTA;
}
