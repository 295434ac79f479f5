// title: X-ray hand
// family: xray_skeleton
// description: Bones add up their attenuation on film, soft tissue around, a ring glows
// tags: imaging
// dialect: shadertoy
// licence: CC0-1.0
// @param kSpread pose 0.28 0.1 0.45
// @param kBone light 1.0 0.5 1.6
// @param kLength identity 0.42 0.3 0.55
// @param kTilt pose 0.0 -0.6 0.6
// @param kTint palette 0.5 0.0 1.0
const float kSpread = 0.28;
const float kBone = 1.0;
const float kLength = 0.42;
const float kTilt = 0.0;
const float kTint = 0.5;
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
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
float segment(vec2 p, vec2 a, vec2 b) { p -= a; b -= a; return length(p - b * clamp(dot(p, b) / dot(b, b), 0.0, 1.0)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = turn(kTilt + 0.25 * sin(0.5 * iTime)) * (p - vec2(0.1 * sin(0.7 * iTime), -0.3));
    float dense = 0.0, flesh = smoothstep(0.05, -0.15, length((g - vec2(0.0, 0.0)) * vec2(1.0, 0.85)) - 0.36) + smoothstep(0.05, -0.1, max(abs(g.x) - 0.22, g.y + 0.1));
    for (int f = 0; f < 5; f++) {
        float a = (float(f) - 2.0) * kSpread * (1.0 + 0.25 * sin(1.2 * iTime)) + (f == 0 ? -0.45 : 0.0), len = kLength * (f == 0 ? 0.75 : 1.0 - 0.09 * abs(float(f) - 2.2));
        vec2 c = vec2(0.1 * (float(f) - 2.0), -0.2), dir = vec2(sin(a), cos(a));
        for (int k = 0; k < 4; k++) {
            float l = len * (k == 0 ? 1.0 : 0.62 - 0.13 * float(k)), w = 0.045 - 0.007 * float(k);
            vec2 e = c + dir * l;
            float u = clamp(dot(g - c, dir) / l, 0.0, 1.0), d = segment(g, c + dir * 0.02, e - dir * 0.02) - w * (0.75 + 0.8 * pow(abs(u - 0.5) * 2.0, 3.0));
            dense += (k == 3 && f == 0 ? 0.0 : 1.0) * smoothstep(0.012, -0.012, d) * (0.55 + 0.35 * smoothstep(-0.03, 0.0, d));
            flesh += 0.8 * smoothstep(0.05, -0.05, segment(g, c, e) - w * 1.7);
            if (f == 3 && k == 1) dense += 2.0 * smoothstep(0.01, -0.01, max(abs(u - 0.45) - 0.1, d - 0.03));
            a += 0.12 * sin(iTime + float(f));
            dir = vec2(sin(a), cos(a));
            c = e;
        }
    }
    for (int k = 0; k < 8; k++) { vec2 q = g - vec2(0.09 * (float(k % 4) - 1.5), -0.3 - 0.1 * float(k / 4)); dense += 0.5 * smoothstep(0.015, -0.015, length(q) - 0.055 - 0.01 * rnd(vec2(k, 1))); }
    dense += 0.8 * smoothstep(0.015, -0.015, max(abs(abs(g.x) - 0.09) - 0.06, g.y + 0.45));
    float film = 1.0 - exp(-(kBone * dense + 0.35 * min(flesh, 1.5)));
    film *= 0.9 + 0.2 * vnoise(45.0 * g) * film;
    vec3 col = mix(vec3(0.02, 0.03, 0.06), mix(vec3(0.75, 0.9, 1.0), vec3(1.0, 0.95, 0.85), kTint), film) + 0.05 * (rnd(p * 300.0 + floor(12.0 * iTime)) - 0.5);
    col += 0.9 * step(0.9, abs(p.x)) * step(0.86, p.y) * step(0.4, rnd(floor(p * 40.0)));
    fragColor = vec4(col, 1.0);
}
