// dialect: isf
/*{
	"DESCRIPTION": "rings",
	"CREDIT": "by nobody",
	"ISFVSN": "2",
	"CATEGORIES": [ "Generator" ],
	"INPUTS": [
		{ "NAME": "speed", "TYPE": "float", "DEFAULT": 1.0, "MIN": 0.0, "MAX": 4.0 },
		{ "NAME": "invert", "TYPE": "bool", "DEFAULT": true },
		{ "NAME": "flash", "TYPE": "event" },
		{ "NAME": "mode", "TYPE": "long", "VALUES": [ 0, 1, 2 ], "LABELS": [ "a", "b", "c" ], "DEFAULT": 1 },
		{ "NAME": "centre", "TYPE": "point2D", "DEFAULT": [ 0.5, 0.5 ], "MIN": [ 0, 0 ], "MAX": [ 1, 1 ] },
		{ "NAME": "baseColor", "TYPE": "color", "DEFAULT": [ 1.0, 0.5, 0.0, 1.0 ] },
		{ "NAME": "neverUsed", "TYPE": "float" }
	]
}*/
void main() {
	vec2 p = isf_FragNormCoord - centre;
	float d = length(p * RENDERSIZE / RENDERSIZE.y) * 20.0 - TIME * speed;
	float v = mode == 1 ? 0.5 + 0.5 * sin(d) : fract(d);
	if (invert != flash) v = 1.0 - v;
	gl_FragColor = vec4(v * baseColor.rgb, 1.0);
}
