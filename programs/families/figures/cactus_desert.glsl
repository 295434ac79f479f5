// title: Cactus desert
// family: cactus_desert
// description: Ribbed cacti with arms and blossoms on cracked ground, long shadows
// tags: figures
// dialect: shadertoy
// licence: CC0-1.0
// @param kArms identity 2.0 0.0 3.0
// @param kRibs identity 5.0 3.0 9.0
// @param kScroll viewpoint 0.2 0.05 0.6
// @param kSunset palette 0.4 0.0 1.0
// @param kShade light 0.9 -1.5 1.5
const float kArms = 2.0;
const float kRibs = 5.0;
const float kScroll = 0.2;
const float kSunset = 0.4;
const float kShade = 0.9;
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
float segment(vec2 p, vec2 a, vec2 b) { p -= a; b -= a; return length(p - b * clamp(dot(p, b) / dot(b, b), 0.0, 1.0)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float horizon = -0.15, walk = kScroll * iTime;
    vec3 col = mix(mix(vec3(1.0, 0.75, 0.4), vec3(1.0, 0.55, 0.45), kSunset), mix(vec3(0.35, 0.6, 0.8), vec3(0.35, 0.2, 0.45), kSunset), smoothstep(horizon, 1.0, p.y));
    col = mix(col, vec3(1.0, 0.93, 0.7), smoothstep(0.01, -0.01, length(p - vec2(-0.6 * kShade, 0.3)) - 0.2));
    float mesa = p.y - horizon - 0.22 * smoothstep(0.45, 0.52, vnoise(vec2(1.2 * p.x + 0.3 * walk, 4.0))) - 0.02 * vnoise(vec2(9.0 * p.x + 2.7 * walk, 0));
    col = mix(col, mix(vec3(0.6, 0.3, 0.25), vec3(0.75, 0.45, 0.3), step(0.5, fract(16.0 * p.y))), smoothstep(0.006, -0.006, mesa));
    float depth = 0.35 / max(horizon - p.y, 0.01);
    vec2 g = vec2(p.x * depth + walk * 1.4, depth);
    if (p.y < horizon) col = vec3(0.85, 0.62, 0.38) * (0.7 + 0.3 * vnoise(3.0 * g) + 0.15 * vnoise(22.0 * g) - 0.25 * smoothstep(0.06, 0.02, abs(vnoise(5.0 * g) - 0.5)));
    for (int k = 0; k < 7; k++) {
        float z = float(k) / 6.0, size = 0.25 + 0.75 * z * z, span = 4.4 / (0.3 + z);
        vec2 foot = vec2(mod(rnd(vec2(k, 3)) * span - 1.4 * walk * (0.25 + z), span) - 0.5 * span, horizon - 0.08 - 0.6 * z * z), q = (p - foot) / size;
        vec2 s = vec2(q.x + kShade * q.y * 2.2, -q.y * 2.2);
        float tall = 0.55 + 0.4 * rnd(vec2(k, 8)), d = 9.0, shadow = 9.0;
        for (int arm = 0; arm < 4; arm++) {
            if (float(arm) > floor(kArms)) break;
            float side = arm == 0 ? 0.0 : (mod(float(arm), 2.0) - 0.5) * 0.44, h = tall * (0.35 + 0.3 * rnd(vec2(k, arm))), top = arm == 0 ? tall : h + 0.2 + 0.05 * sin(iTime + float(k));
            vec2 a = vec2(side, arm == 0 ? 0.0 : h), b = vec2(side, top);
            d = min(d, segment(q, a, b) - (arm == 0 ? 0.085 : 0.055));
            shadow = min(shadow, segment(s, a, b) - 0.07);
            if (arm > 0) { d = min(d, segment(q, vec2(0, h), a) - 0.05); shadow = min(shadow, segment(s, vec2(0, h), a) - 0.05); }
        }
        if (p.y < foot.y) col *= 1.0 - 0.5 * smoothstep(0.03, -0.02, shadow);
        vec3 green = mix(vec3(0.2, 0.42, 0.25), vec3(0.4, 0.55, 0.3), rnd(vec2(k, 6))) * (0.65 + 0.45 * sin(d * 12.0 * floor(kRibs)) * step(d, 0.0) - 2.0 * kShade * q.x);
        col = mix(col, green, smoothstep(0.012, -0.008, d));
        col = mix(col, vec3(0.95, 0.3, 0.5), smoothstep(0.02, 0.0, length(q - vec2(0, tall + 0.09)) - 0.045 + 0.02 * cos(5.0 * atan(q.y - tall - 0.09, q.x))));
    }
    fragColor = vec4(col, 1.0);
}
