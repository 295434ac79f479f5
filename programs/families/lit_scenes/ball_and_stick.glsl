// title: Ball and stick
// family: ball_and_stick
// description: Turning molecules of coloured atoms joined by bonds
// tags: lit_scenes
// dialect: shadertoy
// licence: CC0-1.0
// @param kAtoms identity 7.0 3.0 10.0
// @param kBond identity 0.07 0.03 0.14
// @param kSpin pose 0.6 0.2 1.5
// @param kSun light 0.5 -3.0 3.0
// @param kHue palette 0.0 0.0 1.0
const float kAtoms = 7.0;
const float kBond = 0.07;
const float kSpin = 0.6;
const float kSun = 0.5;
const float kHue = 0.0;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
float smin(float a, float b, float k) { float h = max(k - abs(a - b), 0.0) / k; return min(a, b) - 0.25 * h * h * k; }
vec3 atom(float k, float id) { return 1.9 * (vec3(rnd(vec2(k, id)), rnd(vec2(k, id + 50.0)), rnd(vec2(k, id + 90.0))) - 0.5) + 0.35 * vec3(cos(2.4 * k), sin(2.4 * k), 0.25 * k - 0.7); }
vec2 scene(vec3 q) {
    float id = floor(iTime / 4.0);
    q.xz = turn(kSpin * iTime) * q.xz;
    q.xy = turn(0.4 * kSpin * iTime) * q.xy;
    vec2 best = vec2(9.0, 0.0);
    vec3 last = atom(0.0, id);
    for (int k = 0; k < 10; k++) {
        if (float(k) >= floor(kAtoms)) break;
        vec3 c = atom(float(k), id), e = c - last, v = q - last;
        float ball = length(q - c) - 0.16 - 0.18 * rnd(vec2(k, id + 7.0)), stick = length(v - e * clamp(dot(v, e) / max(dot(e, e), 0.001), 0.0, 1.0)) - kBond;
        if (stick < best.x) best = vec2(stick, -1.0);
        if (ball < best.x) best = vec2(ball, float(k));
        last = c;
    }
    return best;
}
float map(vec3 q) { return scene(q).x; }
vec3 normal(vec3 q) {
    vec2 e = vec2(0.003, -0.003);
    return normalize(e.xyy * map(q + e.xyy) + e.yyx * map(q + e.yyx) + e.yxy * map(q + e.yxy) + e.xxx * map(q + e.xxx) + 1e-7);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 ro = vec3(0.0, 0.0, 3.9), rd = normalize(vec3(p, -2.2)), sun = normalize(vec3(cos(kSun), 0.9, 1.2));
    vec2 net = abs(fract(3.0 * p + 0.2 * iTime) - 0.5);
    vec3 col = mix(vec3(0.12, 0.16, 0.24), vec3(0.25, 0.35, 0.42), 0.5 + 0.5 * p.y) + 0.06 * step(0.47, max(net.x, net.y));
    float t = 0.0, d = 1.0;
    for (int k = 0; k < 50 && d > 0.002 && t < 7.0; k++) { d = map(ro + t * rd); t += d; }
    if (t < 7.0) {
        vec3 q = ro + t * rd, n = normal(q);
        float kind = scene(q).y, occluded = clamp(map(q + 0.2 * n) / 0.2, 0.3, 1.0);
        vec3 base = kind < 0.0 ? vec3(0.75) : mix(pal(kHue + 0.25 * mod(kind * 3.0, 4.0)), vec3(0.9), 0.25 * mod(kind, 2.0));
        col = base * (0.22 + 0.85 * max(dot(n, sun), 0.0) * occluded + 0.15 * n.y) + 0.9 * pow(max(dot(reflect(rd, n), sun), 0.0), 50.0);
    }
    fragColor = vec4(col, 1.0);
}
