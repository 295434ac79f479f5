// What TouchDesigner declares beside its samplers. Every input has the size of the output.
struct PpTouchInfo { vec4 res; vec4 depth; };
PpTouchInfo uTDOutputInfo = PpTouchInfo(vec4(1.0 / PP_PASS_SIZE, PP_PASS_SIZE), vec4(1.0, 1.0, 0.0, 0.0));
PpTouchInfo uTD2DInfos[8] = PpTouchInfo[8](uTDOutputInfo, uTDOutputInfo, uTDOutputInfo, uTDOutputInfo,
                                           uTDOutputInfo, uTDOutputInfo, uTDOutputInfo, uTDOutputInfo);

// Gradient noise over a lattice of whole numbers: zero at every lattice point. Coordinates beyond the first
// log2(num_corners) are whole numbers.
float pp_touch_noise(vec4 p, int num_corners) {
  const vec4 low = floor(p), part = p - low, fade = part * part * part * (part * (part * 6.0 - 15.0) + 10.0);
  float sum = 0.0;
  for (int k = 0; k < num_corners; ++k) {
    const ivec4 corner = (ivec4(k) >> ivec4(0, 1, 2, 3)) & 1;
    const uvec4 cell = uvec4(ivec4(low) + corner) * uvec4(0x9e3779b1u, 0x85ebca77u, 0xc2b2ae3du, 0x27d4eb2fu);
    uint hash = cell.x ^ cell.y ^ cell.z ^ cell.w;
    hash = (hash ^ (hash >> 15)) * 0x2c1b3c6du;
    hash = (hash ^ (hash >> 12)) * 0x297a2d39u;
    hash ^= hash >> 15;
    const vec4 gradient = vec4((uvec4(hash) >> uvec4(0u, 8u, 16u, 24u)) & 255u) / 127.5 - 1.0;
    const vec4 share = mix(1.0 - fade, fade, vec4(corner));
    sum += share.x * share.y * share.z * share.w * dot(gradient, part - vec4(corner));
  }
  return sum;
}
float TDPerlinNoise(vec2 p) { return pp_touch_noise(vec4(p, 0.0, 0.0), 4); }
float TDPerlinNoise(vec3 p) { return pp_touch_noise(vec4(p, 0.0), 8); }
float TDPerlinNoise(vec4 p) { return pp_touch_noise(p, 16); }
float TDSimplexNoise(vec2 p) { return pp_touch_noise(vec4(p, 0.0, 0.0), 4); }
float TDSimplexNoise(vec3 p) { return pp_touch_noise(vec4(p, 0.0), 8); }
float TDSimplexNoise(vec4 p) { return pp_touch_noise(p, 16); }

// Hue, saturation, value, each in [0, 1].
vec3 TDHSVToRGB(vec3 c) {
  const vec3 pure = clamp(abs(6.0 * fract(c.x + vec3(0.0, 2.0, 1.0) / 3.0) - 3.0) - 1.0, 0.0, 1.0);
  return c.z * mix(vec3(1.0), pure, c.y);
}
vec3 TDRGBToHSV(vec3 c) {
  const float high = max(c.r, max(c.g, c.b)), range = high - min(c.r, min(c.g, c.b));
  if (range <= 0.0) return vec3(0.0, 0.0, high);
  float hue = (c.r - c.g) / range + 4.0;
  if (high == c.r)
    hue = (c.g - c.b) / range;
  else if (high == c.g)
    hue = (c.b - c.r) / range + 2.0;
  return vec3(fract(hue / 6.0), range / high, high);
}

// What finishes a colour for a texture of another format or fewer bits.
vec4 TDOutputSwizzle(vec4 c) { return c; }
uvec4 TDOutputSwizzle(uvec4 c) { return c; }
vec4 TDDither(vec4 c) { return c; }
