// title: Old film
// family: old_film
// description: A sepia street of arches and lamps with flicker, scratches, dust and frame jitter
// tags: imaging
// dialect: shadertoy
// licence: CC0-1.0
// @param kWear clutter 0.6 0.0 1.0
// @param kPan viewpoint 0.4 0.1 1.0
// @param kArches identity 2.2 1.2 4.0
// @param kTone palette 0.1 0.0 1.0
// @param kExposure light 1.0 0.7 1.4
const float kWear = 0.6;
const float kPan = 0.4;
const float kArches = 2.2;
const float kTone = 0.1;
const float kExposure = 1.0;
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
    float frame = floor(14.0 * iTime);
    vec2 q = p + 0.02 * kWear * (rnd2(vec2(frame, 1.0)) - 0.5);
    float x = q.x + kPan * iTime, grey = 0.85 - 0.25 * q.y + 0.25 * fbm(vec2(1.5 * x * 0.4, 3.0 * q.y));
    float bay = floor(x * 0.5 * kArches), u = fract(x * 0.5 * kArches) - 0.5, tall = 0.25 + 0.4 * rnd(vec2(bay, 2));
    float wall = q.y - tall - 0.05 * step(0.5, fract(9.0 * x)), arch = max(abs(u) - 0.3, q.y < -0.25 ? -1.0 : length(vec2(u, (q.y + 0.25) * 0.5 * kArches)) - 0.3);
    if (wall < 0.0) grey = (0.45 + 0.2 * rnd(vec2(bay, 5))) * (0.8 + 0.25 * vnoise(vec2(12.0 * x, 14.0 * q.y))) * (0.85 + 0.15 * step(0.08, fract(8.0 * q.y)));
    if (wall < 0.0 && arch < 0.0) grey = 0.12 + 0.1 * vnoise(4.0 * q);
    vec2 win = vec2(abs(abs(u) - 0.2) - 0.07, abs(q.y - tall + 0.25) - 0.1);
    if (max(win.x, win.y) < 0.0) grey = 0.15 + 0.6 * step(0.6, rnd(vec2(bay, floor(0.3 * iTime + rnd(vec2(bay, 9))))));
    if (q.y < -0.62) grey = 0.5 * (0.6 + 0.5 * rnd(floor(vec2((q.x + kPan * iTime) / (0.2 - q.y) * 6.0, 12.0 / (0.2 - q.y)))));
    float post = abs(mod(q.x + 1.5 * kPan * iTime, 1.6) - 0.8), lamp = min(max(post - 0.02, q.y - 0.35), max(post + abs(q.y - 0.42) * 0.7 - 0.1, abs(q.y - 0.42) - 0.1));
    grey = mix(grey, 0.06, smoothstep(0.012, -0.012, lamp));
    grey += 0.25 * exp(-9.0 * length(vec2(post, q.y - 0.42)));
    float cab = mod(q.x * 0.8 - 0.5 * iTime + 1.6, 3.2) - 1.6, y = q.y + 0.62;
    float body = min(max(abs(cab) - 0.3, abs(y - 0.16) - 0.09), max(abs(cab + 0.05) - 0.17, abs(y - 0.3) - 0.1)), wheel = length(vec2(abs(cab) - 0.19, y - 0.05)) - 0.09;
    grey = mix(grey, 0.1 + 0.3 * step(abs(cab + 0.05) - 0.12, 0.0) * step(abs(y - 0.31), 0.055), smoothstep(0.012, -0.012, body));
    grey = mix(grey, 0.05 + 0.35 * step(abs(wheel + 0.05), 0.015), smoothstep(0.012, -0.012, wheel));
    grey *= kExposure * (0.88 + 0.2 * rnd(vec2(frame, 6.0))) * (1.15 - 0.45 * dot(p, p));
    float line = rnd(vec2(floor(frame / 3.0), 8)) * 2.0 - 1.0;
    grey += kWear * 0.5 * smoothstep(0.008, 0.002, abs(p.x - line - 0.01 * vnoise(vec2(3.0 * p.y, frame)))) * step(0.3, vnoise(vec2(4.0 * p.y, frame)));
    for (int k = 0; k < 4; k++) { vec2 c = 2.0 * rnd2(vec2(k, frame)) - 1.0; grey *= 1.0 - kWear * 0.8 * smoothstep(0.012, 0.0, length((p - c) * vec2(1.0, 1.0 + 3.0 * rnd(vec2(k, frame + 3.0)))) - 0.02 * rnd(vec2(frame, k))); }
    grey += 0.12 * (rnd(p * 150.0 + frame * 3.0) - 0.5);
    vec3 col = clamp(grey, 0.0, 1.0) * mix(vec3(1.05, 0.88, 0.65), 0.75 + 0.3 * cos(6.28 * (kTone + vec3(0.0, 0.33, 0.67))), 0.4);
    fragColor = vec4(col, 1.0);
}
