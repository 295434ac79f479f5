// What three.js offers by "#include <common>": constants and small functions.
const float PI = 3.141592653589793;
const float PI2 = 6.283185307179586;
const float PI_HALF = 1.5707963267948966;
const float RECIPROCAL_PI = 0.3183098861837907;
const float RECIPROCAL_PI2 = 0.15915494309189535;
const float EPSILON = 1e-6;

#define PP_COMMON(T)                                        \
  T saturate(T v) { return clamp(v, T(0.0), T(1.0)); }      \
  T whiteComplement(T v) { return clamp(1.0 - v, 0.0, 1.0); } \
  T pow2(T v) { return v * v; }                             \
  T pow3(T v) { return v * v * v; }                         \
  T pow4(T v) { return v * v * (v * v); }
PP_COMMON(float)
PP_COMMON(vec2)
PP_COMMON(vec3)
PP_COMMON(vec4)
float average(vec3 c) { return (c.r + c.g + c.b) / 3.0; }
// The shares of the primaries of sRGB in luminance.
float luminance(vec3 c) { return dot(c, vec3(0.2126, 0.7152, 0.0722)); }
float rand(vec2 p) { return fract(sin(mod(dot(p, vec2(12.9898, 78.233)), PI)) * 43758.5453); }
