// title: Rhomb cubes
// family: rhomb_cubes
// description: Rhombs read as stacked cubes, carved and tinted, flip between in and out
// tags: tilings
// dialect: shadertoy
// licence: CC0-1.0
// @param kScale viewpoint 2.4 1.4 4.5
// @param kCarve identity 0.5 0.15 0.8
// @param kFlip pose 0.8 0.2 2.0
// @param kHue palette 0.0 0.0 1.0
// @param kLight light 0.0 0.0 6.28
const float kScale = 2.4;
const float kCarve = 0.5;
const float kFlip = 0.8;
const float kHue = 0.0;
const float kLight = 0.0;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
float vnoise(vec2 p) {                                // smooth value noise in [0, 1)
    vec2 i = floor(p), f = p - i;
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(rnd(i), rnd(i + vec2(1, 0)), f.x), mix(rnd(i + vec2(0, 1)), rnd(i + vec2(1, 1)), f.x), f.y);
}
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = kScale * p + vec2(0.3, 0.2) * iTime, s = vec2(1.0, 1.7320508), a = mod(g, s) - 0.5 * s, b = mod(g - 0.5 * s, s) - 0.5 * s;
    vec2 q = dot(a, a) < dot(b, b) ? a : b, id = floor((g - q) * 2.0 + 0.5);
    float r = rnd(id), flip = sin(kFlip * iTime + 6.28 * r) > 0.0 ? 1.0 : -1.0;
    q *= flip;
    float ang = atan(q.x, q.y) + 3.1416, face = mod(floor(ang / 2.0944), 3.0), m = face * 2.0944 + 1.0472 - 3.1416;
    vec2 u = vec2(dot(q, vec2(cos(m - 0.5236 * 0.0), -sin(m))), dot(q, vec2(sin(m), cos(m)))), f = vec2(u.y * 1.1547 - u.x * 0.0, 0.0);
    vec2 e1 = vec2(sin(m - 1.0472), cos(m - 1.0472)), e2 = vec2(sin(m + 1.0472), cos(m + 1.0472));
    float det = e1.x * e2.y - e1.y * e2.x;
    f = vec2(q.x * e2.y - q.y * e2.x, e1.x * q.y - e1.y * q.x) / det * 1.7320508;
    float shade = 0.45 + 0.5 * (0.5 + 0.5 * cos(m + kLight + 0.3 * iTime));
    vec3 base = pal(kHue + 0.35 * r) * 0.75 + 0.2;
    float m2 = max(abs(f.x - 0.5), abs(f.y - 0.5)), hole = 0.5 * kCarve * (0.5 + rnd(id + face + 3.0));
    vec3 col = base * shade * (0.85 + 0.25 * vnoise(9.0 * g + face));
    if (m2 < hole) col = pal(kHue + 0.5 + 0.35 * r) * (f.x < f.y ? 0.75 : 0.35) * (f.x + f.y < 1.0 ? 1.0 : 0.6);
    if (rnd(id + face * 7.0) < 0.3) col = mix(col, vec3(0.95, 0.92, 0.85) * shade, step(0.5, fract(4.0 * f.x)) * step(m2, 0.42));
    col = mix(col, vec3(0.08), smoothstep(0.475, 0.495, m2));
    fragColor = vec4(col, 1.0);
}
