// title: Ultrasound fan
// family: ultrasound_fan
// description: A sector scan with speckle, shadows and beating chambers
// tags: imaging
// dialect: shadertoy
// licence: CC0-1.0
// @param kChambers identity 3.0 1.0 5.0
// @param kBeat pose 0.15 0.05 0.3
// @param kSpeckle texture 0.8 0.3 1.2
// @param kDepth viewpoint 1.7 1.2 2.2
// @param kGain light 1.0 0.6 1.5
// @param kTone palette 0.1 0.0 1.0
const float kChambers = 3.0;
const float kBeat = 0.15;
const float kSpeckle = 0.8;
const float kDepth = 1.7;
const float kGain = 1.0;
const float kTone = 0.1;
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
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 tip = vec2(0.0, 1.05), v = p - tip;
    float r = length(v), a = atan(v.x, -v.y), echo = 0.35 + 0.3 * vnoise(vec2(6.0 * a, 3.0 * r)) - 0.1 * r, shadow = 1.0;
    for (int k = 0; k < 5; k++) {
        if (float(k) >= floor(kChambers)) break;
        vec2 id = vec2(k, 7.0), c = vec2(0.9, 0.8) * (rnd2(id) - 0.5) + vec2(0.05 * sin(0.8 * iTime + float(k)), -0.1);
        float size = 0.18 + 0.14 * rnd(id + 4.0), beat = 1.0 + kBeat * sin(4.0 * iTime + 6.28 * rnd(id + 5.0));
        vec2 q = (p - c) / (size * beat);
        float d = length(q * vec2(1.0, 0.7 + 0.6 * rnd(id + 6.0))) - 1.0 - 0.2 * vnoise(3.0 * q + float(k));
        echo = mix(echo, 0.04, smoothstep(0.1, -0.1, d));
        echo += 0.7 * exp(-60.0 * d * d) * (0.4 + 0.6 * abs(normalize(q).y));
        float valve = abs(q.y - 0.5 * sin(4.0 * iTime) * (1.0 - abs(q.x))) - 0.06;
        echo += 0.5 * smoothstep(0.06, -0.02, valve) * step(abs(q.x), 0.9) * step(0.4, rnd(id + 9.0));
        if (rnd(id + 12.0) > 0.7) shadow *= 1.0 - 0.6 * smoothstep(0.12, 0.0, abs(a - atan(c.x, tip.y - c.y))) * step(length(c - tip), r);
    }
    vec2 s = vec2(a * 70.0 / (0.4 + 0.3 * r), r * 90.0);
    float grain = vnoise(s + vec2(0.0, floor(8.0 * iTime) * 3.0)) * vnoise(s * 0.6 + 40.0) * 2.4;
    echo *= mix(1.0, grain, kSpeckle) * shadow * kGain * exp(-0.25 * r) * 1.4;
    float inside = smoothstep(0.01, -0.01, abs(a) - 0.72) * smoothstep(0.01, -0.01, r - kDepth - 0.2) * smoothstep(0.15, 0.17, r);
    vec3 tone = mix(vec3(1.0), 0.6 + 0.4 * cos(6.28 * (kTone + vec3(0.0, 0.33, 0.67))), 0.5);
    vec3 col = vec3(0.02, 0.02, 0.03) + tone * clamp(echo, 0.0, 1.0) * inside;
    col += vec3(0.1, 0.5, 0.2) * inside * smoothstep(0.02, 0.0, abs(a - 0.72 * sin(2.5 * iTime)));
    float ruler = step(abs(abs(p.x) - 0.93), 0.02) * step(0.8, fract(8.0 * p.y));
    col += vec3(0.8, 0.75, 0.3) * ruler;
    fragColor = vec4(col, 1.0);
}
