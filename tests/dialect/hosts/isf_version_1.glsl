// dialect: isf
/*{
	"CREDIT": "by nobody",
	"CATEGORIES": [ "XXX" ],
	"INPUTS": [ { "NAME": "blurAmount", "TYPE": "float" } ],
	"PERSISTENT_BUFFERS": { "bufferVariableNameA": { "WIDTH": "$WIDTH/2", "FLOAT": true } },
	"PASSES": [ { "TARGET": "bufferVariableNameA" }, { } ]
}*/
void main()
{
	vec4 fresh = vec4(vv_FragNormCoord, fract(TIME), 1.0);
	vec4 stale = IMG_THIS_NORM_PIXEL(bufferVariableNameA);
	gl_FragColor = mix(fresh, stale, blurAmount);
}
