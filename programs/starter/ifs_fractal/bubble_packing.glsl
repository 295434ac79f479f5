// title: Bubble packing
// family: ifs_fractal
// description: Circles packed in circles by inversion, breathing in pastel
// dialect: twigl:geekest_300
// licence: CC0-1.0
vec2 p=(FC.xy*2.-r)/r.y*(1.2+.3*sin(t*.5))*rotate2D(t*.15)+vec2(t*.15,.1);
float scale=1.,trap=9.,k=0.;
for(float i=0.;i<6.;i++){
  p=2.*fract(p*.5+.5)-1.;
  k=(1.16+.12*sin(t*.8))/(dot(p,p)+.02);
  p*=k;
  scale*=k;
  trap=min(trap,abs(length(p)-.8));
}
float d=.3*abs(p.y)/scale;
vec3 tone=mix(vec3(.98,.9,.82),vec3(.35,.6,.7),clamp(log(scale)*.22,0.,1.));
tone=mix(tone,vec3(.9,.4,.45),exp(-9.*trap));
o=vec4(tone*smoothstep(0.,.012,d)+vec3(.08,.05,.1),1.);
