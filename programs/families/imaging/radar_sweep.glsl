// title: Radar sweep
// family: radar_sweep
// description: A rotating beam leaves afterglow on coast, rain cells and moving blips
// tags: imaging
// dialect: shadertoy
// licence: CC0-1.0
// @param kSpeed pose 1.6 0.6 3.0
// @param kBlips clutter 12.0 3.0 18.0
// @param kRain identity 0.55 0.4 0.7
// @param kHue palette 0.35 0.0 1.0
// @param kRange viewpoint 1.4 0.8 2.4
const float kSpeed = 1.6;
const float kBlips = 12.0;
const float kRain = 0.55;
const float kHue = 0.35;
const float kRange = 1.4;
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
    float r = length(p), a = atan(p.y, p.x), age = fract((kSpeed * iTime - a) / 6.2832), glow = exp(-2.2 * age);
    vec3 phosphor = 0.5 + 0.5 * cos(6.28 * (kHue - 0.33 + vec3(0.33, 0.0, 0.67)));
    vec2 g = kRange * p + 0.04 * (iTime - age * 6.28 / kSpeed);
    float rain = smoothstep(kRain, kRain + 0.15, fbm(2.0 * g + 5.0)) * (0.5 + 0.5 * rnd(floor(p * 55.0))), coast = smoothstep(0.03, 0.0, abs(fbm(1.3 * g + 20.0) - 0.5)), land = smoothstep(0.5, 0.52, fbm(1.3 * g + 20.0));
    vec3 col = vec3(0.01, 0.03, 0.02) + phosphor * glow * (0.55 * coast + 0.14 * land * rnd(floor(p * 80.0)));
    vec3 storm = mix(phosphor, vec3(1.0, 0.35, 0.15), smoothstep(0.1, 0.3, fbm(2.0 * g + 5.0) - kRain));
    col += storm * glow * rain * 0.8;
    for (int k = 0; k < 18; k++) {
        if (float(k) >= kBlips) break;
        vec2 id = vec2(k, 4.0), way = rnd2(id + 5.0) - 0.5, c = 1.8 * fract(rnd2(id) + 0.04 * iTime * way) - 0.9;
        vec2 q = p - c, n = normalize(vec2(-c.y, c.x) + 1e-4);
        float d = length(vec2(dot(q, n) * 0.5, dot(q, vec2(-n.y, n.x)))) - 0.018, tail = length(q + clamp(dot(-q, normalize(way)), 0.0, 0.12) * normalize(way)) - 0.004;
        col += glow * 1.3 * mix(phosphor, vec3(1.0), 0.5) * smoothstep(0.015, 0.0, d) + 0.25 * phosphor * smoothstep(0.008, 0.0, tail);
        if (rnd(id + 8.0) < 0.4) col += 0.5 * phosphor * smoothstep(0.012, 0.004, abs(max(abs(q.x), abs(q.y)) - 0.055));
    }
    col += phosphor * (0.22 * smoothstep(0.012, 0.0, abs(fract(4.0 * r) - 0.5) / 4.0 - 0.0) + 0.15 * smoothstep(0.008, 0.0, min(abs(p.x), abs(p.y))));
    col += phosphor * 0.25 * smoothstep(0.012, 0.0, r * abs(sin(6.0 * a)) / 6.0) * step(0.94, r);
    col += phosphor * 0.6 * exp(-90.0 * age) + 0.05 * phosphor;
    float rim = r - 0.97;
    col = mix(col, vec3(0.16, 0.17, 0.18) * (1.0 + 0.6 * p.y) + 0.35 * step(0.85, fract(36.0 * a / 6.2832)) * step(rim, 0.07), smoothstep(0.0, 0.012, rim));
    fragColor = vec4(col, 1.0);
}
