// title: Desktop windows
// family: desktop_windows
// description: Overlapping application windows with titles, text, charts and pictures slide about
// tags: occlusion
// dialect: shadertoy
// licence: CC0-1.0
// @param kWindows clutter 7.0 3.0 10.0
// @param kSize identity 0.5 0.3 0.8
// @param kMove pose 0.3 0.1 0.8
// @param kTheme palette 0.5 0.0 1.0
// @param kRows texture 12.0 6.0 20.0
const float kWindows = 7.0;
const float kSize = 0.5;
const float kMove = 0.3;
const float kTheme = 0.5;
const float kRows = 12.0;
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
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
vec3 content(vec2 u, float kind, float id) {          // u in [0, 1]
    if (kind < 0.3) { float row = floor(u.y * kRows), word = step(0.3, rnd(vec2(floor(u.x * 18.0 + 7.0 * rnd(vec2(row, id))), row + id))); return mix(vec3(0.97), vec3(0.25, 0.27, 0.32), word * step(0.3, fract(u.y * kRows)) * step(u.x, 0.6 + 0.4 * rnd(vec2(row, 3.0 + id)))); }
    if (kind < 0.55) { float bar = floor(u.x * 8.0), h = 0.15 + 0.7 * rnd(vec2(bar, id)) * (0.75 + 0.25 * sin(2.0 * iTime + bar)); return u.y < h && fract(u.x * 8.0) > 0.25 ? pal(kTheme + 0.07 * bar) * 0.8 : vec3(0.95) - 0.1 * step(0.95, fract(5.0 * u.y)); }
    if (kind < 0.8) { float ridge = 0.3 + 0.35 * vnoise(vec2(5.0 * u.x + id + 0.4 * iTime, id)); return u.y < ridge ? vec3(0.2, 0.35, 0.25) * (0.6 + u.y) : mix(pal(kTheme + 0.1), vec3(0.7, 0.85, 1.0), u.y); }
    float wave = abs(u.y - 0.5 - 0.35 * sin(14.0 * u.x + 4.0 * iTime) * vnoise(vec2(6.0 * u.x, id)));
    return mix(vec3(0.08, 0.1, 0.13), vec3(0.3, 0.95, 0.5), smoothstep(0.04, 0.0, wave)) + 0.08 * step(0.93, max(fract(8.0 * u.x), fract(8.0 * u.y)));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = mix(pal(kTheme + 0.55), pal(kTheme + 0.7), 0.5 + 0.5 * sin(2.0 * p.x + 3.0 * p.y + 0.5 * iTime)) * 0.55 + 0.1;
    for (int k = 0; k < 10; k++) {
        if (float(k) >= floor(kWindows)) break;
        vec2 id = vec2(k, 21.0), half_ = kSize * (0.55 + 0.6 * rnd2(id)), c = 1.6 * rnd2(id + 4.0) - 0.8 + 0.5 * sin(kMove * iTime * (0.5 + rnd2(id + 6.0)) + 6.0 * rnd2(id + 8.0));
        vec2 q = p - c, b = abs(q) - half_;
        float d = max(b.x, b.y), bar = half_.y - q.y;
        col *= 1.0 - 0.5 * smoothstep(0.12, -0.05, max(abs(q.x - 0.03) - half_.x, abs(q.y + 0.05) - half_.y));
        vec2 u = (q + half_) / (2.0 * half_ - vec2(0.0, 0.1));
        vec3 pane = bar < 0.1 ? mix(vec3(0.85), pal(kTheme + 0.3 * rnd(id)), 0.4) : content(u, rnd(id + 9.0), float(k) * 7.0);
        vec2 knob = vec2(mod(q.x + half_.x, 0.07) - 0.035, bar - 0.05);
        if (bar < 0.1 && q.x + half_.x < 0.21) pane = mix(pane, q.x + half_.x < 0.07 ? vec3(0.9, 0.3, 0.3) : q.x + half_.x < 0.14 ? vec3(0.95, 0.75, 0.2) : vec3(0.3, 0.75, 0.3), smoothstep(0.03, 0.015, length(knob)));
        if (d < 0.0) col = pane * (d > -0.012 ? 0.55 : 1.0);
    }
    fragColor = vec4(col, 1.0);
}
