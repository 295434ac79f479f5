// title: Warp lanes
// family: starfield_nebula
// description: Coloured streaks fly outwards from a wandering point
// dialect: twigl:geekest_300
// licence: CC0-1.0
vec2 u=(FC.xy*2.-r)/r.y-.35*vec2(sin(t*.9),cos(t*.7));
float a=atan(u.y,u.x+1e-5)/PI2,d=length(u)+.03;
vec3 c=mix(vec3(.12,.05,.22),vec3(.05,.2,.3),.5+.5*sin(3.*d-2.*t));
for(float i=0.;i<4.;i++){
  float lanes=22.+14.*i,k=mod(floor(a*lanes+.5*i+lanes),lanes),h=fract(k*.618034+i*.37),v=fract(h*7.31+.13*i);
  float x=fract(a*lanes+.5*i)-.5,z=fract(.28/d*(.5+h)+t*(.5+v)+h);
  c+=hsv(.55+.45*v*v+.05*t,.55,1.)*smoothstep(.35,.05,abs(x))*pow(z,5.)*min(d*2.2,1.4);
}
o=vec4(c+vec3(1.,.9,.8)*exp(-9.*d),1.);
