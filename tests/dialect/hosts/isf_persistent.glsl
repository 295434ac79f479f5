// dialect: isf
/*{
  "ISFVSN": "2", "DESCRIPTION": "trails, with a
line end in a string",
  "INPUTS": [ { "NAME": "decay", "TYPE": "float", "DEFAULT": 0.95 } ],
  "PASSES": [ { "TARGET": "trail", "PERSISTENT": true, "FLOAT": true, "WIDTH": "$WIDTH/2", "HEIGHT": "$HEIGHT/2" }, {} ]
}*/
void main() {
	vec2 p = isf_FragNormCoord;
	if (PASSINDEX == 0) {
		vec4 old = IMG_NORM_PIXEL(trail, p);
		float dot_ = smoothstep(0.1, 0.08, distance(p, 0.5 + 0.3 * vec2(cos(TIME), sin(TIME))));
		gl_FragColor = max(old * decay, vec4(dot_));
	} else {
		gl_FragColor = vec4(IMG_NORM_PIXEL(trail, p).rgb, 1.0);
	}
}
