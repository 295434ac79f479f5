// title: Telescope field
// family: telescope_field
// description: Galaxies, diffraction-spiked stars and a trail on a noisy detector
// tags: imaging
// dialect: shadertoy
// licence: CC0-1.0
// @param kSpikes identity 4.0 2.0 8.0
// @param kGalaxies clutter 3.0 1.0 6.0
// @param kArms identity 2.0 2.0 4.0
// @param kWind identity 4.0 2.0 7.0
// @param kHue palette 0.0 0.0 6.28
// @param kDrift viewpoint 0.05 0.02 0.15
const float kSpikes = 4.0;
const float kGalaxies = 3.0;
const float kArms = 2.0;
const float kWind = 4.0;
const float kHue = 0.0;
const float kDrift = 0.05;
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
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = p + kDrift * iTime * vec2(1.0, 0.4);
    vec3 col = spin(vec3(0.03, 0.03, 0.06), kHue) + 0.05 * fbm(2.0 * g) * spin(vec3(0.5, 0.3, 0.7), kHue);
    for (int k = 0; k < 6; k++) {
        if (float(k) >= floor(kGalaxies)) break;
        vec2 id = vec2(k, 8.0), c = 2.8 * fract(rnd2(id) + 0.3 * kDrift * iTime) - 1.4, q = turn(6.28 * rnd(id + 2.0) + 0.1 * iTime) * (p - c);
        float size = 0.25 + 0.4 * rnd(id + 3.0), flat_ = 1.0 + 2.5 * rnd(id + 4.0);
        q = vec2(q.x, q.y * flat_) / size;
        float r = length(q), a = atan(q.y, q.x), arm = 0.5 + 0.5 * cos(floor(kArms) * (a - kWind * log(r + 0.12)) + 0.4 * iTime);
        float dust = fbm(5.0 * turn(kWind * log(r + 0.12)) * q + 9.0), disc = exp(-3.2 * r) * (0.25 + 1.4 * arm * arm * (0.35 + dust)), bulge = exp(-22.0 * r * r);
        col += spin(mix(vec3(0.55, 0.65, 1.0), vec3(1.0, 0.6, 0.75), dust), kHue) * disc + vec3(1.0, 0.88, 0.65) * bulge;
    }
    for (int layer = 0; layer < 3; layer++) {
        vec2 s = g * (2.0 + 3.5 * float(layer)) + 20.0 * float(layer), cell = floor(s), f = s - cell - 0.2 - 0.6 * rnd2(cell);
        float power = pow(rnd(cell + 7.0), 4.0) * (layer == 0 ? 1.0 : 0.4) * (0.8 + 0.2 * sin(5.0 * iTime + 20.0 * rnd(cell))), r = length(f), n = floor(kSpikes), w = 3.1416 / n, a = mod(atan(f.y, f.x) + 0.3 + 0.5 * w, w) - 0.5 * w;
        float spike = exp(-60.0 * abs(r * sin(a))) * exp(-7.0 * r), core = 0.0025 / (r * r + 0.0025);
        vec3 tint = mix(vec3(0.6, 0.75, 1.0), vec3(1.0, 0.7, 0.45), rnd(cell + 3.0));
        col += power * (core + 0.9 * spike * step(float(layer), 0.5)) * tint * smoothstep(0.5, 0.3, r);
    }
    float trail = abs(p.y - 0.6 * p.x - 0.8 * sin(floor(iTime * 0.4) * 3.0)) - 0.004;
    col += 0.35 * smoothstep(0.01, 0.0, trail) * step(0.0, sin(3.0 * iTime));
    col += 0.05 * (rnd(p * 250.0 + floor(10.0 * iTime)) - 0.5);
    fragColor = vec4(col, 1.0);
}
