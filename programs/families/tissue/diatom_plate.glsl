// title: Diatom plate
// family: diatom_plate
// description: Silica shells with radial and bilateral pore rows arranged under dark field
// tags: tissue
// dialect: shadertoy
// licence: CC0-1.0
// @param kPores texture 9.0 5.0 16.0
// @param kRays identity 12.0 5.0 24.0
// @param kShells viewpoint 2.0 1.3 3.0
// @param kHue palette 0.5 0.0 1.0
// @param kShine light 0.8 0.3 1.3
const float kPores = 9.0;
const float kRays = 12.0;
const float kShells = 2.0;
const float kHue = 0.5;
const float kShine = 0.8;
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
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = kShells * p + vec2(0.2, 0.1) * iTime, c = floor(g), q = turn(0.5 * iTime * (rnd(c) - 0.5) + 6.28 * rnd(c + 1.0)) * (g - c - 0.5) * 2.35;
    float kind = rnd(c + 4.0), r = length(q), a = atan(q.y, q.x), n = floor(kRays * (0.6 + 0.8 * rnd(c + 2.0))), d, pore, ridge;
    if (kind < 0.4) {
        d = r - 0.95; float ring = r * kPores, m = max(floor(ring) * 6.0, 1.0);
        pore = length(vec2((fract(a / 6.2832 * m) - 0.5) * 1.0, fract(ring) - 0.5)) - 0.28; ridge = abs(fract(n * a / 6.2832) - 0.5);
    } else if (kind < 0.75) {
        float w = 0.34 + 0.18 * cos(3.0 * q.x + 9.0 * kind); d = (abs(q.y) - w * sqrt(max(1.0 - q.x * q.x, 0.0))) * 0.8; d = max(d, abs(q.x) - 1.0);
        vec2 s = vec2(q.x * kPores * 1.5, q.y * kPores * 1.2); pore = length(fract(s) - 0.5) - 0.27; ridge = abs(q.y) * 6.0;
    } else {
        float side = 3.0 + floor(3.0 * rnd(c + 6.0)), b = mod(a, 6.2832 / side) - 3.1416 / side; d = r * cos(b) - 0.62 - 0.12 * cos(side * a + 3.1416);
        vec2 s = turn(0.6) * q * kPores; s.x += 0.5 * mod(floor(s.y), 2.0); pore = length(fract(s) - 0.5) - 0.3; ridge = abs(abs(r - 0.45) - 0.05) * 9.0;
    }
    vec3 col = vec3(0.01, 0.015, 0.03) + 0.03 * pal(kHue + 0.5) * vnoise(3.0 * g);
    vec3 glass = pal(kHue + 0.18 * r + 0.3 * kind) * 0.75 + 0.2;
    float inside = smoothstep(0.02, -0.02, d), shade = 0.5 + 0.5 * cos(a - 1.0 - 0.5 * iTime);
    col += inside * glass * (0.12 + kShine * 0.65 * smoothstep(-0.06, 0.06, pore) * (0.55 + 0.45 * shade));
    col += inside * glass * kShine * 0.7 * smoothstep(0.12, 0.03, ridge);
    col += kShine * (glass + 0.2) * exp(-700.0 * d * d) * (0.4 + 0.6 * shade) + 0.06 * glass * exp(-7.0 * max(d, 0.0));
    fragColor = vec4(col, 1.0);
}
