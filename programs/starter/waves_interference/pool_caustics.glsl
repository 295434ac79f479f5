// title: Pool caustics
// family: waves_interference
// description: Nets of sunlight play over pale blue pool tiles
// dialect: twigl:geekest_300
// licence: CC0-1.0
vec2 u=FC.xy/r.y*3.,p=u+.12*vec2(snoise2D(u*.9+t*.5),snoise2D(u*.9-t*.4+9.)),g=abs(fract(p*1.7+vec2(.2*t,0.))-.5);
float c=0.;
for(float i=0.;i<3.;i++){
  float v=abs(snoise3D(vec3(u*(.8+.5*i)+i*7.+vec2(.5*t,.2*t),t*.6+i)));
  c+=pow(1.-v,7.)/(1.+.6*i);
}
vec3 tile=mix(vec3(.2,.62,.75),vec3(.12,.5,.7),step(.5,fract(dot(floor(p*1.7+vec2(.2*t,0.)),vec2(.5)))));
tile=mix(vec3(.75,.9,.9),tile,smoothstep(.5,.44,max(g.x,g.y)));
o=vec4(tile*(.55+.3*FC.y/r.y)+vec3(.9,1.,.8)*c*.45,1.);
