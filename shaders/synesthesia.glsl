// Small functions that Synesthesia offers its scenes.
const float PI = 3.141592653589793;

vec2 _rotate(vec2 p, float angle) {
  const float c = cos(angle), s = sin(angle);
  return mat2(c, s, -s, c) * p;
}
float _nsin(float x) { return 0.5 + 0.5 * sin(x); }
float _ncos(float x) { return 0.5 + 0.5 * cos(x); }
vec2 _pixelate(vec2 p, float n) { return floor(p * n) / n; }
float _luminance(vec3 c) { return dot(c, vec3(0.2126, 0.7152, 0.0722)); }

// Value noise in [0, 1].
float pp_noise_value(ivec3 at) {
  const uvec3 cell = uvec3(at) * uvec3(0x9e3779b1u, 0x85ebca77u, 0xc2b2ae3du);
  uint hash = cell.x ^ cell.y ^ cell.z;
  hash = (hash ^ (hash >> 15)) * 0x2c1b3c6du;
  hash = (hash ^ (hash >> 12)) * 0x297a2d39u;
  return float((hash ^ (hash >> 15)) >> 8) / 16777215.0;
}
float _noise(vec3 p) {
  const vec3 low = floor(p), part = p - low, fade = part * part * (3.0 - 2.0 * part);
  float sum = 0.0;
  for (int k = 0; k < 8; ++k) {
    const ivec3 corner = (ivec3(k) >> ivec3(0, 1, 2)) & 1;
    const vec3 share = mix(1.0 - fade, fade, vec3(corner));
    sum += share.x * share.y * share.z * pp_noise_value(ivec3(low) + corner);
  }
  return sum;
}
float _noise(vec2 p) { return _noise(vec3(p, 0.0)); }
float _noise(float x) { return _noise(vec3(x, 0.0, 0.0)); }

// Hue, saturation, value, each in [0, 1].
vec3 _hsv2rgb(vec3 c) {
  const vec3 pure = clamp(abs(6.0 * fract(c.x + vec3(0.0, 2.0, 1.0) / 3.0) - 3.0) - 1.0, 0.0, 1.0);
  return c.z * mix(vec3(1.0), pure, c.y);
}
