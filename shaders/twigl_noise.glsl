// Simplex noise in two, three and four dimensions (K. Perlin 2001; S. Gustavson, "Simplex noise demystified", 2005), hashed
// by the permutation polynomial x -> (34 x + 1) x mod 289 (I. McEwan, D. Sheets, S. Gustavson, M. Richardson, "Efficient
// computational noise in GLSL", 2012). Names and values as TwiGL's geekest modes offer them.
//
// A point is skewed onto the integer lattice, where a simplex is found by sorting its coordinates. Every corner k lies at
// d_k from the point, has a pseudo-random gradient g_k, and contributes max(r - |d_k|^2, 0)^4 * dot(g_k, d_k).
const float F4 = 0.309016994374947451;  // (sqrt(5) - 1) / 4

#define PP_HASHES(T)                                                          \
  T mod289(T x) { return x - 289.0 * floor(x * (1.0 / 289.0)); }              \
  T permute(T x) { return mod289((34.0 * x + 1.0) * x); }                     \
  T taylorInvSqrt(T x) { return 1.79284291400159 - 0.85373472095314 * x; }
PP_HASHES(float)
PP_HASHES(vec2)
PP_HASHES(vec3)
PP_HASHES(vec4)

// Gradients on a diamond: 41 points of a line, bent at the corners.
float pp_corner2(vec2 cell, vec2 d) {
  const float hash = permute(permute(cell.y) + cell.x);
  const float along = 2.0 * fract(hash * 0.024390243902439) - 1.0;
  const vec2 gradient = vec2(along - floor(along + 0.5), abs(along) - 0.5);
  float weight = max(0.5 - dot(d, d), 0.0);
  weight *= weight;
  return weight * weight * taylorInvSqrt(dot(gradient, gradient)) * dot(gradient, d);
}

float snoise2D(vec2 v) {
  const float skew = 0.366025403784439;    // (sqrt(3) - 1) / 2
  const float unskew = 0.211324865405187;  // (3 - sqrt(3)) / 6
  const vec2 cell = floor(v + skew * (v.x + v.y));
  const vec2 d = v - cell + unskew * (cell.x + cell.y);
  const vec2 middle = d.x > d.y ? vec2(1.0, 0.0) : vec2(0.0, 1.0);
  const vec2 base = mod289(cell);
  return 130.0 * (pp_corner2(base, d) + pp_corner2(base + middle, d - middle + unskew) +
                  pp_corner2(base + 1.0, d - 1.0 + 2.0 * unskew));
}

// Gradients on an octahedron: 7 x 7 points of a square, folded.
float pp_corner3(vec3 cell, vec3 d) {
  const float hash = permute(permute(permute(cell.z) + cell.y) + cell.x);
  const float seventh = 0.142857142857;
  const float index = hash - 49.0 * floor(hash * seventh * seventh);
  const float row = floor(index * seventh);
  const vec2 square = vec2(row, floor(index - 7.0 * row)) * (2.0 * seventh) + (0.5 * seventh - 1.0);
  const float height = 1.0 - abs(square.x) - abs(square.y);
  const vec2 outward = 2.0 * floor(square) + 1.0;
  vec3 gradient = vec3(height <= 0.0 ? square - outward : square, height);
  gradient *= taylorInvSqrt(dot(gradient, gradient));
  float weight = max(0.6 - dot(d, d), 0.0);
  weight *= weight;
  return weight * weight * dot(gradient, d);
}

float snoise3D(vec3 v) {
  const float skew = 1.0 / 3.0, unskew = 1.0 / 6.0;
  const vec3 cell = floor(v + skew * (v.x + v.y + v.z));
  const vec3 d = v - cell + unskew * (cell.x + cell.y + cell.z);
  // Component i of `wins`: coordinate i is not below the next one.
  const vec3 wins = step(d.yzx, d), loses = 1.0 - wins;
  const vec3 first = min(wins, loses.zxy), second = max(wins, loses.zxy);
  const vec3 base = mod289(cell);
  return 42.0 * (pp_corner3(base, d) + pp_corner3(base + first, d - first + unskew) +
                 pp_corner3(base + second, d - second + 2.0 * unskew) +
                 pp_corner3(base + 1.0, d - 1.0 + 3.0 * unskew));
}

// Gradients on a cross polytope: 7 x 7 x 6 points of a cube, folded. `ip` holds 1/294, 1/49 and 1/7.
vec4 grad4(float j, vec4 ip) {
  const vec3 cube = floor(7.0 * fract(j * ip.xyz)) * ip.z - 1.0;
  const float height = 1.5 - abs(cube.x) - abs(cube.y) - abs(cube.z);
  if (height >= 0.0) return vec4(cube, height);
  const vec3 negative = vec3(lessThan(cube, vec3(0.0)));
  return vec4(cube + 2.0 * negative - 1.0, height);
}

float pp_corner4(vec4 cell, vec4 d) {
  const float hash = permute(permute(permute(permute(cell.w) + cell.z) + cell.y) + cell.x);
  vec4 gradient = grad4(hash, vec4(1.0 / 294.0, 1.0 / 49.0, 1.0 / 7.0, 0.0));
  gradient *= taylorInvSqrt(dot(gradient, gradient));
  float weight = max(0.6 - dot(d, d), 0.0);
  weight *= weight;
  return weight * weight * dot(gradient, d);
}

float snoise4D(vec4 v) {
  const float unskew = 0.138196601125011;  // (5 - sqrt(5)) / 20
  const vec4 cell = floor(v + F4 * (v.x + v.y + v.z + v.w));
  const vec4 d = v - cell + unskew * (cell.x + cell.y + cell.z + cell.w);
  // The rank of a coordinate is the number of others that it beats: 0, 1, 2, 3.
  const vec3 x_wins = step(d.yzw, d.xxx);
  const vec2 y_wins = step(d.zw, d.yy);
  const float z_wins = step(d.w, d.z);
  const vec4 rank = vec4(x_wins.x + x_wins.y + x_wins.z, 1.0 - x_wins.x + y_wins.x + y_wins.y,
                         2.0 - x_wins.y - y_wins.x + z_wins, 3.0 - x_wins.z - y_wins.y - z_wins);
  const vec4 first = clamp(rank - 2.0, 0.0, 1.0), second = clamp(rank - 1.0, 0.0, 1.0),
             third = clamp(rank, 0.0, 1.0);
  const vec4 base = mod289(cell);
  return 49.0 * (pp_corner4(base, d) + pp_corner4(base + first, d - first + unskew) +
                 pp_corner4(base + second, d - second + 2.0 * unskew) +
                 pp_corner4(base + third, d - third + 3.0 * unskew) +
                 pp_corner4(base + 1.0, d - 1.0 + 4.0 * unskew));
}
