// title: Spectrum bars
// family: equaliser_bars
// description: Columns of lamps leap to an unheard tune, mirrored on a glossy floor
// tags: optics
// dialect: shadertoy
// licence: CC0-1.0
// @param kBars identity 14.0 6.0 28.0
// @param kLamps texture 10.0 5.0 18.0
// @param kTempo pose 2.0 0.8 4.0
// @param kHue palette 0.55 0.0 1.0
// @param kMirror light 0.4 0.0 0.8
const float kBars = 14.0;
const float kLamps = 10.0;
const float kTempo = 2.0;
const float kHue = 0.55;
const float kMirror = 0.4;
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
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
float level(float bar, float t) { return 0.12 + 0.85 * pow(vnoise(vec2(0.45 * bar, t)) * 0.6 + 0.4 * abs(sin(t * 1.57 + 0.4 * bar)) * vnoise(vec2(bar, 0.5 * t)) + 0.2 * exp(-4.0 * fract(t)) * rnd(vec2(bar, floor(t))), 1.2); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float ground = -0.45;
    bool below = p.y < ground;
    vec2 q = below ? vec2(p.x + 0.01 * sin(60.0 * p.y + 4.0 * iTime), 2.0 * ground - p.y) : p;
    float t = kTempo * iTime, x = (q.x * 0.47 + 0.5) * floor(kBars), bar = floor(x), y = (q.y - ground) / 1.3, lamp = floor(y * kLamps), top = level(bar, t), peak = max(level(bar, t - 0.25), max(level(bar, t - 0.5) - 0.06, top));
    vec2 f = vec2(abs(fract(x) - 0.5), abs(fract(y * kLamps) - 0.5));
    float cell = smoothstep(0.42, 0.36, f.x) * smoothstep(0.42, 0.34, f.y), on = step((lamp + 0.5) / kLamps, top), cap = step(abs(lamp - floor(peak * kLamps)), 0.5);
    vec3 lampc = pal(kHue + 0.45 * y + 0.01 * bar), wall = mix(vec3(0.05, 0.05, 0.09), vec3(0.12, 0.08, 0.16), 0.5 + 0.5 * sin(3.0 * p.x + t * 0.5));
    float ring = abs(length(q - vec2(0.0, 0.35)) - 0.25 - 0.5 * fract(0.5 * t)) - 0.012;
    vec3 col = wall + 0.25 * pal(kHue + 0.3) * smoothstep(0.03, 0.0, ring) * (1.0 - fract(0.5 * t));
    col = mix(col, lampc * 0.14 + 0.02, cell * step(0.0, y) * step(abs(q.x), 1.05) * step(y, 1.0));
    col = mix(col, lampc * (1.1 - 0.6 * f.x), cell * on * step(0.0, y) * step(abs(q.x), 1.05));
    col = mix(col, vec3(1.0, 0.95, 0.85), cell * cap * step(abs(q.x), 1.05));
    col += lampc * 0.14 * exp(-3.0 * max(y - top, 0.0)) * step(0.0, y);
    if (below) col *= kMirror * (1.0 - 0.9 * (ground - p.y));
    fragColor = vec4(col, 1.0);
}
