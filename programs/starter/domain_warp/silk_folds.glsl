// title: Silk folds
// family: domain_warp
// description: Satin cloth in slow folds, lit from the side
// dialect: twigl:geekest_300
// licence: CC0-1.0
vec2 p=FC.xy/r.y*1.3*rotate2D(.5),w=p,n=vec2(0.);
float k=1.;
for(float i=0.;i<3.;i++){
  w+=.35*vec2(snoise2D(w*.8+vec2(0.,t*.35)),snoise2D(w*.8+vec2(9.,-t*.3)))/k;
  n+=cos(vec2(9.,4.)*w*k+1.5*sin(w.yx*3.*k+t)+t*.8)*vec2(1.,.4)/sqrt(k);
  k*=1.8;
}
vec3 q=normalize(vec3(n,1.1));
float light=max(dot(q,normalize(vec3(.7,-.3,.6))),0.),back=max(dot(q,normalize(vec3(-.8,.4,.3))),0.);
o=vec4(hsv(.93+.12*sin(t*.6)+.04*n.y,.75,.2+.6*light)+.6*pow(light,14.)+back*vec3(.05,.15,.4),1.);
