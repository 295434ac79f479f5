// title: Chalk board
// family: chalk_board
// description: Chalk curves, axes and scribbles with smudges, rewritten every few seconds
// tags: glyphs
// dialect: shadertoy
// licence: CC0-1.0
// @param kCurves clutter 3.0 1.0 5.0
// @param kFrequency identity 3.0 1.0 7.0
// @param kGrain texture 0.6 0.2 1.0
// @param kHue palette 0.0 0.0 1.0
// @param kSlate light 0.5 0.0 1.0
const float kCurves = 3.0;
const float kFrequency = 3.0;
const float kGrain = 0.6;
const float kHue = 0.0;
const float kSlate = 0.5;
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
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
float segment(vec2 p, vec2 a, vec2 b) { p -= a; b -= a; return length(p - b * clamp(dot(p, b) / dot(b, b), 0.0, 1.0)); }
float chalk(float d, vec2 p) { return smoothstep(0.022, 0.006, d) * smoothstep(kGrain * 0.75, 0.2, vnoise(60.0 * p) * vnoise(23.0 * p) * 1.6); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float page = floor(iTime / 4.0), write = fract(iTime / 4.0) * 1.4;
    vec3 col = mix(vec3(0.1, 0.2, 0.16), vec3(0.14, 0.15, 0.18), kSlate) * (0.8 + 0.5 * fbm(vec2(2.0, 6.0) * p + page));
    col += 0.1 * smoothstep(0.45, 0.8, fbm(vec2(p.x * 1.3, p.y * 5.0) + 7.0 * page));
    vec2 o = vec2(-0.9, -0.55 + 0.2 * rnd(vec2(page, 1)));
    float axes = min(segment(p, o, vec2(0.95, o.y)), segment(p, o, vec2(o.x, 0.85)));
    axes = min(axes, min(segment(p, vec2(0.95, o.y), vec2(0.87, o.y + 0.05)), segment(p, vec2(o.x, 0.85), vec2(o.x + 0.05, 0.77))));
    col = mix(col, vec3(0.92), chalk(axes, p));
    for (int k = 0; k < 5; k++) {
        if (float(k) >= floor(kCurves)) break;
        vec2 id = vec2(float(k), page);
        float x = (p.x - o.x) / 1.8, w = kFrequency * (0.5 + rnd(id)), kind = rnd(id + 4.0), y;
        y = kind < 0.3 ? 0.4 + 0.3 * sin(w * 3.0 * x + iTime) * exp(-1.5 * x) : kind < 0.55 ? 0.1 + 0.9 * exp(-pow((x - 0.5) * w * 1.3, 2.0)) : kind < 0.8 ? 1.1 * pow(x, 0.5 + 2.0 * rnd(id + 8.0)) : 0.55 + 0.35 * (fract(w * x + 0.2 * iTime) - 0.5);
        float slope = 1.0 + abs(cos(w * 3.0 * x)) * 0.8 * w * 0.3, d = abs(p.y - o.y - y) / slope;
        float shown = step(0.0, x) * step(x, min(write * 1.2 - 0.1 * float(k), 1.0));
        vec3 tint = k == 0 ? vec3(0.95) : mix(pal(kHue + 0.3 * float(k)), vec3(0.95), 0.35);
        col = mix(col, tint, shown * chalk(d, p));
        if (rnd(id + 11.0) < 0.4 && p.y > o.y && p.y - o.y < y) col = mix(col, tint, shown * 0.7 * chalk(abs(fract(9.0 * (p.x + p.y)) - 0.5) / 9.0, p));
    }
    vec2 g = (p - vec2(-0.1, 0.62)) * vec2(11.0, 9.0), cell = floor(g), q = g - cell - 0.5;
    float n = 9.0;
    for (int s = 0; s < 3; s++) { float a = 3.1416 * floor(4.0 * rnd(cell + float(s) * 9.0 + 31.0 * page)) / 4.0; vec2 e = 0.32 * vec2(cos(a), sin(a)), m = 0.2 * (vec2(rnd(cell + 3.0 * float(s) + page), rnd(cell - 5.0 * float(s) - page)) - 0.5); n = min(n, segment(q, m - e, m + e)); }
    if (cell.y > -2.5 && cell.y < 2.5 && cell.x > -1.0 && cell.x < 1.0 + 8.0 * write && rnd(cell + page) < 0.8) col = mix(col, vec3(0.95, 0.93, 0.8), chalk(n / 10.0, p));
    col = mix(col, vec3(0.4, 0.26, 0.14) * (0.7 + 0.4 * vnoise(vec2(4.0, 50.0) * p)), smoothstep(0.94, 0.95, abs(p.y)));
    fragColor = vec4(col, 1.0);
}
