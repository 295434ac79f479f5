// dialect: bonzomatic
#version 430 core
uniform float fGlobalTime;uniform vec2 v2Resolution;uniform sampler1D texFFT,texFFTIntegrated;layout(location=0) out vec4 o;
float t=fGlobalTime,b=texture(texFFTIntegrated,.1).x;
#define r v2Resolution
void main(){vec2 u=(gl_FragCoord.xy*2-r)/r.y;float i,d=0;for(i=0;i<9;i++)d+=length(fract(u*i+t)-.5);o=vec4(d/9+b,texture(texFFT,abs(u.x)).x,0,1);}
