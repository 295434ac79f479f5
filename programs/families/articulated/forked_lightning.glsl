// title: Forked lightning
// family: forked_lightning
// description: Strokes with side branches flash between cloud and ridge
// tags: articulated
// dialect: shadertoy
// licence: CC0-1.0
// @param kJag identity 0.5 0.2 0.9
// @param kForks identity 5.0 1.0 7.0
// @param kRate pose 1.2 0.5 2.5
// @param kHue palette 0.65 0.0 1.0
// @param kFlash light 1.0 0.4 1.6
const float kJag = 0.5;
const float kForks = 5.0;
const float kRate = 1.2;
const float kHue = 0.65;
const float kFlash = 1.0;
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
float path(float y, float id) { return kJag * (vnoise(vec2(2.5 * y, id)) - 0.5 + 0.5 * (vnoise(vec2(7.0 * y, id + 9.0)) - 0.5) + 0.22 * (vnoise(vec2(19.0 * y, id + 5.0)) - 0.5)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float beat = iTime * kRate, id = floor(beat) * 13.0, age = fract(beat), power = kFlash * exp(-3.0 * age) * (0.7 + 0.3 * cos(60.0 * age)) + 0.12;
    vec3 tint = 0.6 + 0.4 * cos(6.28 * (kHue + vec3(0.0, 0.33, 0.67)));
    float cloud = fbm(vec2(1.5 * p.x + 0.3 * iTime, 2.5 * p.y)), veil = smoothstep(-0.3, 1.0, p.y + 0.8 * cloud - 0.4), x0 = 1.6 * rnd(vec2(id, 1)) - 0.8;
    vec3 col = mix(vec3(0.05, 0.05, 0.1), vec3(0.16, 0.17, 0.26), cloud) + 0.12 * max(-p.y, 0.0) * tint;
    col += tint * power * veil * cloud * 0.8 / (1.0 + 2.0 * abs(p.x - x0));
    float glow = 0.0, core = 9.0;
    for (int k = 0; k < 7; k++) {
        if (float(k) > floor(kForks)) break;
        float start = k == 0 ? 0.8 : 0.7 - 0.16 * float(k), lean = k == 0 ? 0.0 : (rnd(vec2(id, k)) < 0.5 ? -1.0 : 1.0) * (0.5 + 0.8 * rnd(vec2(id, k + 20))), len = k == 0 ? 2.0 : 0.3 + 0.5 * rnd(vec2(id, k + 40));
        float x = x0 + path(min(p.y, start), id) + (k == 0 ? 0.0 : lean * max(start - p.y, 0.0) + path(p.y, id + float(k)) - path(start, id + float(k)) - (path(min(p.y, start), id) - path(start, id)));
        float fade = step(p.y, start) * smoothstep(start - len, start - len + 0.2, p.y) * (k == 0 ? 1.0 : 0.5), d = abs(p.x - x);
        glow += fade * 0.018 / (d + 0.02);
        core = min(core, d / max(fade, 0.01));
    }
    col += power * tint * glow + power * 1.5 * smoothstep(0.014, 0.0, core);
    float ridge = p.y + 0.65 - 0.25 * vnoise(vec2(2.0 * p.x + 0.1 * iTime, 7)) - 0.08 * vnoise(vec2(9.0 * p.x + 0.45 * iTime, 3));
    vec3 land = vec3(0.03, 0.04, 0.05) + tint * power * 0.35 * vnoise(20.0 * p) * smoothstep(-0.25, 0.0, ridge);
    col = mix(col, land, smoothstep(0.008, -0.008, ridge));
    fragColor = vec4(col, 1.0);
}
