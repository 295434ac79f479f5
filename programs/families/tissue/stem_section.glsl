// title: Stem cut across
// family: stem_section
// description: Vascular bundles stand in a ring between pith and bark cells, stained and slowly scanned
// tags: tissue
// dialect: shadertoy
// licence: CC0-1.0
// @param kBundles identity 9.0 6.0 14.0
// @param kCells texture 7.0 5.0 11.0
// @param kScan pose 0.6 0.2 1.0
// @param kPith identity 0.5 0.35 0.62
// @param kHue palette 0.0 0.0 6.28
const float kBundles = 9.0;
const float kCells = 7.0;
const float kScan = 0.6;
const float kPith = 0.5;
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
    float zoom = 0.95 + 0.4 * sin(0.6 * iTime), stain = kHue + 0.7 * sin(0.5 * iTime), lamp = 0.6 * iTime;
    vec2 q = turn(0.14 * iTime) * (p * zoom + kScan * vec2(sin(0.62 * iTime), cos(0.5 * iTime)));
    float a = atan(q.y, q.x), r = length(q) * (1.0 + 0.03 * sin(5.0 * a + 1.0)), n = floor(kBundles), ring = r - kPith;
    vec2 w = kCells * (ring > 0.3 ? 1.7 : 1.0) * q + (ring > 0.3 ? 50.0 : 0.0), best = vec2(9.0), id = vec2(0.0);
    for (int k = 0; k < 9; k++) { vec2 c = floor(w) + vec2(k % 3, k / 3) - 1.0; float d = length(c + 0.15 + 0.7 * rnd2(c) - w); if (d < best.x) { best = vec2(d, best.x); id = c; } else best.y = min(best.y, d); }
    float wall = smoothstep(0.16, 0.04, best.y - best.x), tone = rnd(id + 3.0);
    vec3 col = mix(spin(mix(vec3(0.9, 0.95, 0.93), vec3(0.72, 0.88, 0.9), tone), stain), spin(vec3(0.16, 0.45, 0.58), stain), wall);
    if (ring > 0.3) col = mix(spin(mix(vec3(0.6, 0.82, 0.6), vec3(0.35, 0.62, 0.42), tone), stain), spin(vec3(0.08, 0.3, 0.3), stain), wall);
    vec2 grit = 3.0 * w, gc = floor(grit);
    col = mix(col, spin(ring > 0.3 ? vec3(0.1, 0.45, 0.15) : vec3(0.75, 0.6, 0.85), stain), smoothstep(0.1, -0.1, length(grit - gc - 0.3 - 0.4 * rnd2(gc)) - 0.24) * (1.0 - wall) * step(0.8 - 0.4 * step(0.3, ring), rnd(gc + 7.0)));
    float x = a / 6.2832 * n, b = floor(x + 0.5), size = 0.75 + 0.35 * rnd(vec2(mod(b, n), 5.0));
    vec2 v = vec2((x - b) * 6.2832 / n * max(r, 0.05) * n / 9.0, ring - 0.07) / (size * 0.9);
    float bundle = length(v * vec2(1.35 + 0.9 * v.y, 0.72)) - 0.16, part = v.y + 0.03 * cos(20.0 * v.x);
    vec2 s = 26.0 * v * (part > 0.03 ? 1.8 : 1.0), row = vec2(0.0, floor(s.y)), c = vec2(floor(s.x + 0.5 * mod(row.y, 2.0)), row.y), u = vec2(s.x + 0.5 * mod(row.y, 2.0), s.y) - c - 0.5;
    float pore = length(u) - 0.22 - 0.2 * rnd(c + 20.0 * b);
    vec3 wood = mix(spin(vec3(0.98, 0.86, 0.88), stain), spin(vec3(0.82, 0.1, 0.26), stain), smoothstep(-0.06, 0.06, pore));
    vec3 bast = mix(spin(vec3(0.85, 0.8, 0.95), stain), spin(vec3(0.25, 0.2, 0.6), stain), smoothstep(-0.06, 0.1, pore));
    vec3 cap = mix(spin(vec3(0.98, 0.75, 0.4), stain), spin(vec3(0.7, 0.25, 0.15), stain), smoothstep(0.0, 0.12, pore));
    vec3 inside = part < 0.0 ? wood : part < 0.03 ? spin(vec3(0.5, 0.75, 0.8), stain) * (0.7 + 0.3 * cos(90.0 * part)) : part < 0.13 ? bast : cap;
    col = mix(col, inside, smoothstep(0.01, -0.01, bundle));
    col *= 1.0 - 0.45 * smoothstep(0.015, 0.0, abs(bundle));
    float skin = ring - 0.58, hair = abs(fract(a / 6.2832 * 40.0 + 0.1 * sin(20.0 * r + iTime)) - 0.5) * 6.2832 / 40.0 * r - 0.012 + 0.04 * max(skin, 0.0);
    float peg = fract(a / 6.2832 * 70.0) - 0.5;
    col = mix(col, spin(vec3(0.55, 0.2, 0.4), stain) * (0.8 + 0.5 * smoothstep(0.4, 0.1, abs(peg))), smoothstep(0.035, 0.025, abs(skin)));
    float trail = rnd(vec2(floor(a / 6.2832 * 40.0), 2.0));
    vec3 slide = spin(vec3(0.95, 0.96, 0.92), 0.5 * stain) * (0.9 + 0.1 * vnoise(4.0 * q));
    slide = mix(slide, spin(vec3(0.55, 0.6, 0.4), stain), smoothstep(0.008, -0.004, hair) * step(skin, 0.12 + 0.3 * trail));
    col = mix(col, slide, smoothstep(0.025, 0.035, skin));
    col *= 0.85 + 0.25 * dot(p, vec2(cos(lamp), sin(lamp)));
    fragColor = vec4(col, 1.0);
}
