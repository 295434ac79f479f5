// title: Stone arcade
// family: stone_arcade
// description: A walk through vaulted arches with coloured light on the floor
// tags: lit_scenes
// dialect: shadertoy
// licence: CC0-1.0
// @param kSpan identity 1.0 0.7 1.4
// @param kPointed identity 0.25 0.0 0.5
// @param kPace pose 0.7 0.3 1.5
// @param kYaw viewpoint 0.0 -0.6 0.6
// @param kHue palette 0.1 0.0 1.0
// @param kSun light 0.7 0.3 1.2
const float kSpan = 1.0;
const float kPointed = 0.25;
const float kPace = 0.7;
const float kYaw = 0.0;
const float kHue = 0.1;
const float kSun = 0.7;
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
float arch(vec2 q) { return q.y < 0.3 ? abs(q.x) - 0.72 * kSpan : length(vec2(abs(q.x) + kPointed * 0.7, q.y - 0.3)) - 0.72 * kSpan - kPointed * 0.7; }
float map(vec3 q) {
    float z = mod(q.z, 2.0) - 1.0, wall = max(abs(z) - 0.22, -arch(q.xy)), x = abs(q.x) - 1.25 * kSpan, side = max(abs(x) - 0.15, -arch(vec2(1.1 * z, q.y + 0.35)));
    return 0.8 * min(min(q.y + 0.8, 1.6 - q.y), min(min(wall, side), 3.2 * kSpan - abs(q.x)));
}
vec3 normal(vec3 q) {
    vec2 e = vec2(0.003, -0.003);
    return normalize(e.xyy * map(q + e.xyy) + e.yyx * map(q + e.yyx) + e.yxy * map(q + e.yxy) + e.xxx * map(q + e.xxx) + 1e-7);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 ro = vec3(0.15 * sin(0.7 * iTime), 0.05 + 0.03 * sin(5.0 * iTime), kPace * iTime), rd = normalize(vec3(p, 1.15)), sun = normalize(vec3(0.9, 0.65, 0.35));
    rd.xz = turn(kYaw + 0.25 * sin(0.3 * iTime)) * rd.xz;
    float t = 0.0, d = 1.0;
    for (int k = 0; k < 70 && d > 0.002 && t < 18.0; k++) { d = map(ro + t * rd); t += d; }
    vec3 q = ro + t * rd, n = normal(q), m = abs(n);
    vec2 u = m.y > 0.6 ? q.xz * 2.0 : m.x > m.z ? vec2(q.z, q.y) * vec2(2.0, 4.0) : vec2(q.x, q.y) * vec2(2.0, 4.0);
    if (m.y < 0.6) u.x += 0.5 * mod(floor(u.y), 2.0);
    vec2 joint = abs(fract(u) - 0.5);
    vec3 base = mix(vec3(0.72, 0.62, 0.48), pal(kHue) * 0.8, 0.25) * (0.7 + 0.35 * rnd(floor(u))) * (0.85 + 0.3 * vnoise(9.0 * u));
    if (m.y > 0.6 && q.y < 0.0) base = mix(base, pal(kHue + 0.5) * 0.4, mod(floor(u.x) + floor(u.y), 2.0));
    base *= 0.55 + 0.45 * smoothstep(0.5, 0.45, max(joint.x, joint.y));
    float beam = smoothstep(0.35, 0.65, sin(3.1416 * (q.z + 0.6 * q.y) + 1.6)) * smoothstep(-0.2, 0.5, dot(n, sun));
    vec3 glass = pal(kHue + 0.6 + 0.3 * floor(q.z * 0.5)) * 0.7 + 0.5;
    vec3 col = base * (0.28 + 0.2 * n.y * step(q.y, 0.0) + kSun * beam * glass + 0.25 * max(dot(n, -rd), 0.0));
    col = mix(col, vec3(0.85, 0.75, 0.6), smoothstep(4.0, 17.0, t));
    fragColor = vec4(col, 1.0);
}
