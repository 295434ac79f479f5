// title: Herringbone floor
// family: herringbone_oak
// description: Oak blocks laid in zigzag with grain, knots and varnish light
// tags: tilings
// dialect: shadertoy
// licence: CC0-1.0
// @param kScale viewpoint 3.4 2.0 6.0
// @param kLong identity 4.0 2.0 6.0
// @param kHeading viewpoint 0.785 -1.5 1.5
// @param kHue palette 0.0 0.0 6.28
// @param kShine light 0.6 0.0 1.0
const float kScale = 3.4;
const float kLong = 4.0;
const float kHeading = 0.785;
const float kHue = 0.0;
const float kShine = 0.6;
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
float fbm(vec2 p) {                                   // five octaves of noise
    float sum = 0.0, weight = 0.5;
    for (int k = 0; k < 5; k++) { sum += weight * vnoise(p); p = mat2(1.6, 1.2, -1.2, 1.6) * p + 17.0; weight *= 0.5; }
    return sum;
}
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = turn(kHeading) * p * kScale + vec2(0.5, 0.3) * iTime;
    float n = floor(kLong), k = mod(floor(g.x) - floor(g.y), 2.0 * n), across = step(n, k);
    vec2 id = across < 0.5 ? vec2(floor(g.x) - k, floor(g.y)) : vec2(floor(g.x), floor(g.y) + k - 2.0 * n + 1.0 + 300.0);
    vec2 u = across < 0.5 ? vec2(g.x - floor(g.x) + k, fract(g.y)) : vec2(g.y - floor(g.y) + 2.0 * n - 1.0 - k, fract(g.x));
    float tone = rnd(id), ring = fbm(vec2(0.7 * u.x + 20.0 * tone, 2.0 * u.y + 9.0 * tone)), grain = abs(fract(9.0 * ring + 3.0 * u.y) - 0.5);
    vec3 oak = spin(mix(vec3(0.42, 0.25, 0.12), vec3(0.8, 0.58, 0.33), tone), kHue) * (0.7 + 0.5 * grain) * (0.9 + 0.15 * vnoise(vec2(6.0 * u.x, 60.0 * u.y)));
    vec2 knot = u - vec2(n * rnd(id + 3.0), 0.3 + 0.4 * rnd(id + 5.0));
    float eye = length(knot * vec2(0.7, 1.0));
    if (tone > 0.6) oak = mix(oak, oak * 0.35 + 0.08 * sin(60.0 * eye), smoothstep(0.22, 0.05, eye));
    float edge = min(min(u.x, n - u.x), min(u.y, 1.0 - u.y));
    vec3 col = oak * (0.35 + 0.65 * smoothstep(0.0, 0.05, edge));
    float sheen = exp(-3.0 * pow(p.x + 0.6 * p.y - 1.2 * sin(0.5 * iTime), 2.0));
    col += kShine * sheen * (0.15 + 0.25 * tone) * smoothstep(0.02, 0.08, edge);
    fragColor = vec4(col, 1.0);
}
