// title: Tumbling dice
// family: tumbling_dice
// description: Dice with pips roll through the air above a mat
// tags: lit_scenes
// dialect: shadertoy
// licence: CC0-1.0
// @param kRound identity 0.08 0.02 0.2
// @param kSpin pose 1.2 0.3 2.5
// @param kPip identity 0.12 0.07 0.16
// @param kSun light 0.8 -3.0 3.0
// @param kHue palette 0.0 0.0 1.0
const float kRound = 0.08;
const float kSpin = 1.2;
const float kPip = 0.12;
const float kSun = 0.8;
const float kHue = 0.0;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
vec3 local(vec3 q, vec2 cell) {
    float id = rnd(cell), t = kSpin * iTime + 6.28 * id;
    q.y -= 0.35 * abs(sin(1.3 * t));
    q.xz = turn(t) * q.xz;
    q.yz = turn(1.3 * t + id) * q.yz;
    return q;
}
float map(vec3 q) {
    vec2 cell = floor(q.xz / 1.6);
    q.xz -= 1.6 * (cell + 0.5);
    vec3 b = abs(local(q - vec3(0.0, 0.1, 0.0), cell)) - 0.36 + kRound;
    return 0.85 * min(q.y + 0.55, length(max(b, 0.0)) + min(max(b.x, max(b.y, b.z)), 0.0) - kRound);
}
vec3 normal(vec3 q) {
    vec2 e = vec2(0.003, -0.003);
    return normalize(e.xyy * map(q + e.xyy) + e.yyx * map(q + e.yyx) + e.yxy * map(q + e.yxy) + e.xxx * map(q + e.xxx) + 1e-7);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 ro = vec3(0.5 * iTime, 2.6, -3.2 + 0.2 * iTime), f = normalize(vec3(0.25 * sin(0.3 * iTime), -0.75, 1.0)), r = normalize(cross(vec3(0, 1, 0), f)), rd = normalize(p.x * r + p.y * cross(f, r) + 1.7 * f), sun = normalize(vec3(cos(kSun), 1.2, sin(kSun)));
    float t = 0.0, d = 1.0;
    for (int k = 0; k < 60 && d > 0.002 && t < 11.0; k++) { d = map(ro + t * rd); t += d; }
    vec3 q = ro + t * rd, n = normal(q);
    vec2 cell = floor(q.xz / 1.6);
    vec3 l = local(vec3(q.x - 1.6 * (cell.x + 0.5), q.y - 0.1, q.z - 1.6 * (cell.y + 0.5)), cell), m = abs(l);
    float ground = step(q.y, -0.5), face = m.x > m.y && m.x > m.z ? (l.x > 0.0 ? 1.0 : 6.0) : m.y > m.z ? (l.y > 0.0 ? 2.0 : 5.0) : (l.z > 0.0 ? 3.0 : 4.0);
    vec2 u = m.x > m.y && m.x > m.z ? l.yz : m.y > m.z ? l.xz : l.xy;
    float pip = 9.0, odd = mod(face, 2.0);
    if (odd > 0.5) pip = length(u);
    if (face > 1.5) pip = min(pip, min(length(u - 0.19), length(u + 0.19)));
    if (face > 3.5) pip = min(pip, min(length(u - vec2(0.19, -0.19)), length(u - vec2(-0.19, 0.19))));
    if (face > 5.5) pip = min(pip, min(length(u - vec2(0.19, 0.0)), length(u + vec2(0.19, 0.0))));
    vec3 die = mix(pal(kHue + rnd(cell + 5.0)), vec3(0.95, 0.92, 0.86), step(0.5, rnd(cell + 8.0))), ink = dot(die, vec3(0.33)) > 0.6 ? vec3(0.1) : vec3(0.97);
    vec3 base = mix(mix(die, ink, smoothstep(0.5 * kPip + 0.01, 0.5 * kPip - 0.01, pip)), vec3(0.12, 0.32, 0.25) * (0.9 + 0.2 * step(0.5, fract(4.0 * (q.x + q.z)))), ground);
    float shade = 1.0, s = 0.05;
    for (int k = 0; k < 14; k++) { float h = map(q + 0.02 * n + s * sun); shade = min(shade, 8.0 * h / s); s += clamp(h, 0.04, 0.3); }
    vec3 col = base * (0.3 + 0.85 * max(dot(n, sun), 0.0) * clamp(shade, 0.0, 1.0)) + (1.0 - ground) * 0.4 * pow(max(dot(reflect(rd, n), sun), 0.0), 30.0);
    col = mix(col, vec3(0.08, 0.12, 0.14), smoothstep(5.0, 11.0, t));
    fragColor = vec4(col, 1.0);
}
