// title: Folded crystal
// family: folded_crystal
// description: Mirrors fold space into a many-armed crystal that turns under a lamp
// tags: fractals
// dialect: shadertoy
// licence: CC0-1.0
// @param kScale identity 1.7 1.4 2.0
// @param kFold identity 0.5 -0.6 1.2
// @param kSkew identity 0.4 -0.8 0.8
// @param kOrbit viewpoint 0.3 -3.0 3.0
// @param kSun light 0.8 -3.0 3.0
// @param kHue palette 0.55 0.0 1.0
const float kScale = 1.7;
const float kFold = 0.5;
const float kSkew = 0.4;
const float kOrbit = 0.3;
const float kSun = 0.8;
const float kHue = 0.55;
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
vec3 look(vec2 p, vec3 ro, vec3 at, float lens) { vec3 f = normalize(at - ro), r = normalize(cross(f, vec3(0, 1, 0))); return normalize(p.x * r + p.y * cross(r, f) + lens * f); }
vec2 scene(vec3 q) {
    float s = 1.0, trap = 9.0;
    for (int k = 0; k < 4; k++) {
        q = abs(q);
        if (q.x < q.y) q.xy = q.yx;
        if (q.x < q.z) q.xz = q.zx;
        q.xy = turn(kFold * 0.6 + 0.12 * sin(0.7 * iTime)) * q.xy;
        q.yz = turn(kSkew + 0.1 * sin(0.5 * iTime)) * q.yz;
        q = q * kScale - vec3(1.6, 0.5, 0.7) * (kScale - 1.0);
        s *= kScale;
        trap = min(trap, length(q.yz));
    }
    return vec2((length(max(abs(q) - vec3(1.1, 0.35, 0.3), 0.0)) - 0.05) / s * 0.8, trap);
}
float map(vec3 q) { return scene(q).x; }
vec3 normal(vec3 q) {
    vec2 e = vec2(0.003, -0.003);
    return normalize(e.xyy * map(q + e.xyy) + e.yyx * map(q + e.yyx) + e.yxy * map(q + e.yxy) + e.xxx * map(q + e.xxx) + 1e-7);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float a = kOrbit + 0.3 * iTime;
    vec3 ro = 4.2 * vec3(cos(a), 0.4 + 0.3 * sin(0.4 * iTime), sin(a)), rd = look(p, ro, vec3(0.0), 1.9), sun = normalize(vec3(cos(kSun), 0.9, sin(kSun)));
    vec3 sky = mix(vec3(0.93, 0.9, 0.86), pal(kHue + 0.5) * 0.5 + 0.2, 0.45 * length(p)), col = sky * (0.96 + 0.04 * step(0.5, fract(5.0 * p.y)));
    float t = 0.0, d = 1.0;
    for (int k = 0; k < 64 && d > 0.002 && t < 6.0; k++) { d = map(ro + t * rd); t += d; }
    if (t < 6.0) {
        vec3 q = ro + t * rd, n = normal(q);
        float trap = scene(q).y, open_ = clamp(map(q + 0.15 * n) / 0.1, 0.2, 1.0);
        vec3 base = mix(pal(kHue + 0.25 * trap), vec3(0.95, 0.88, 0.75), 0.35);
        col = base * (0.3 + 0.85 * max(dot(n, sun), 0.0)) * open_ + 0.5 * pow(max(dot(reflect(rd, n), sun), 0.0), 24.0);
    }
    fragColor = vec4(col, 1.0);
}
