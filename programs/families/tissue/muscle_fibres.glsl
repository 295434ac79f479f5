// title: Muscle fibres
// family: muscle_fibres
// description: Striped fibres run in bundles with nuclei and slide as they contract
// tags: tissue
// dialect: shadertoy
// licence: CC0-1.0
// @param kFibres viewpoint 5.0 3.0 9.0
// @param kBands texture 14.0 7.0 26.0
// @param kContract pose 0.25 0.0 0.5
// @param kHue palette 0.0 0.0 6.28
// @param kTwist viewpoint 0.3 -1.0 1.0
const float kFibres = 5.0;
const float kBands = 14.0;
const float kContract = 0.25;
const float kHue = 0.0;
const float kTwist = 0.3;
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
    vec2 q = turn(kTwist + 0.05 * sin(0.5 * iTime)) * p;
    q.y += 0.12 * sin(1.5 * q.x + 0.4 * iTime) + 0.1 * iTime;
    float v = q.y * kFibres * 0.7, row = floor(v), f = v - row, shift = rnd(vec2(row, 1)), squeeze = 1.0 + kContract * sin(1.8 * iTime + 3.0 * shift + 0.6 * q.x);
    float x = q.x * squeeze + 3.0 * shift + 0.02 * vnoise(vec2(5.0 * q.x, 9.0 * v)), band = fract(x * kBands * 0.4), dark = smoothstep(0.25, 0.4, band) * smoothstep(0.95, 0.8, band), zline = smoothstep(0.06, 0.02, abs(band - 0.1));
    vec3 flesh = spin(mix(vec3(0.95, 0.7, 0.68), vec3(0.78, 0.32, 0.38), dark), kHue + 0.35 * (shift - 0.5));
    flesh = mix(flesh, spin(vec3(0.55, 0.15, 0.25), kHue), 0.7 * zline);
    flesh *= 0.75 + 0.3 * vnoise(vec2(3.0 * x, 40.0 * v)) ;
    float round_ = sin(3.1416 * f), gap = smoothstep(0.1, 0.03, min(f, 1.0 - f) - 0.03 * vnoise(vec2(6.0 * q.x, row)));
    vec3 col = flesh * (0.5 + 0.6 * round_);
    col = mix(col, spin(vec3(0.97, 0.93, 0.9), kHue) * (0.75 + 0.3 * vnoise(vec2(30.0 * q.x, 6.0 * v))), gap);
    float slot = floor(x * 1.3), u = fract(x * 1.3) - 0.5;
    vec2 n = vec2(u / 1.3 * kFibres * 0.5, f - (rnd(vec2(slot, row)) < 0.5 ? 0.14 : 0.86));
    float nucleus = length(n * vec2(0.8, 2.6)) - 0.2;
    col = mix(col, spin(vec3(0.3, 0.15, 0.5), kHue) * (0.7 + 0.5 * vnoise(30.0 * q)), smoothstep(0.05, -0.03, nucleus) * step(0.45, rnd(vec2(slot, row + 20.0))));
    float vessel = abs(q.x - 0.5 * sin(1.1 * q.y) - 0.6 * sin(0.2 * iTime)) - 0.07;
    col = mix(col, spin(vec3(0.98, 0.85, 0.82), kHue), smoothstep(0.03, 0.0, vessel));
    float cell = fract(6.0 * q.y - 2.0 * iTime) - 0.5;
    col = mix(col, spin(vec3(0.85, 0.2, 0.2), kHue), smoothstep(0.02, -0.02, length(vec2(vessel + 0.07, cell / 6.0)) - 0.055));
    fragColor = vec4(col, 1.0);
}
