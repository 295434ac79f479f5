// dialect: isf
/*
{ "CREDIT": "x", "CATEGORIES" : ["Blur"], "INPUTS": [ {"NAME":"inputImage","TYPE":"image"}, {"NAME":"amount","TYPE":"float","DEFAULT":.5,"MAX":1.,}, ], }
*/
varying vec2 left_coord; varying vec2 right_coord;
#if __VERSION__ <= 120
varying vec2 above_coord;
#else
in vec2 above_coord;
#endif
void main() {
	vec4 c = IMG_THIS_PIXEL(inputImage) + IMG_NORM_PIXEL(inputImage, left_coord) + IMG_NORM_PIXEL(inputImage, right_coord);
	c += IMG_PIXEL(inputImage, gl_FragCoord.xy * IMG_SIZE(inputImage) / RENDERSIZE) + IMG_NORM_PIXEL(inputImage, above_coord);
	gl_FragColor = mix(IMG_THIS_NORM_PIXEL(inputImage), c / 5.0, amount) * min(1.0, _inputImage_imgSize.x);
}
