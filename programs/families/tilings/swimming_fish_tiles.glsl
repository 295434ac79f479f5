// title: Fish tessellation
// family: swimming_fish_tiles
// description: One bent outline fills the plane as fish that face both ways
// tags: tilings
// dialect: shadertoy
// licence: CC0-1.0
// @param kBend identity 0.2 0.08 0.3
// @param kScale viewpoint 1.8 1.1 3.2
// @param kSwim pose 0.4 0.1 1.0
// @param kHue palette 0.5 0.0 1.0
// @param kScaleRows texture 8.0 4.0 14.0
const float kBend = 0.2;
const float kScale = 1.8;
const float kSwim = 0.4;
const float kHue = 0.5;
const float kScaleRows = 8.0;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
float bend(float t) { return kBend * (sin(6.2832 * t) + 0.35 * sin(12.566 * t + 0.8 * sin(iTime))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = kScale * p + vec2(kSwim * iTime, 0.15 * iTime), w = g;
    w.y += bend(g.x) * 0.8;
    w.x += bend(w.y + 0.25) * 0.7;
    vec2 c = floor(w), f = w - c;
    float odd = mod(c.y, 2.0), x = odd < 0.5 ? f.x : 1.0 - f.x, id = rnd(c), m = min(min(f.x, 1.0 - f.x), min(f.y, 1.0 - f.y));
    vec3 base = odd < 0.5 ? pal(kHue + 0.12 * id) * 0.85 : pal(kHue + 0.45 + 0.12 * id) * 0.55 + 0.35;
    vec2 s = vec2(x * kScaleRows, (f.y - 0.5) * kScaleRows * 0.8 + 0.5 * mod(floor(x * kScaleRows), 2.0)), q = fract(s) - vec2(0.0, 0.5);
    float scale_ = abs(length(q) - 0.6), tail = smoothstep(0.25, 0.2, x), headed = smoothstep(0.72, 0.74, x);
    vec3 col = base * (0.8 + 0.3 * smoothstep(0.1, 0.0, scale_) * (1.0 - headed) * (1.0 - tail));
    col = mix(col, base * (0.6 + 0.4 * step(0.5, fract(12.0 * f.y + 2.0 * x))), tail);
    col = mix(col, base * 1.15, headed);
    float gill = abs(length(vec2(x - 0.9, f.y - 0.5)) - 0.2);
    col *= 1.0 - 0.6 * smoothstep(0.025, 0.01, gill) * step(x, 0.8);
    vec2 eye = vec2(x - 0.86, f.y - 0.62);
    col = mix(col, vec3(0.98), smoothstep(0.012, 0.0, length(eye) - 0.055));
    col = mix(col, vec3(0.05), smoothstep(0.012, 0.0, length(eye - vec2(0.012 * sin(iTime + 6.0 * id), 0.0)) - 0.028));
    float fin = max(abs(f.y - 0.22) - 0.07 * smoothstep(0.35, 0.6, x), abs(x - 0.5) - 0.14);
    col = mix(col, base * 0.5, smoothstep(0.01, -0.01, fin));
    col = mix(vec3(0.07, 0.07, 0.1), col, smoothstep(0.008, 0.03, m));
    fragColor = vec4(col, 1.0);
}
