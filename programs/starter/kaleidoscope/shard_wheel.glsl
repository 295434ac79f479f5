// title: Shard wheel
// family: kaleidoscope
// description: Hard-edged coloured shards folded again and again around a hub
// dialect: twigl:geekest_300
// licence: CC0-1.0
vec2 p=(FC.xy*2.-r)/r.y*1.3;
float a=0.,n=0.;
for(float i=0.;i<5.;i++){
  p=abs(p*rotate2D(.5*sin(t*.4)+i*.7+.2*t))-vec2(.42,.2+.1*sin(t+i));
  n+=step(0.,p.x-p.y*.6)*(i+1.);
  a=max(a,exp(-70.*abs(p.x-p.y*.6)));
}
vec3 c=hsv(n*.083+.04*t,.35+.45*fract(n*.37),.5+.5*fract(n*.61+.2));
o=vec4(c*(.75+.5*length(p))*(1.-.8*a),1.);
