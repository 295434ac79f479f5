// title: Sea urchins
// family: sea_urchins
// description: Spiny balls breathe on a sandy floor with caustic light
// tags: lit_scenes
// dialect: shadertoy
// licence: CC0-1.0
// @param kSpines identity 14.0 6.0 24.0
// @param kLength identity 0.35 0.1 0.6
// @param kOrbit viewpoint 0.0 -3.0 3.0
// @param kCaustics light 0.6 0.0 1.0
// @param kHue palette 0.75 0.0 1.0
const float kSpines = 14.0;
const float kLength = 0.35;
const float kOrbit = 0.0;
const float kCaustics = 0.6;
const float kHue = 0.75;
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
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
vec3 look(vec2 p, vec3 ro, vec3 at, float lens) { vec3 f = normalize(at - ro), r = normalize(cross(f, vec3(0, 1, 0))); return normalize(p.x * r + p.y * cross(r, f) + lens * f); }
vec2 scene(vec3 q) {
    vec2 cell = floor(q.xz / 2.2);
    float id = rnd(cell), pulse = 1.0 + 0.08 * sin(2.0 * iTime + 6.28 * id), sand = q.y + 0.5 + 0.05 * sin(3.0 * q.x + sin(2.0 * q.z));
    vec3 s = vec3(q.x - 2.2 * (cell.x + 0.5), q.y + 0.1, q.z - 2.2 * (cell.y + 0.5));
    s.xz = turn(6.0 * id + 0.3 * iTime) * s.xz;
    float r = length(s), u = floor(kSpines) * atan(s.z, s.x) / 6.2832, v = floor(kSpines) * acos(clamp(s.y / r, -1.0, 1.0)) / 6.2832;
    float spike = pow(max(cos(3.1416 * (fract(u) - 0.5)) * cos(3.1416 * (fract(v) - 0.5)), 0.0), 5.0) * sqrt(1.0 - abs(s.y / r) * 0.6);
    float d = 0.45 * (r - pulse * (0.42 + 0.2 * (id - 0.5)) - kLength * spike);
    return sand < d ? vec2(sand * 0.8, 0.0) : vec2(d, 1.0 + spike);
}
float map(vec3 q) { return scene(q).x; }
vec3 normal(vec3 q) {
    vec2 e = vec2(0.003, -0.003);
    return normalize(e.xyy * map(q + e.xyy) + e.yyx * map(q + e.yyx) + e.yxy * map(q + e.yxy) + e.xxx * map(q + e.xxx) + 1e-7);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float a = kOrbit + 0.15 * iTime;
    vec3 at = vec3(0.3 * iTime, 0.0, 0.0), ro = at + vec3(3.2 * cos(a), 1.7, 3.2 * sin(a)), rd = look(p, ro, at, 1.7), sun = normalize(vec3(0.3, 1.0, 0.4)), sea = mix(vec3(0.02, 0.22, 0.35), vec3(0.1, 0.5, 0.55), 0.5 + 0.5 * rd.y);
    float t = 0.0, d = 1.0;
    for (int k = 0; k < 80 && d > 0.002 && t < 11.0; k++) { d = map(ro + t * rd); t += d; }
    vec3 q = ro + t * rd, n = normal(q);
    float kind = scene(q).y;
    vec2 w = 2.5 * q.xz;
    for (int k = 0; k < 3; k++) w += 0.6 * sin(1.3 * w.yx + iTime + float(k));
    float caustic = kCaustics * pow(1.0 - abs(sin(w.x) * sin(w.y)), 6.0);
    vec3 shell = pal(kHue + 0.3 * rnd(floor(q.xz / 2.2) + 3.0)), base = kind > 0.5 ? mix(shell * 0.35, shell + 0.15, smoothstep(1.0, 1.8, kind)) : vec3(0.75, 0.68, 0.5) * (0.8 + 0.3 * vnoise(30.0 * q.xz));
    vec3 col = base * (0.25 + 0.75 * max(dot(n, sun), 0.0) + caustic * max(n.y, 0.0));
    col = mix(col, sea, smoothstep(2.0, 10.0, t));
    fragColor = vec4(col, 1.0);
}
