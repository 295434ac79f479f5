// title: Rippled sand at the tide line
// family: tide_ripples
// description: A sheet of foam runs up over ripple marks and drains back past stars and shells
// tags: natural
// dialect: shadertoy
// licence: CC0-1.0
// @param kRipples texture 7.0 4.0 11.0
// @param kWarp identity 0.5 0.2 0.9
// @param kTide pose 0.75 0.4 1.1
// @param kShells clutter 0.6 0.3 0.9
// @param kHue palette 0.0 0.0 6.28
const float kRipples = 7.0;
const float kWarp = 0.5;
const float kTide = 0.75;
const float kShells = 0.6;
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
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = (turn(0.3 * sin(0.45 * iTime)) * p) * (1.0 + 0.25 * sin(0.6 * iTime + 2.0)) + vec2(0.25 * iTime, 0.08 * iTime), sun = vec2(cos(0.6 * iTime), sin(0.6 * iTime));
    vec2 bend = kWarp * vec2(vnoise(1.3 * g), vnoise(1.3 * g + 40.0));
    float phase = 3.0 * kRipples * (g.y + 0.25 * g.x + 1.2 * bend.x) + 1.5 * sin(0.6 * kRipples * bend.y + 1.3 * g.x), grain = vnoise(45.0 * g);
    float ridge = sin(phase), tilt = cos(phase) * (0.6 * sun.y + 0.5 * sun.x) + 0.5 * cos(2.0 * phase) * sun.x;
    vec3 day = mix(vec3(1.05, 0.82, 0.62), vec3(0.95, 1.0, 1.02), 0.5 + 0.5 * sin(0.55 * iTime));
    vec3 sand = mix(vec3(0.62, 0.48, 0.33), vec3(0.92, 0.8, 0.6), 0.5 + 0.5 * tilt + 0.25 * ridge) * (0.85 + 0.25 * grain) * day;
    float shore = -0.15 + 0.8 * sin(kTide * iTime + 0.6) + 0.22 * (vnoise(vec2(1.6 * g.x, 0.3 * iTime)) - 0.5) + 0.1 * abs(sin(2.1 * g.x + 0.4 * iTime)), sea = shore - p.y, wet = smoothstep(-0.9, -0.1, sea + 0.25 * sin(kTide * iTime + 2.2));
    sand = mix(sand, sand * vec3(0.55, 0.52, 0.55) + 0.22 * wet * smoothstep(0.3, 0.9, -tilt) * day, 0.85 * wet);
    vec2 h = 1.7 * g, hc = floor(h), v = turn(6.28 * rnd(hc + 7.0)) * (h - hc - 0.35 - 0.3 * rnd2(hc));
    float kind = rnd(hc + 2.0), r = length(v), a = atan(v.y, v.x), d = 9.0, mark = 0.0;
    if (kind < 0.5 * kShells) { d = r - 0.15 - 0.13 * pow(0.5 + 0.5 * cos(5.0 * a), 2.0) ; mark = 0.5 + 0.5 * sin(40.0 * r) * smoothstep(0.0, 0.1, r); }
    else if (kind < kShells) { vec2 u = v + vec2(0.0, 0.18); d = max(length(u) - 0.34, abs(u.x) - 0.85 * u.y - 0.03); mark = 0.5 + 0.5 * cos(26.0 * atan(u.x, max(u.y, 0.01))); }
    vec3 thing = spin(kind < 0.5 * kShells ? vec3(0.9, 0.4, 0.2) : mix(vec3(0.95, 0.85, 0.8), vec3(0.85, 0.5, 0.5), fract(31.0 * kind)), kHue + 2.0 * fract(57.0 * kind) - 1.0);
    sand *= 1.0 - 0.5 * smoothstep(0.08, -0.02, d);
    sand = mix(sand, thing * (0.65 + 0.35 * mark) * (1.0 - 0.25 * wet) * (0.9 + 1.2 * dot(v, sun)), smoothstep(0.015, -0.015, d));
    vec2 w = 4.5 * g + 0.6 * vec2(sin(2.0 * g.y + iTime), 1.4 * sin(kTide * iTime)), best = vec2(9.0);
    for (int k = 0; k < 9; k++) { vec2 n = floor(w) + vec2(k % 3, k / 3) - 1.0; float m = length(n + 0.5 + 0.4 * sin(6.28 * rnd2(n) + 0.9 * iTime) - w); best = m < best.x ? vec2(m, best.x) : vec2(best.x, min(best.y, m)); }
    float lace = smoothstep(0.16, 0.03, best.y - best.x), deep = smoothstep(0.0, 1.3, sea);
    vec3 water = mix(sand * vec3(0.72, 0.92, 0.9) + 0.05, spin(vec3(0.08, 0.38, 0.46), kHue + 0.3 * sin(0.5 * iTime)), 0.25 + 0.65 * deep);
    water += 0.25 * smoothstep(0.75, 1.0, sin(5.0 * g.x + 9.0 * g.y + 4.0 * bend.x + 1.3 * iTime)) * deep;
    vec3 col = mix(sand, water, smoothstep(0.0, 0.02, sea));
    col *= 1.0 - 0.3 * smoothstep(-0.06, 0.0, sea) * step(sea, 0.0);
    col = mix(col, vec3(0.97, 0.98, 0.95), step(0.0, sea) * max(smoothstep(0.06, 0.02, sea), lace * smoothstep(0.75, 0.05, sea) * 0.85));
    fragColor = vec4(col, 1.0);
}
