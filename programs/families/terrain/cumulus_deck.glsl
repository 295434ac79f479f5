// title: Cumulus deck
// family: cumulus_deck
// description: Heaped clouds lit from one side, seen from above with gaps of sea between
// tags: terrain
// dialect: shadertoy
// licence: CC0-1.0
// @param kHeap identity 2.0 1.0 3.5
// @param kGap occlusion 0.42 0.25 0.6
// @param kSun light 0.7 -3.0 3.0
// @param kDusk palette 0.3 0.0 1.0
// @param kFly viewpoint 0.5 0.1 1.2
const float kHeap = 2.0;
const float kGap = 0.42;
const float kSun = 0.7;
const float kDusk = 0.3;
const float kFly = 0.5;
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
float deck(vec2 g) { float h = fbm(g) + 0.35 * (1.0 - abs(2.0 * vnoise(2.3 * g + 0.15 * iTime) - 1.0)) - 0.2; return smoothstep(kGap, 1.0, h) * kHeap; }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float z = 1.5 / (1.25 - 0.75 * p.y);
    vec2 g = vec2(p.x * z, z * 1.8) * 1.3 + vec2(0.2, kFly) * iTime, l = 0.12 * vec2(cos(kSun), sin(kSun));
    float h = deck(g), shade = 0.0, cast = 0.0;
    for (int k = 1; k < 5; k++) { float s = deck(g + l * float(k)); shade += max(s - h - 0.03 * float(k), 0.0) / float(k); cast += s; }
    vec3 warm = mix(vec3(1.0, 0.98, 0.94), vec3(1.0, 0.72, 0.5), kDusk), cool = mix(vec3(0.6, 0.68, 0.8), vec3(0.45, 0.38, 0.55), kDusk);
    float slope = (h - deck(g + 0.3 * l)) * 5.0, puff = fbm(9.0 * g);
    vec3 cloud = mix(cool, warm, clamp(0.55 + slope - 1.3 * shade + 0.25 * (puff - 0.5), 0.0, 1.0));
    vec3 sea = mix(mix(vec3(0.05, 0.25, 0.45), vec3(0.1, 0.45, 0.6), fbm(2.0 * g + 7.0)), vec3(0.25, 0.2, 0.4), kDusk) * (1.0 - 0.12 * cast);
    float isle = fbm(0.9 * g + 33.0);
    sea = mix(sea, mix(vec3(0.8, 0.75, 0.5), vec3(0.2, 0.4, 0.15), smoothstep(0.63, 0.68, isle)) * (0.6 + 0.6 * vnoise(20.0 * g)), smoothstep(0.6, 0.62, isle));
    vec3 col = mix(sea, cloud, smoothstep(0.02, 0.25, h));
    vec3 haze = mix(vec3(0.75, 0.85, 0.95), vec3(0.98, 0.65, 0.45), kDusk);
    col = mix(col, haze, smoothstep(0.55, 1.25, p.y));
    fragColor = vec4(col, 1.0);
}
