// title: Agate slices
// family: agate_slice
// description: Bands grow inward from an irregular rim to a crystal heart, a light from behind moves
// tags: natural
// dialect: shadertoy
// licence: CC0-1.0
// @param kBands texture 9.0 4.0 18.0
// @param kRim identity 0.35 0.1 0.6
// @param kHeart identity 0.3 0.1 0.5
// @param kHue palette 0.95 0.0 1.0
// @param kBack light 0.6 0.2 1.0
const float kBands = 9.0;
const float kRim = 0.35;
const float kHeart = 0.3;
const float kHue = 0.95;
const float kBack = 0.6;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
vec2 rnd2(vec2 c) { return vec2(rnd(c), rnd(c + vec2(157.0, 311.0))); }
float vnoise(vec2 p) {                                // smooth value noise in [0, 1)
    vec2 i = floor(p), f = p - i;
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(rnd(i), rnd(i + vec2(1, 0)), f.x), mix(rnd(i + vec2(0, 1)), rnd(i + vec2(1, 1)), f.x), f.y);
}
float fbm(vec2 p) {                                   // five octaves of noise
    float sum = 0.0, weight = 0.5;
    for (int k = 0; k < 5; k++) { sum += weight * vnoise(p); p = mat2(1.6, 1.2, -1.2, 1.6) * p + 17.0; weight *= 0.5; }
    return sum;
}
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 q = p + 0.15 * vec2(sin(0.5 * iTime), cos(0.4 * iTime));
    float a = atan(q.y, q.x), r = length(q), form = 0.82 + kRim * (vnoise(2.0 * vec2(cos(a), sin(a)) + 0.3 * iTime + 5.0) - 0.5) + 0.12 * (fbm(4.0 * vec2(cos(a), sin(a))) - 0.5);
    float depth = (form - r) / form + 0.05 * (fbm(5.0 * q) - 0.5), ring = kBands * depth * (0.7 + 0.6 * depth) + 0.8 * fbm(1.5 * q + 3.0), id = floor(ring * 2.0);
    vec3 band = mix(pal(kHue + 0.09 * ring + 0.15 * rnd(vec2(id, 1))), vec3(0.95, 0.92, 0.88), 0.55 * rnd(vec2(id, 4)));
    band *= 0.78 + 0.25 * smoothstep(0.0, 0.3, fract(ring * 2.0)) + 0.08 * sin(40.0 * ring);
    float heart = depth - (1.0 - kHeart) + 0.1 * (fbm(7.0 * q) - 0.5);
    vec2 c = floor(11.0 * q), best = vec2(9.0, 0.0);
    for (int k = 0; k < 9; k++) { vec2 n = c + vec2(k % 3, k / 3) - 1.0; float d = length(n + rnd2(n) - 11.0 * q); if (d < best.x) best = vec2(d, rnd(n + 3.0)); }
    vec3 crystal = mix(vec3(0.97), pal(kHue + 0.3), 0.35) * (0.4 + 0.7 * abs(sin(9.0 * best.y + iTime))) * (1.1 - 0.5 * best.x);
    vec3 col = mix(band, crystal, smoothstep(0.0, 0.03, heart));
    vec2 lamp = vec2(0.7 * cos(0.6 * iTime), 0.6 * sin(0.8 * iTime));
    col *= 0.6 + kBack * exp(-2.5 * dot(p - lamp, p - lamp));
    vec3 skin = vec3(0.32, 0.25, 0.2) * (0.5 + fbm(20.0 * p));
    col = mix(col, skin, smoothstep(0.045, 0.03, depth));
    vec3 cloth = vec3(0.12, 0.12, 0.14) * (0.8 + 0.3 * sin(120.0 * p.x) * sin(120.0 * p.y)) * (1.0 - 0.5 * smoothstep(-0.2, 0.0, depth));
    col = mix(cloth, col, smoothstep(-0.004, 0.008, depth));
    fragColor = vec4(col, 1.0);
}
