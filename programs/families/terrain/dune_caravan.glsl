// title: Dune caravan
// family: dune_caravan
// description: Crescent dunes with sharp crests and wind ripples, a train of walkers casts shadows
// tags: terrain
// dialect: shadertoy
// licence: CC0-1.0
// @param kDunes viewpoint 1.5 0.8 2.8
// @param kCrest identity 0.6 0.3 1.0
// @param kRipple texture 26.0 12.0 50.0
// @param kSun light 0.5 0.1 1.0
// @param kHue palette 0.0 0.0 6.28
const float kDunes = 1.5;
const float kCrest = 0.6;
const float kRipple = 26.0;
const float kSun = 0.5;
const float kHue = 0.0;
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
float fbm(vec2 p) {                                   // five octaves of noise
    float sum = 0.0, weight = 0.5;
    for (int k = 0; k < 5; k++) { sum += weight * vnoise(p); p = mat2(1.6, 1.2, -1.2, 1.6) * p + 17.0; weight *= 0.5; }
    return sum;
}
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
float dune(vec2 g) { float w = g.x + 0.5 * vnoise(0.8 * g + 3.0) + 0.3 * sin(1.1 * g.y), s = fract(w); return (s < 0.72 ? smoothstep(0.0, 0.72, s) : smoothstep(1.0, 0.72, s)) * (0.4 + vnoise(0.5 * g + 9.0)) * kCrest; }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float z = 1.3 / (1.15 - 0.55 * p.y);
    vec2 g = kDunes * vec2(p.x * z, 2.0 * z) + vec2(0.12, 0.2) * iTime, e = vec2(0.02, 0.0);
    float h = dune(g), dx = (dune(g + e) - dune(g - e)) / 0.04, dy = (dune(g + e.yx) - dune(g - e.yx)) / 0.04;
    float ripple = sin(kRipple * (g.x * 0.8 + 0.35 * g.y + 0.6 * vnoise(2.0 * g)) - 2.0 * iTime), lit = 0.62 + 0.5 * dx * kSun * 1.6 - 0.15 * dy;
    float shade = smoothstep(-0.2, -0.8, dx);
    vec3 sand = mix(vec3(0.55, 0.3, 0.2), vec3(0.98, 0.78, 0.5), clamp(lit, 0.0, 1.0));
    sand += 0.05 * ripple * (1.0 - shade) + 0.05 * (rnd(floor(g * 120.0)) - 0.5);
    sand = mix(sand, vec3(0.3, 0.18, 0.2), 0.7 * shade);
    sand += 0.25 * smoothstep(0.04, 0.0, abs(h - 0.97 * kCrest * (0.4 + vnoise(0.5 * g + 9.0)))) * smoothstep(0.2, 0.5, h);
    vec3 col = spin(sand, kHue);
    for (int k = 0; k < 9; k++) {
        float s = mod(0.28 * float(k) - 0.12 * iTime + 1.6, 3.2) - 1.6;
        vec2 q = (p - vec2(s, 0.1 * sin(2.0 * s + 1.0) - 0.15 + 0.006 * sin(7.0 * iTime + float(k)))) / 0.11;
        float leg = 0.3 * sin(7.0 * iTime + 2.0 * float(k)), body = length(vec2(q.x * 0.75, q.y - 0.15)) - 0.42 - 0.2 * exp(-9.0 * q.x * q.x) * step(0.0, q.y), neck = length(vec2(max(abs(q.x + 0.75 + 0.4 * (q.y - 0.6)) - 0.09, 0.0), max(abs(q.y - 0.5) - 0.35, 0.0))), legs = max(abs(abs(q.x + leg * q.y * 0.4) - 0.3) - 0.07, abs(q.y + 0.5) - 0.5);
        vec2 c = vec2(q.x + 1.4 * (q.y + 1.0), -(q.y + 1.0) * 2.0 - 1.0);
        float cast = min(length(vec2(c.x * 0.75, c.y - 0.15)) - 0.45, max(abs(abs(c.x) - 0.3) - 0.09, abs(c.y + 0.5) - 0.5));
        col *= 1.0 - 0.5 * smoothstep(0.1, -0.1, cast) * step(q.y, -0.9);
        col = mix(col, spin(vec3(0.3, 0.16, 0.1), kHue) + 0.15 * step(0.35, q.y), smoothstep(0.08, -0.05, min(min(body, neck - 0.05), legs)));
        col = mix(col, spin(vec3(0.75, 0.15, 0.2), kHue + float(k)), smoothstep(0.05, -0.05, max(abs(q.x) - 0.3, abs(q.y - 0.3) - 0.14)));
    }
    fragColor = vec4(col, 1.0);
}
