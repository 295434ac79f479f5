// Small functions that TwiGL's geekest modes offer: a hash of the plane, colour, rotations.
const float PI = 3.141592653589793;
const float PI2 = 6.283185307179586;

float fsnoise(vec2 c) { return fract(43758.5453 * sin(dot(c, vec2(12.9898, 78.233)))); }
float fsnoiseDigits(vec2 c) { return fract(437.585453 * sin(dot(c, vec2(0.129898, 0.78233)))); }

// Hue in turns, saturation and value in [0, 1]. Each channel is a trapezoid over the hue circle.
vec3 hsv(float h, float s, float v) {
  const vec3 turn = fract(h + vec3(0.0, 2.0, 1.0) / 3.0);
  const vec3 pure = clamp(abs(6.0 * turn - 3.0) - 1.0, 0.0, 1.0);
  return v * mix(vec3(1.0), pure, s);
}

mat2 rotate2D(float angle) {
  const float c = cos(angle), s = sin(angle);
  return mat2(c, s, -s, c);
}

// Rodrigues' formula: cos I + (1 - cos) a a^T + sin [a]x, a = axis / |axis|.
mat3 rotate3D(float angle, vec3 axis) {
  const vec3 a = normalize(axis), k = sin(angle) * a;
  const mat3 cross_a = mat3(0.0, k.z, -k.y, -k.z, 0.0, k.x, k.y, -k.x, 0.0);
  return (1.0 - cos(angle)) * outerProduct(a, a) + cos(angle) * mat3(1.0) + cross_a;
}
