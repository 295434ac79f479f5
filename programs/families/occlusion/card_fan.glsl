// title: Fan of cards
// family: card_fan
// description: Playing cards spread, close and spread again, pips and backs shown
// tags: occlusion
// dialect: shadertoy
// licence: CC0-1.0
// @param kCards clutter 7.0 3.0 11.0
// @param kSpan pose 1.3 0.4 2.4
// @param kTip viewpoint 0.0 -0.5 0.5
// @param kHue palette 0.0 0.0 6.28
// @param kBack texture 9.0 4.0 16.0
const float kCards = 7.0;
const float kSpan = 1.3;
const float kTip = 0.0;
const float kHue = 0.0;
const float kBack = 9.0;
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
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
float card(vec2 q) { q = abs(q) - vec2(0.27, 0.42) + 0.05; return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - 0.05; }
float pip(vec2 q, float suit) {
    q.x = abs(q.x);
    float diamond = abs(q.x) * 1.3 + abs(q.y) - 1.0, spade = min(length(q - vec2(0.42, -0.15)) - 0.47, max(1.25 * q.x + q.y - 0.95, -q.y));
    float heart = min(length(q - vec2(0.42, 0.3)) - 0.47, max(1.25 * q.x - q.y - 0.85, q.y - 0.3)), club = min(length(q - vec2(0.45, -0.15)) - 0.4, length(q - vec2(0.0, 0.5)) - 0.4);
    float d = suit < 1.0 ? diamond : suit < 2.0 ? heart : suit < 3.0 ? spade : club;
    return suit < 2.0 ? d : min(d, max(q.x - 0.25 + 0.4 * (q.y + 0.4), abs(q.y + 0.6) - 0.4));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = spin(vec3(0.1, 0.38, 0.25), kHue) * (0.8 + 0.25 * vnoise(60.0 * p)) * (1.1 - 0.3 * dot(p, p));
    float n = floor(kCards), round_ = floor(iTime / 3.0);
    vec2 hand = p - vec2(0.15 * sin(0.4 * iTime), -0.75);
    for (int k = 0; k < 11; k++) {
        if (float(k) >= n) break;
        vec2 id = vec2(float(k), round_);
        float a = kTip + kSpan * (0.55 + 0.45 * cos(2.1 * iTime)) * (0.5 - (float(k) + 0.5) / n) * 1.6, suit = floor(4.0 * rnd(id)), rank = 1.0 + floor(4.0 * rnd(id + 9.0));
        vec2 q = turn(-a) * hand - vec2(0.0, 0.95);
        float d = card(q), face = step(0.25, rnd(id + 3.0));
        col *= 1.0 - 0.45 * smoothstep(0.07, -0.02, card(q + vec2(0.035, 0.02)));
        vec3 back = mix(vec3(0.75, 0.12, 0.15), vec3(0.95, 0.9, 0.85), step(0.0, sin(kBack * 6.28 * (q.x + q.y)) * sin(kBack * 6.28 * (q.x - q.y)))), front = vec3(0.98, 0.97, 0.93);
        back = mix(back, vec3(0.95), smoothstep(-0.05, -0.03, d));
        vec3 ink = suit < 2.0 ? vec3(0.8, 0.08, 0.1) : vec3(0.08, 0.08, 0.1);
        vec2 s = vec2(q.x, rank < 2.0 ? q.y : mod(q.y + 0.3, 0.6 / rank) - 0.3 / rank);
        front = mix(front, ink, smoothstep(0.1, -0.1, pip(s / min(0.13, 0.24 / rank), suit)) * step(abs(q.y), 0.3));
        front = mix(front, ink, smoothstep(0.1, -0.1, pip((q * sign(q.y) - vec2(-0.21, 0.35)) / 0.045, suit)));
        col = mix(col, mix(back, front, face), smoothstep(0.008, -0.008, d));
        col = mix(col, vec3(0.3), smoothstep(0.008, 0.0, abs(d) - 0.002));
    }
    fragColor = vec4(col, 1.0);
}
