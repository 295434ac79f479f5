// dialect: twigl:geekest_MRT
o0=vec4(FC.xy/r,.5+.5*sin(t),1)+texture(b1,FC.xy/r)*.5;o1=o0;
