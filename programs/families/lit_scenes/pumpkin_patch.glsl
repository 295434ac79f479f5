// title: Pumpkin patch
// family: pumpkin_patch
// description: Ribbed gourds with stalks on straw, low sun
// tags: lit_scenes
// dialect: shadertoy
// licence: CC0-1.0
// @param kRibs identity 10.0 5.0 16.0
// @param kSquash identity 0.75 0.45 1.2
// @param kOrbit viewpoint 0.2 -3.0 3.0
// @param kSun light 0.4 -3.0 3.0
// @param kHue palette 0.0 0.0 6.28
const float kRibs = 10.0;
const float kSquash = 0.75;
const float kOrbit = 0.2;
const float kSun = 0.4;
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
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
vec3 look(vec2 p, vec3 ro, vec3 at, float lens) { vec3 f = normalize(at - ro), r = normalize(cross(f, vec3(0, 1, 0))); return normalize(p.x * r + p.y * cross(r, f) + lens * f); }
float smin(float a, float b, float k) { float h = max(k - abs(a - b), 0.0) / k; return min(a, b) - 0.25 * h * h * k; }
vec2 scene(vec3 q) {
    vec2 cell = floor(q.xz / 1.5), c = 1.5 * (cell + 0.5) + 0.25 * (rnd2(cell) - 0.5);
    float size = 0.42 + 0.25 * rnd(cell + 5.0), a = atan(q.z - c.y, q.x - c.x);
    vec3 s = (q - vec3(c.x, size * kSquash * 0.8, c.y)) / size;
    float r = length(s.xz), rib = 0.07 * abs(cos(0.5 * floor(kRibs) * a + 6.0 * rnd(cell))) * smoothstep(0.0, 0.5, r);
    float gourd = (length(vec3(s.x, s.y / kSquash + 0.35 * exp(-5.0 * r * r), s.z)) - 0.92 - rib) * size * 0.6 * kSquash;
    vec3 w = s - vec3(0.1 * (s.y - 0.4), 0.75 * kSquash, 0.12 * sin(3.0 * s.y));
    float stalk = max(length(w.xz) - 0.09, abs(w.y) - 0.35) * size, straw = q.y - 0.06 * vnoise(q.xz * vec2(14.0, 5.0));
    if (rnd(cell + 9.0) < 0.2) gourd = stalk = 0.4;
    vec2 best = gourd < stalk ? vec2(gourd, 1.0) : vec2(stalk, 2.0);
    return straw * 0.7 < best.x ? vec2(straw * 0.7, 0.0) : best;
}
float map(vec3 q) { return scene(q).x; }
vec3 normal(vec3 q) {
    vec2 e = vec2(0.003, -0.003);
    return normalize(e.xyy * map(q + e.xyy) + e.yyx * map(q + e.yyx) + e.yxy * map(q + e.yxy) + e.xxx * map(q + e.xxx) + 1e-7);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float a = kOrbit + 0.12 * iTime;
    vec3 at = vec3(0.4 * iTime, 0.3, 0.0), ro = at + vec3(3.4 * cos(a), 1.5, 3.4 * sin(a)), rd = look(p, ro, at, 1.8), sun = normalize(vec3(cos(kSun), 0.6, sin(kSun)));
    vec3 sky = mix(vec3(0.98, 0.8, 0.55), vec3(0.45, 0.6, 0.8), smoothstep(-0.1, 0.4, rd.y)), col = sky;
    float t = 0.0, d = 1.0;
    for (int k = 0; k < 70 && d > 0.002 && t < 14.0; k++) { d = map(ro + t * rd); t += d; }
    if (t < 14.0) {
        vec3 q = ro + t * rd, n = normal(q);
        float kind = scene(q).y, shade = 1.0, s = 0.06;
        for (int k = 0; k < 12; k++) { float h = map(q + 0.02 * n + s * sun); shade = min(shade, 6.0 * h / s); s += clamp(h, 0.05, 0.3); }
        vec3 skin = spin(vec3(0.9, 0.42, 0.06), kHue + 1.6 * (rnd(floor(q.xz / 1.5) + 4.0) - 0.3)) * (0.8 + 0.35 * vnoise(9.0 * q.xz + 9.0 * q.y));
        vec3 base = kind > 1.5 ? vec3(0.35, 0.42, 0.2) : kind > 0.5 ? skin : vec3(0.75, 0.6, 0.3) * (0.4 + 0.9 * vnoise(q.xz * vec2(40.0, 9.0)));
        col = base * (0.3 * vec3(0.8, 0.9, 1.1) + vec3(1.1, 0.95, 0.75) * max(dot(n, sun), 0.0) * clamp(shade, 0.0, 1.0)) + step(0.5, kind) * 0.25 * pow(max(dot(reflect(rd, n), sun), 0.0), 16.0);
        col = mix(col, sky, smoothstep(5.0, 14.0, t));
    }
    fragColor = vec4(col, 1.0);
}
