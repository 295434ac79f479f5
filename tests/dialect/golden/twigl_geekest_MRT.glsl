// dialect: twigl:geekest_MRT
vec4 before=texture(b0,FC.xy/r);
o1=before+texture(b1,FC.xy/r)*.9;
o0=mix(before,vec4(hsv(t,1.,1.),1),step(.5,f));
