// dialect: sandbox
#ifdef GL_ES
precision mediump float;
#endif//tail
uniform   float  time   ;
uniform vec2 resolution;;
#define rot(a) mat2(cos(a),\
  sin(a),-sin(a),cos(a))
void main(void){gl_FragColor=vec4(rot(time)*(gl_FragCoord.xy/resolution-.5),0.,1.);}
