// title: Carved sponge
// family: carved_sponge
// description: A cube with square holes cut at ever smaller scales, sun through the windows
// tags: lit_scenes
// dialect: shadertoy
// licence: CC0-1.0
// @param kHoles identity 3.0 2.0 5.0
// @param kRatio identity 3.0 2.4 3.6
// @param kOrbit viewpoint 0.3 -3.0 3.0
// @param kSun light 0.7 -3.0 3.0
// @param kHue palette 0.08 0.0 1.0
const float kHoles = 3.0;
const float kRatio = 3.0;
const float kOrbit = 0.3;
const float kSun = 0.7;
const float kHue = 0.08;
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
vec3 look(vec2 p, vec3 ro, vec3 at, float lens) { vec3 f = normalize(at - ro), r = normalize(cross(f, vec3(0, 1, 0))); return normalize(p.x * r + p.y * cross(r, f) + lens * f); }
vec2 scene(vec3 q) {
    q.xz = turn(0.3 * iTime) * q.xz;
    vec3 b = abs(q) - 1.0;
    float d = length(max(b, 0.0)) + min(max(b.x, max(b.y, b.z)), 0.0), s = 1.0, level = 0.0;
    for (int k = 0; k < 5; k++) {
        if (float(k) >= floor(kHoles)) break;
        vec3 a = mod(q * s, 2.0) - 1.0;
        s *= kRatio;
        vec3 r = abs(1.0 - kRatio * abs(a));
        float cut = (min(max(r.x, r.y), min(max(r.y, r.z), max(r.z, r.x))) - 1.0) / s;
        if (cut > d) { d = cut; level = float(k) + 1.0; }
    }
    return vec2(d, level);
}
float map(vec3 q) { return scene(q).x; }
vec3 normal(vec3 q) {
    vec2 e = vec2(0.003, -0.003);
    return normalize(e.xyy * map(q + e.xyy) + e.yyx * map(q + e.yyx) + e.yxy * map(q + e.yxy) + e.xxx * map(q + e.xxx) + 1e-7);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float a = kOrbit + 0.1 * iTime;
    vec3 ro = vec3(3.0 * cos(a), 1.6 + 0.8 * sin(0.5 * iTime), 3.0 * sin(a)), rd = look(p, ro, vec3(0.0), 2.0), sun = normalize(vec3(cos(kSun), 0.9, sin(kSun)));
    vec3 sky = mix(vec3(0.95, 0.88, 0.75), pal(kHue + 0.5) * 0.6 + 0.2, 0.5 + 0.5 * p.y), col = sky;
    float t = 0.0, d = 1.0;
    for (int k = 0; k < 80 && d > 0.002 && t < 8.0; k++) { d = map(ro + t * rd); t += d; }
    if (t < 8.0) {
        vec3 q = ro + t * rd, n = normal(q);
        float shade = 1.0, s = 0.03;
        for (int k = 0; k < 20; k++) { float h = map(q + 0.01 * n + s * sun); shade = min(shade, 10.0 * h / s); s += clamp(h, 0.02, 0.25); }
        vec3 base = mix(pal(kHue + 0.17 * scene(q).y), vec3(0.9, 0.85, 0.75), 0.35);
        col = base * (0.28 + 0.12 * n.y + 0.9 * max(dot(n, sun), 0.0) * clamp(shade, 0.0, 1.0)) + 0.15 * sky * pow(1.0 + dot(n, rd), 2.0);
    }
    fragColor = vec4(col, 1.0);
}
