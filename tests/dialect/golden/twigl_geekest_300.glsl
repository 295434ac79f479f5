// dialect: twigl:geekest_300
vec3 p,q;for(float i,g,e;i++<99.;e<.001?o+=1.:o*=.99){p=vec3((FC.xy-.5*r)/r.y*g,g);p.xz*=rotate2D(t);q=p;
g+=e=length(p)-fsnoise(q.xy);}
