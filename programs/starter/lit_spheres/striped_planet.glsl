// title: Striped planet
// family: lit_spheres
// description: A banded gas planet with a ring and a small moon
// dialect: twigl:geekest_300
// licence: CC0-1.0
vec2 u=(FC.xy*2.-r)/r.y*rotate2D(.4*sin(.4*t)),c=vec2(.25*sin(t*.6),.12*cos(t)),q=(u-c)/.62;
vec3 lamp=normalize(vec3(cos(t*.5),.35,.75)),col=vec3(.05,.06,.12)+.25*pow(max(0.,snoise2D(u*1.5+t*.2)*.5+.5),3.)*vec3(.5,.3,.8);
col+=smoothstep(.86,.95,snoise2D(u*14.+vec2(t*.5,0.)));
float k=dot(q,q),ring=length(q*vec2(1.,3.4)),hoop=smoothstep(1.3,1.36,ring)*smoothstep(2.1,2.,ring)*(.6+.4*sin(ring*42.));
if(k<1.){
  vec3 n=vec3(q,sqrt(1.-k));
  float lat=asin(n.y)*6.+.4*snoise3D(n*vec3(2.,5.,2.)+vec3(t*.8,0.,0.)),lon=.3*snoise2D(vec2(atan(n.x,n.z)*2.+t*1.5,lat*.6));
  vec3 gas=mix(vec3(.93,.8,.6),vec3(.65,.32,.2),.5+.5*sin(lat*2.+lon*4.));
  col=mix(gas,vec3(.85,.9,.95),smoothstep(.5,.9,abs(n.y)))*(.05+1.1*max(dot(n,lamp),0.));
}
if(k>1.||q.y<0.)col=mix(col,vec3(.85,.75,.65)*(.5+.5*lamp.x*sign(q.x)*.6),hoop*.85);
vec2 w=(u-vec2(1.2*cos(t*1.3),.5*sin(t*1.3)))/.12;
if(dot(w,w)<1.)col=vec3(.75)*max(dot(vec3(w,sqrt(1.-dot(w,w))),lamp),.08);
o=vec4(col,1.);
