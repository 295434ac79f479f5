// title: Cable tangle
// family: cable_tangle
// description: Coloured cables cross over and under one another with soft shading
// tags: occlusion
// dialect: shadertoy
// licence: CC0-1.0
// @param kCables clutter 11.0 4.0 14.0
// @param kBend identity 0.5 0.15 0.9
// @param kGauge identity 0.075 0.04 0.12
// @param kHue palette 0.3 0.0 1.0
// @param kFlow pose 0.5 0.1 1.2
const float kCables = 11.0;
const float kBend = 0.5;
const float kGauge = 0.075;
const float kHue = 0.3;
const float kFlow = 0.5;
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
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = vec3(0.2, 0.2, 0.23) * (0.7 + 0.4 * step(0.5, fract(4.0 * p.x)) + 0.2 * vnoise(40.0 * p));
    for (int k = 0; k < 14; k++) {
        if (float(k) >= kCables) break;
        vec2 id = vec2(k, 3.0);
        vec2 q = turn(3.1416 * rnd(id)) * p - vec2(0.0, 1.8 * rnd(id + 5.0) - 0.9);
        float w = 1.5 + 2.5 * rnd(id + 2.0), t = kFlow * iTime * (rnd(id + 6.0) - 0.3) * 3.0, phase = w * q.x + t + 6.0 * rnd(id + 7.0);
        float y = kBend * (sin(phase) * 0.6 + 0.3 * sin(2.3 * phase + 1.0)), slope = kBend * w * (0.6 * cos(phase) + 0.69 * cos(2.3 * phase + 1.0));
        float d = (q.y - y) / sqrt(1.0 + slope * slope), u = d / kGauge;
        float shadow = abs(q.y - y + 0.07) / sqrt(1.0 + slope * slope);
        col *= 1.0 - 0.55 * smoothstep(kGauge * 1.9, kGauge * 0.6, shadow);
        float kind = rnd(id + 11.0), twist = kind < 0.35 ? step(0.5, fract(6.0 * q.x + 1.5 * u)) : kind < 0.6 ? step(0.8, fract(9.0 * q.x)) : 0.0;
        vec3 rubber = mix(pal(kHue + 0.37 * float(k)), vec3(0.93, 0.9, 0.85), twist);
        rubber *= 0.3 + 0.75 * sqrt(max(1.0 - u * u, 0.0));
        rubber += 0.5 * smoothstep(0.25, 0.0, abs(u - 0.4));
        col = mix(col, rubber, smoothstep(1.0, 0.85, abs(u)));
    }
    fragColor = vec4(col, 1.0);
}
