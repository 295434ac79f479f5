// dialect: sandbox
precision highp float;uniform float time,speed;uniform vec2 mouse,resolution;float hue=time*.3;
void main(){vec2 p=(gl_FragCoord.xy*2.-resolution)/min(resolution.x,resolution.y);gl_FragColor=vec4(.5+.5*cos(hue+p.xyx*6.+speed),1);}
