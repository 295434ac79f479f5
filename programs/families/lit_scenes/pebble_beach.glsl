// title: Pebble beach
// family: pebble_beach
// description: Rounded stones with veins, wet by a wave that comes and goes
// tags: lit_scenes
// dialect: shadertoy
// licence: CC0-1.0
// @param kFlat identity 0.55 0.3 0.9
// @param kOrbit viewpoint 0.5 -3.0 3.0
// @param kSun light 0.9 -3.0 3.0
// @param kHue palette 0.0 0.0 6.28
// @param kVeins texture 9.0 3.0 18.0
const float kFlat = 0.55;
const float kOrbit = 0.5;
const float kSun = 0.9;
const float kHue = 0.0;
const float kVeins = 9.0;
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
vec2 stone(vec3 q) {                                  // distance, number of the stone
    vec2 best = vec2(9.0, 0.0);
    for (int k = 0; k < 9; k++) {
        vec2 cell = floor(q.xz) + vec2(k % 3, k / 3) - 1.0, c = cell + 0.3 + 0.4 * rnd2(cell), size = 0.28 + 0.3 * rnd2(cell + 7.0);
        vec3 s = q - vec3(c.x, 0.05, c.y);
        float d = (length(s / vec3(size.x, kFlat * min(size.x, size.y), size.y)) - 1.0) * kFlat * min(size.x, size.y) * 0.9;
        if (d < best.x) best = vec2(d, rnd(cell + 3.0));
    }
    float sand = q.y + 0.02;
    return sand < best.x ? vec2(sand, -1.0) : best;
}
float map(vec3 q) { return stone(q).x; }
vec3 normal(vec3 q) {
    vec2 e = vec2(0.003, -0.003);
    return normalize(e.xyy * map(q + e.xyy) + e.yyx * map(q + e.yyx) + e.yxy * map(q + e.yxy) + e.xxx * map(q + e.xxx) + 1e-7);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float a = kOrbit + 0.07 * iTime, tide = sin(0.8 * iTime);
    vec3 at = vec3(0.35 * iTime, 0.0, 0.1 * iTime), ro = at + vec3(2.2 * cos(a), 1.9, 2.2 * sin(a)), rd = look(p, ro, at, 1.7), sun = normalize(vec3(cos(kSun), 0.8, sin(kSun)));
    float t = 0.0, d = 1.0;
    for (int k = 0; k < 36 && d > 0.002 && t < 9.0; k++) { d = map(ro + t * rd); t += d; }
    vec3 q = ro + t * rd, n = normal(q);
    float id = stone(q).y, vein = abs(vnoise(kVeins * q.xz + 30.0 * id) - 0.5);
    vec3 base = spin(mix(vec3(0.6, 0.5, 0.45), vec3(0.35, 0.42, 0.45), fract(7.0 * id)), kHue + 0.8 * id) * (0.55 + 0.8 * fract(13.0 * id)) * (0.8 + 0.4 * vnoise(40.0 * q.xz));
    base = mix(base, vec3(0.95, 0.92, 0.88), smoothstep(0.05, 0.01, vein) * step(0.5, fract(29.0 * id)));
    if (id < 0.0) base = vec3(0.72, 0.6, 0.42) * (0.7 + 0.4 * rnd(floor(60.0 * q.xz)));
    float front = q.z - at.z + 0.3 * vnoise(1.5 * q.xz) + 1.2 * tide, wet = smoothstep(-0.6, 0.2, front), foam = smoothstep(0.12, 0.0, abs(front - 0.1 - 0.1 * vnoise(9.0 * q.xz + iTime)));
    base *= mix(1.0, 0.6, wet);
    float lit = max(dot(n, sun), 0.0) * smoothstep(0.0, 0.12, map(q + 0.15 * sun));
    vec3 col = base * (0.3 + 0.15 * n.y + 0.85 * lit) + wet * 0.7 * pow(max(dot(reflect(rd, n), sun), 0.0), 24.0);
    col = mix(col, vec3(0.25, 0.55, 0.6), 0.35 * smoothstep(0.0, 0.8, front));
    col = mix(col, vec3(0.95), 0.8 * foam);
    fragColor = vec4(col, 1.0);
}
