// title: Fringe pattern
// family: interference_fringes
// description: Interferometer fringes bend over a lens with dust rings and speckle
// tags: imaging
// dialect: shadertoy
// licence: CC0-1.0
// @param kFringes identity 9.0 4.0 18.0
// @param kBend identity 1.5 0.3 3.0
// @param kTilt pose 0.6 -1.5 1.5
// @param kHue palette 0.0 0.0 1.0
// @param kDust clutter 6.0 0.0 12.0
const float kFringes = 9.0;
const float kBend = 1.5;
const float kTilt = 0.6;
const float kHue = 0.0;
const float kDust = 6.0;
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
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float r = length(p), figure = kBend * (r * r + 0.35 * sin(3.0 * atan(p.y, p.x) + 0.5 * iTime) * r * r * r) + 0.6 * fbm(1.6 * p + 3.0 + 0.1 * iTime);
    float path = kFringes * (0.35 * figure + 0.5 * (cos(kTilt) * p.x + sin(kTilt + 0.2 * sin(0.4 * iTime)) * p.y)) + 0.8 * iTime;
    for (int k = 0; k < 12; k++) {
        if (float(k) >= kDust) break;
        vec2 id = vec2(k, 6.0), c = 2.0 * rnd2(id) - 1.0 + 0.1 * sin(0.3 * iTime + 9.0 * rnd2(id + 2.0));
        float d = length(p - c), s = 60.0 + 60.0 * rnd(id + 4.0);
        path += 0.35 * cos(s * d * d * 3.0 + s * d * 0.3) * exp(-14.0 * d);
    }
    vec3 wave = vec3(1.0, 1.12, 1.27), light = 0.5 + 0.5 * cos(6.2832 * path * mix(vec3(1.0), wave, 0.35));
    float speckle = 0.55 + 0.9 * vnoise(70.0 * p) * vnoise(50.0 * p + 9.0 + floor(4.0 * iTime));
    vec3 laser = 0.6 + 0.4 * cos(6.28 * (kHue + vec3(0.0, 0.33, 0.67)));
    vec3 col = mix(light, laser * light.g * 1.3, 0.55) * speckle;
    float pupil = r - 0.95 + 0.01 * sin(9.0 * atan(p.y, p.x));
    col *= smoothstep(0.01, -0.01, pupil) * (1.1 - 0.35 * r * r);
    float mount = min(abs(p.x), abs(p.y)) - 0.03;
    col = mix(col, vec3(0.03, 0.03, 0.05), smoothstep(0.01, -0.01, max(mount, 0.75 - r)));
    col += 0.06 * laser * exp(-4.0 * abs(pupil));
    fragColor = vec4(col, 1.0);
}
