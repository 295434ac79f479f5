// title: Glass discs
// family: glass_discs
// description: Transparent tinted discs drift over one another, their tints multiply and their rims glint
// tags: occlusion
// dialect: shadertoy
// licence: CC0-1.0
// @param kDiscs clutter 12.0 4.0 16.0
// @param kRadius identity 0.45 0.2 0.7
// @param kSides identity 0.0 0.0 8.0
// @param kHue palette 0.0 0.0 1.0
// @param kGlint light 1.0 -3.0 3.0
const float kDiscs = 12.0;
const float kRadius = 0.45;
const float kSides = 0.0;
const float kHue = 0.0;
const float kGlint = 1.0;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
vec2 rnd2(vec2 c) { return vec2(rnd(c), rnd(c + vec2(157.0, 311.0))); }
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = vec3(0.96, 0.95, 0.92) * (1.0 - 0.12 * step(0.5, fract(5.0 * p.x)) * step(0.5, fract(5.0 * p.y)));
    for (int k = 0; k < 16; k++) {
        if (float(k) >= kDiscs) break;
        vec2 id = vec2(k, 6.0), c = vec2(1.3, 0.95) * sin(iTime * (0.25 + 0.5 * rnd2(id)) + 6.28 * rnd2(id + 3.0));
        vec2 q = turn(iTime * (rnd(id + 4.0) - 0.5)) * (p - c);
        float size = kRadius * (0.5 + rnd(id + 5.0)), a = atan(q.y, q.x), n = max(floor(kSides), 1.0), w = 6.2832 / n;
        float d = (kSides < 3.0 ? length(q) : length(q) * cos(mod(a, w) - 0.5 * w)) - size;
        vec3 tint = mix(vec3(1.0), pal(kHue + rnd(id + 8.0)), 0.55);
        float inside = smoothstep(0.006, -0.006, d), hollow = step(0.65, rnd(id + 12.0)) * smoothstep(-0.006, 0.006, -d - 0.35 * size);
        col *= mix(vec3(1.0), tint * (0.9 + 0.25 * dot(q, vec2(cos(kGlint), sin(kGlint))) / size), inside * (1.0 - hollow));
        col += 0.6 * smoothstep(0.02, 0.0, abs(d + 0.015)) * smoothstep(0.2, 1.0, cos(atan(p.y - c.y, p.x - c.x) - kGlint));
        col *= 1.0 - 0.2 * smoothstep(0.05, 0.0, d) * (1.0 - inside);
    }
    fragColor = vec4(col, 1.0);
}
