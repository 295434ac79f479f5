// dialect: isf
/*{
  "ISFVSN": "2",
  "INPUTS": [
    {"NAME": "inputImage", "TYPE": "image"},
    {"NAME": "radius", "TYPE": "float", "DEFAULT": 4.0, "MIN": 1.0, "MAX": 16.0}
  ],
  "PASSES": [
    {"TARGET": "small", "WIDTH": "max(floor($WIDTH / $radius), 1.0)", "HEIGHT": "max(floor($HEIGHT/$radius),1.0)"},
    {"TARGET": "state", "WIDTH": 1, "HEIGHT": "1", "PERSISTENT": true, "FLOAT": true},
    {"TARGET": "odd", "WIDTH": "$WIDTH > 10 ? 1 : 2"},
    {}
  ]
}*/
void main() {
  if (PASSINDEX == 0) {
    gl_FragColor = IMG_NORM_PIXEL(inputImage, isf_FragNormCoord);
  } else if (PASSINDEX == 1) {
    gl_FragColor = IMG_PIXEL(state, vec2(0.5)) + vec4(0.01);
  } else {
    vec2 texel = 1.0 / IMG_SIZE(small);
    gl_FragColor = IMG_NORM_PIXEL(small, gl_FragCoord.xy / RENDERSIZE + texel) + IMG_THIS_PIXEL(odd);
  }
}
