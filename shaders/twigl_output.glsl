// The output of TwiGL's GLSL ES 3.00 modes.
vec4 o = vec4(0.0);
