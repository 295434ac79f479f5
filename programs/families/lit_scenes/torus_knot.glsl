// title: Torus knot
// family: torus_knot
// description: A striped knotted tube turns in studio light
// tags: lit_scenes
// dialect: shadertoy
// licence: CC0-1.0
// @param kAround identity 2.0 1.0 4.0
// @param kThrough identity 3.0 2.0 7.0
// @param kTube identity 0.2 0.1 0.3
// @param kTurn pose 0.5 -2.0 2.0
// @param kSun light 0.6 -3.0 3.0
// @param kHue palette 0.1 0.0 1.0
// @param kStripes texture 5.0 1.0 12.0
const float kAround = 2.0;
const float kThrough = 3.0;
const float kTube = 0.2;
const float kTurn = 0.5;
const float kSun = 0.6;
const float kHue = 0.1;
const float kStripes = 5.0;
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
vec2 knot(vec3 q) {                                   // distance, place along the strand
    q.xz = turn(0.5 * iTime) * q.xz;
    q.xy = turn(kTurn + 0.3 * iTime) * q.xy;
    float a = atan(q.y, q.x), r = length(q.xy) - 1.0, best = 9.0, place = 0.0, n = floor(kAround);
    for (int k = 0; k < 4; k++) {
        if (float(k) >= n) break;
        float b = (a + 6.2832 * float(k)) * floor(kThrough) / n;
        vec2 c = vec2(r, q.z) - 0.42 * vec2(cos(b), sin(b));
        if (length(c) < best) { best = length(c); place = (a + 6.2832 * float(k)) / (6.2832 * n) + atan(c.y, c.x) * 0.05; }
    }
    return vec2(0.6 * (best - kTube), place);
}
float map(vec3 q) { return knot(q).x; }
vec3 normal(vec3 q) {
    vec2 e = vec2(0.003, -0.003);
    return normalize(e.xyy * map(q + e.xyy) + e.yyx * map(q + e.yyx) + e.yxy * map(q + e.yxy) + e.xxx * map(q + e.xxx) + 1e-7);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 ro = vec3(0.0, 0.0, 4.4), rd = normalize(vec3(p, -2.3)), sun = normalize(vec3(cos(kSun), 0.9, 0.8 + sin(kSun)));
    vec3 back = mix(pal(kHue + 0.5) * 0.35 + 0.1, pal(kHue + 0.6) * 0.5 + 0.4, smoothstep(1.6, 0.1, length(p - vec2(0.3, 0.4)))), col = back * (0.95 + 0.05 * step(0.5, fract(4.0 * p.y)));
    float t = 0.0, d = 1.0;
    for (int k = 0; k < 70 && d > 0.002 && t < 8.0; k++) { d = map(ro + t * rd); t += d; }
    if (t < 8.0) {
        vec3 q = ro + t * rd, n = normal(q);
        float along = knot(q).y, stripe = fract(along * floor(kStripes) * floor(kThrough));
        vec3 base = mix(pal(kHue + 0.25 * floor(stripe * 3.0)), vec3(0.97, 0.95, 0.9), step(0.8, fract(stripe * 3.0)));
        float occluded = clamp(map(q + 0.25 * n) / 0.15, 0.2, 1.0);
        col = base * (0.25 + 0.8 * max(dot(n, sun), 0.0) * occluded + 0.2 * n.y) + 0.8 * pow(max(dot(reflect(rd, n), sun), 0.0), 30.0) + 0.3 * back * pow(1.0 + dot(n, rd), 3.0);
    }
    fragColor = vec4(col, 1.0);
}
