// dialect: sandbox
#ifdef GL_ES
precision mediump float;
#endif
#extension GL_OES_standard_derivatives : enable
uniform float time, speed;
uniform vec2 mouse,
             resolution;
varying vec2 surfacePosition;
uniform sampler2D backbuffer;
float phase = time * 2.0;
lowp float filter(mediump float input) { return input; }
void main( void ) {
	vec2 position = gl_FragCoord.xy / resolution + mouse / 4.0;
	gl_FragColor = vec4(position, filter(phase + speed), surfacePosition.x);
}
