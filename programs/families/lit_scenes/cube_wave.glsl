// title: Cube wave
// family: cube_wave
// description: A field of prisms heaves like water, coloured by height
// tags: lit_scenes
// dialect: shadertoy
// licence: CC0-1.0
// @param kWave identity 0.45 0.2 0.8
// @param kLength identity 0.6 0.3 1.2
// @param kOrbit viewpoint 0.6 -3.0 3.0
// @param kTilt viewpoint 0.9 0.5 1.4
// @param kSun light 0.5 -3.0 3.0
// @param kHue palette 0.55 0.0 1.0
const float kWave = 0.45;
const float kLength = 0.6;
const float kOrbit = 0.6;
const float kTilt = 0.9;
const float kSun = 0.5;
const float kHue = 0.55;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
vec3 look(vec2 p, vec3 ro, vec3 at, float lens) { vec3 f = normalize(at - ro), r = normalize(cross(f, vec3(0, 1, 0))); return normalize(p.x * r + p.y * cross(r, f) + lens * f); }
float height(vec2 c) { return kWave * (sin(kLength * c.x + 2.0 * iTime) + sin(kLength * 0.8 * length(c - 4.0) - 2.5 * iTime) + 0.4 * rnd(c)); }
float map(vec3 q) {
    float d = 9.0;
    for (int k = 0; k < 4; k++) {
        vec2 cell = floor(q.xz - 0.5) + vec2(k % 2, k / 2);
        vec3 b = abs(q - vec3(cell.x + 0.5, height(cell) - 2.0, cell.y + 0.5)) - vec3(0.42, 2.0, 0.42);
        d = min(d, length(max(b, 0.0)) + min(max(b.x, max(b.y, b.z)), 0.0) - 0.03);
    }
    return min(0.8 * d, 0.5);
}
vec3 normal(vec3 q) {
    vec2 e = vec2(0.003, -0.003);
    return normalize(e.xyy * map(q + e.xyy) + e.yyx * map(q + e.yyx) + e.yxy * map(q + e.yxy) + e.xxx * map(q + e.xxx) + 1e-7);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float a = kOrbit + 0.2 * iTime;
    vec3 ro = 8.0 * vec3(cos(a), kTilt, sin(a)), rd = look(p, ro, vec3(0.0), 1.6), sun = normalize(vec3(cos(kSun), 1.0, sin(kSun))), sky = mix(vec3(0.95, 0.9, 0.85), pal(kHue + 0.5), 0.25), col = sky;
    ro += rd * 4.0;
    float t = 0.0, d = 1.0;
    for (int k = 0; k < 64 && d > 0.002 && t < 22.0; k++) { d = map(ro + t * rd); t += d; }
    if (t < 22.0) {
        vec3 q = ro + t * rd, n = normal(q);
        vec2 cell = floor(q.xz);
        vec3 base = pal(kHue + 0.28 * height(cell) / kWave) * 0.85 + 0.1;
        base = mix(base, vec3(0.95), step(0.5, n.y) * step(0.33, max(abs(fract(q.x) - 0.5), abs(fract(q.z) - 0.5))));
        float lit = max(dot(n, sun), 0.0) * smoothstep(0.0, 0.3, map(q + 0.4 * sun + 0.02 * n));
        col = base * (0.3 + 0.2 * n.y + 0.7 * lit);
        col = mix(col, sky, smoothstep(10.0, 21.0, t));
    }
    fragColor = vec4(col, 1.0);
}
