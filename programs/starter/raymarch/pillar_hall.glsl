// title: Pillar hall
// family: raymarch
// description: Gliding through rows of striped round pillars in haze
// dialect: twigl:geekest_300
// licence: CC0-1.0
vec3 p=vec3(0.),d=normalize(vec3(FC.xy*2.-r,r.y*1.3));
d.xz*=rotate2D(.35*sin(t*.7));
float z=0.,g=1.;
vec3 w=vec3(0.);
for(float i=0.;i<40.;i++){
  p=d*z+vec3(.6*sin(t*.5),.1,t*1.5);
  w=vec3(fract(p.x*.5)*2.-1.,p.y,fract(p.z*.5)*2.-1.);
  g=min(length(w.xz)-.3-.12*p.y*p.y,.9-abs(p.y)+.05*cos(p.x*6.283)*cos(p.z*6.283));
  z+=g*.8;
}
float stripe=step(.5,fract(p.y*4.+atan(w.z,w.x+1e-5)/PI2));
vec3 stone=abs(p.y)>.75?mix(vec3(.55,.5,.42),vec3(.3,.22,.2),step(0.,sin(p.x*PI*2.)*sin(p.z*PI*2.))):mix(vec3(.9,.78,.6),vec3(.65,.22,.16),stripe);
stone*=.45+.55*clamp(dot(normalize(vec3(w.x,.3,w.z)),vec3(-.6,.4,-.7)),0.,1.);
o=vec4(mix(vec3(.75,.8,.85),stone,exp(-z*z*.012)),1.);
