// title: Spiders
// family: spiders
// description: Eight-legged walkers with banded joints cross a dewy wall
// tags: articulated
// dialect: shadertoy
// licence: CC0-1.0
// @param kLegs identity 4.0 3.0 6.0
// @param kReach identity 0.62 0.4 0.85
// @param kCrouch pose 0.35 0.1 0.6
// @param kPace pose 3.0 1.0 6.0
// @param kHue palette 0.0 0.0 6.28
const float kLegs = 4.0;
const float kReach = 0.62;
const float kCrouch = 0.35;
const float kPace = 3.0;
const float kHue = 0.0;
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
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
float segment(vec2 p, vec2 a, vec2 b) { p -= a; b -= a; return length(p - b * clamp(dot(p, b) / dot(b, b), 0.0, 1.0)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 brick = vec2(p.x * 2.5 + 0.5 * mod(floor(5.0 * p.y), 2.0), 5.0 * p.y), gap = abs(fract(brick) - 0.5);
    vec3 col = mix(vec3(0.62, 0.55, 0.48), vec3(0.75, 0.68, 0.6), rnd(floor(brick))) * (0.7 + 0.4 * vnoise(14.0 * p)) * (0.6 + 0.4 * smoothstep(0.5, 0.44, max(gap.x, gap.y)));
    for (int k = 0; k < 3; k++) {
        float id = rnd(vec2(k, 5)), t = 0.25 * iTime * (0.6 + id) + 9.0 * id, size = 0.4 + 0.28 * rnd(vec2(k, 9));
        vec2 c = vec2(1.1 * sin(t), 0.75 * cos(1.3 * t + 2.0 * id)), v = vec2(1.1 * cos(t), -0.975 * sin(1.3 * t + 2.0 * id));
        vec2 q = (p - c) / size, f = normalize(v);
        q = vec2(dot(q, f), dot(q, vec2(-f.y, f.x)));
        float side = sign(q.y), leg = 9.0, along = 0.0, soft = 9.0;
        vec2 m = vec2(q.x, abs(q.y));
        for (int n = 0; n < 6; n++) {
            if (float(n) >= floor(kLegs)) break;
            float a = mix(0.45, 2.65, float(n) / (floor(kLegs) - 1.0)), step_ = 0.22 * sin(kPace * iTime + 3.1416 * float(n) + 1.57 * side);
            vec2 hip = 0.16 * vec2(cos(a), sin(a)), foot = hip + kReach * 1.35 * vec2(cos(a + step_), sin(a + step_)), knee = 0.5 * (hip + foot) + kCrouch * 0.6 * vec2(cos(a), sin(a)) * (0.4 + abs(cos(a)));
            float d = min(segment(m, hip, knee) - 0.045, segment(m, knee, foot) - 0.025);
            if (d < leg) { leg = d; along = length(m - hip); }
            soft = min(soft, min(segment(m - vec2(-0.1, 0.1), hip, knee), segment(m - vec2(-0.1, 0.1), knee, foot)));
        }
        float belly = length((q + vec2(0.34, 0.0)) * vec2(0.85, 1.1)) - 0.3, chest = length((q - vec2(0.1, 0.0)) * vec2(0.9, 1.1)) - 0.19;
        vec3 fur = spin(vec3(0.4, 0.25, 0.14), kHue + 1.5 * id);
        col *= 1.0 - 0.45 * smoothstep(0.12, 0.0, min(soft - 0.02, min(belly, chest)));
        col = mix(col, mix(fur * 0.4, fur * 1.6 + 0.1, step(0.5, fract(5.0 * along))), smoothstep(0.015, -0.015, leg));
        vec2 b = q + vec2(0.34, 0.0);
        float mark = abs(b.y) - 0.08 - 0.05 * sin(22.0 * b.x);
        col = mix(col, fur * (0.7 + 0.5 * vnoise(25.0 * q) - belly), smoothstep(0.015, -0.015, chest));
        col = mix(col, mix(vec3(0.95, 0.8, 0.45), fur * (0.4 - 1.6 * belly), smoothstep(0.0, 0.03, mark)), smoothstep(0.015, -0.015, belly));
        col += smoothstep(0.02, 0.0, length(vec2(q.x - 0.24, abs(q.y) - 0.05)) - 0.02);
    }
    fragColor = vec4(col, 1.0);
}
