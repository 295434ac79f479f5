// title: Lava field
// family: lava_field
// description: Plates of dark crust drift apart over glowing rock
// tags: terrain
// dialect: shadertoy
// licence: CC0-1.0
// @param kPlates viewpoint 2.4 1.4 4.5
// @param kCrack identity 0.12 0.04 0.25
// @param kHeat light 1.0 0.5 1.6
// @param kHue palette 0.0 0.0 6.28
// @param kFlow pose 0.35 0.1 0.8
const float kPlates = 2.4;
const float kCrack = 0.12;
const float kHeat = 1.0;
const float kHue = 0.0;
const float kFlow = 0.35;
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
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = kPlates * p + kFlow * iTime * vec2(0.5, 0.3);
    g += 0.35 * vec2(fbm(1.2 * g + 0.3 * iTime), fbm(1.2 * g + 20.0));
    vec2 near = vec2(9.0), id = vec2(0);
    for (int k = 0; k < 9; k++) {
        vec2 c = floor(g) + vec2(k % 3, k / 3) - 1.0, q = c + 0.5 + 0.38 * sin(kFlow * 2.0 * iTime + 6.28 * rnd2(c)) - g;
        float d = length(q);
        if (d < near.x) { near = vec2(d, near.x); id = c; } else near.y = min(near.y, d);
    }
    float gap = near.y - near.x, crust = fbm(6.0 * g + 9.0 * rnd(id)), rim = gap - kCrack * (0.6 + 0.8 * crust);
    float heat = smoothstep(0.06, -0.08, rim) + 0.55 * exp(-9.0 * max(rim, 0.0)) * (0.4 + crust);
    float stream = fbm(vec2(3.0 * g.x - iTime, 5.0 * g.y));
    vec3 glow = vec3(1.6, 0.55, 0.1) * heat + vec3(1.2, 0.9, 0.4) * pow(heat, 4.0) * stream;
    float e = fbm(6.0 * g + vec2(0.08, 0.06) + 9.0 * rnd(id)) - crust;
    vec3 rock = mix(vec3(0.09, 0.08, 0.1), vec3(0.28, 0.22, 0.22), crust) * (0.7 + 0.6 * rnd(id + 3.0)) * (1.0 + 5.0 * e);
    vec3 col = rock * smoothstep(-0.02, 0.08, rim) + kHeat * glow;
    col += kHeat * 0.6 * step(0.992, rnd(floor(p * 45.0 + vec2(0.0, -floor(iTime * 6.0))))) * vec3(1.0, 0.6, 0.2);
    col = spin(col, kHue);
    fragColor = vec4(col, 1.0);
}
