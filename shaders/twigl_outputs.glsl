// The outputs of TwiGL's modes with two render targets.
vec4 o0 = vec4(0.0);
vec4 o1 = vec4(0.0);
