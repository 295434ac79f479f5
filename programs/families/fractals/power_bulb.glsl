// title: Power bulb
// family: power_bulb
// description: A ray-marched three-dimensional power fractal with ambient shadow and rim light
// tags: fractals
// dialect: shadertoy
// licence: CC0-1.0
// @param kPower identity 8.0 3.0 10.0
// @param kOrbit viewpoint 0.4 -3.0 3.0
// @param kSun light 0.8 -3.0 3.0
// @param kHue palette 0.05 0.0 1.0
// @param kMorph pose 0.7 0.0 1.5
const float kPower = 8.0;
const float kOrbit = 0.4;
const float kSun = 0.8;
const float kHue = 0.05;
const float kMorph = 0.7;
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
vec3 look(vec2 p, vec3 ro, vec3 at, float lens) { vec3 f = normalize(at - ro), r = normalize(cross(f, vec3(0, 1, 0))); return normalize(p.x * r + p.y * cross(r, f) + lens * f); }
vec2 scene(vec3 q) {
    vec3 z = q;
    float dr = 1.0, r = 0.0, trap = 9.0, n = kPower + kMorph * sin(0.6 * iTime);
    for (int k = 0; k < 5; k++) {
        r = length(z);
        if (r > 1.6) break;
        trap = min(trap, abs(z.y) + 0.4 * abs(z.x));
        float theta = acos(clamp(z.y / r, -1.0, 1.0)) * n, phi = atan(z.z, z.x) * n, zr = pow(r, n);
        dr = pow(r, n - 1.0) * n * dr + 1.0;
        z = zr * vec3(sin(theta) * cos(phi), cos(theta), sin(theta) * sin(phi)) + q;
    }
    return vec2(0.4 * log(max(r, 1e-4)) * r / dr, trap);
}
float map(vec3 q) { return scene(q).x; }
vec3 normal(vec3 q) {
    vec2 e = vec2(0.003, -0.003);
    return normalize(e.xyy * map(q + e.xyy) + e.yyx * map(q + e.yyx) + e.yxy * map(q + e.yxy) + e.xxx * map(q + e.xxx) + 1e-7);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float a = kOrbit + 0.2 * iTime;
    vec3 ro = 2.5 * vec3(cos(a), 0.45, sin(a)), rd = look(p, ro, vec3(0.0), 1.9), sun = normalize(vec3(cos(kSun), 0.8, sin(kSun)));
    vec3 sky = mix(pal(kHue + 0.55) * 0.3 + 0.12, vec3(0.93, 0.88, 0.8), smoothstep(1.4, 0.0, length(p))), col = sky;
    ro += rd * 1.1;
    float t = 0.0, d = 1.0;
    for (int k = 0; k < 56 && d > 0.002 && t < 3.2; k++) { d = map(ro + t * rd); t += d; }
    if (t < 3.2) {
        vec3 q = ro + t * rd, n = normal(q);
        float trap = scene(q).y, open_ = clamp(map(q + 0.12 * n) / 0.07, 0.15, 1.0);
        vec3 base = mix(pal(kHue + 0.9 * trap), vec3(0.95, 0.85, 0.65), smoothstep(0.0, 0.25, trap) * 0.35);
        col = base * (0.25 + 0.9 * max(dot(n, sun), 0.0)) * open_ + 0.25 * sky * pow(1.0 + dot(n, rd), 3.0);
    }
    fragColor = vec4(col, 1.0);
}
